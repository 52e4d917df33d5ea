#include "publish/zip_writer.hpp"

#include <zlib.h>

#include <cstdint>

#include "base/bytes.hpp"
#include "base/invariant.hpp"

namespace yj::publish {

namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kCentralHeader = 0x02014b50;
constexpr std::uint32_t kEnd = 0x06054b50;
constexpr unsigned kUtf8Names = 1U << 11;
constexpr unsigned kDeflate = 8;
constexpr unsigned kDosDate1980 = 0x21;

void put(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xff);
}

std::string deflated(std::string_view bytes) {
    z_stream stream{};
    invariant(deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK,
              "deflate starts");
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    std::string in(bytes);
    const auto writable = [](std::string& text) { return const_cast<Bytef*>(as_bytes(text).data()); };
    stream.next_in = writable(in);
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = writable(out);
    stream.avail_out = static_cast<uInt>(out.size());
    const int state = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    invariant(state == Z_STREAM_END, "deflate ends in one step");
    return out;
}

// The fields that the local and the central header share.
void put_common(std::string& out, std::uint32_t crc, std::size_t packed, std::size_t size, std::size_t name) {
    put(out, 20, 2);  // version needed
    put(out, kUtf8Names, 2);
    put(out, kDeflate, 2);
    put(out, 0, 2);  // time
    put(out, kDosDate1980, 2);
    put(out, crc, 4);
    put(out, packed, 4);
    put(out, size, 4);
    put(out, name, 2);
    put(out, 0, 2);  // extra
}

}  // namespace

std::string write_zip(std::span<const ZipPart> parts) {
    std::string out;
    std::string directory;
    for (const auto& part : parts) {
        const auto bytes = as_bytes(part.bytes);
        const auto crc = static_cast<std::uint32_t>(crc32_z(0, bytes.data(), bytes.size()));
        const std::string packed = deflated(part.bytes);
        const std::size_t offset = out.size();
        put(out, kLocalHeader, 4);
        put_common(out, crc, packed.size(), part.bytes.size(), part.name.size());
        out += part.name;
        out += packed;
        put(directory, kCentralHeader, 4);
        put(directory, 20, 2);  // made by
        put_common(directory, crc, packed.size(), part.bytes.size(), part.name.size());
        put(directory, 0, 2);  // comment
        put(directory, 0, 2);  // disk
        put(directory, 0, 2);  // internal attributes
        put(directory, 0, 4);  // external attributes
        put(directory, offset, 4);
        directory += part.name;
    }
    const std::size_t start = out.size();
    out += directory;
    put(out, kEnd, 4);
    put(out, 0, 4);  // disks
    put(out, parts.size(), 2);
    put(out, parts.size(), 2);
    put(out, directory.size(), 4);
    put(out, start, 4);
    put(out, 0, 2);  // comment
    return out;
}

}  // namespace yj::publish

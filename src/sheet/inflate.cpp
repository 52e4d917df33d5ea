#include "sheet/inflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <memory>

#include "base/bytes.hpp"

namespace yj::sheet {

namespace {

class Inflate {
public:
    Inflate(std::string_view packed, const PackageEntry& entry, std::string place)
        : packed_(packed), entry_(entry), place_(std::move(place)) {
        ready_ = !entry_.deflated || inflateInit2(&stream_, -MAX_WBITS) == Z_OK;
        stream_.next_in = const_cast<Bytef*>(as_bytes(packed_).data());  // zlib does not write there
        stream_.avail_in = static_cast<uInt>(packed_.size());
    }
    Inflate(const Inflate&) = delete;
    Inflate& operator=(const Inflate&) = delete;
    ~Inflate() {
        if (entry_.deflated) inflateEnd(&stream_);
    }

    Result<std::size_t> read(char* to, std::size_t room) {
        if (ended_) return 0;
        YJ_ASSIGN(const std::size_t came, entry_.deflated ? inflated(to, room) : stored(to, room));
        done_ += came;
        crc_ = crc32(crc_, as_bytes({to, came}).data(), static_cast<uInt>(came));
        if (done_ > entry_.size) return bad("部件展开后比声明的大");
        if (ended_ && (done_ != entry_.size || crc_ != entry_.crc)) return bad("部件已损坏（校验和不符）");
        return came;
    }

private:
    Result<std::size_t> stored(char* to, std::size_t room) {
        const auto size = std::min(room, packed_.size());
        packed_.copy(to, size);
        packed_.remove_prefix(size);
        ended_ = packed_.empty();
        return size;
    }

    Result<std::size_t> inflated(char* to, std::size_t room) {
        if (!ready_) return bad("内存不足，无法展开");
        stream_.next_out = as_bytes(to);
        stream_.avail_out = static_cast<uInt>(room);
        const int answer = inflate(&stream_, Z_NO_FLUSH);
        if (answer == Z_STREAM_END && stream_.avail_in == 0)
            ended_ = true;
        else if (answer != Z_OK)
            return bad("部件已损坏，无法展开");
        const std::size_t came = room - stream_.avail_out;
        if (came == 0 && !ended_) return bad("部件已损坏，无法展开");
        return came;
    }

    [[nodiscard]] std::unexpected<Refusal> bad(std::string what) const {
        return refuse(Refused::Malformed, std::move(what), place_, "请重新导出或另存后再导入");
    }

    std::string_view packed_;
    PackageEntry entry_;
    std::string place_;
    z_stream stream_{};
    bool ready_ = false;
    bool ended_ = false;
    std::uint64_t done_ = 0;
    uLong crc_ = 0;
};

}  // namespace

ByteSource unpacked(std::string_view packed, const PackageEntry& entry, std::string place) {
    // std::function copies what it holds, and a zlib state cannot be copied: the copies share one.
    auto state = std::make_shared<Inflate>(packed, entry, std::move(place));
    return [state](char* to, std::size_t room) { return state->read(to, room); };
}

}  // namespace yj::sheet

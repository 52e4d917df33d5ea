#include "base/bytes.hpp"

namespace yj {

void ByteWriter::number(std::uint64_t value) {
    while (value >= 0x80) {
        out_ += static_cast<char>(value | 0x80U);
        value >>= 7;
    }
    out_ += static_cast<char>(value);
}

void ByteWriter::signed_number(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    number((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void ByteWriter::text(std::string_view value) {
    number(value.size());
    out_ += value;
}

std::uint64_t ByteReader::number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80) {
            if (byte == 0 && shift > 0) break;  // an idle byte: one number has one form
            return value;
        }
    }
    ok_ = false;
    rest_ = {};
    return 0;
}

std::int64_t ByteReader::signed_number() {
    const auto bits = number();
    return static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
}

std::string_view ByteReader::text() {
    const auto size = number();
    if (size > rest_.size()) {
        ok_ = false;
        rest_ = {};
        return {};
    }
    return raw(static_cast<std::size_t>(size));
}

std::string_view ByteReader::raw(std::size_t size) {
    if (size > rest_.size()) {
        ok_ = false;
        rest_ = {};
        return {};
    }
    const auto piece = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return piece;
}

}  // namespace yj

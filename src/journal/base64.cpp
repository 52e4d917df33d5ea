#include "journal/base64.hpp"

#include <algorithm>
#include <cstdint>

namespace yj::journal {

namespace {
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

/// Four letters as 24 bits; padding counts as zeros. Empty at a letter of no alphabet.
std::optional<std::uint32_t> group_bits(std::string_view four, std::size_t letters) {
    std::uint32_t bits = 0;
    for (std::size_t at = 0; at < 4; ++at) {
        const auto value = at < letters ? kAlphabet.find(four[at]) : 0;
        if (value == std::string_view::npos) return std::nullopt;
        bits = bits << 6 | static_cast<std::uint32_t>(value);
    }
    return bits;
}
}  // namespace

std::string to_base64(std::string_view bytes) {
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto bits = byte_at(bytes, at) << 16 | byte_at(bytes, at + 1) << 8 | byte_at(bytes, at + 2);
        const std::size_t letters = std::min<std::size_t>(bytes.size() - at, 3) + 1;
        for (std::size_t i = 0; i < 4; ++i) text += i < letters ? kAlphabet[bits >> (18 - 6 * i) & 63U] : '=';
    }
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t at = 0; at < text.size(); at += 4) {
        const auto four = text.substr(at, 4);
        const std::size_t letters = four.ends_with("==") ? 2 : four.ends_with('=') ? 3 : 4;
        const auto bits = group_bits(four, letters);
        if (!bits) return std::nullopt;
        for (std::size_t i = 0; i + 1 < letters; ++i)
            bytes += static_cast<char>(*bits >> (16 - 8 * i) & 255U);
    }
    // Padding inside the text and spare bits at its end would be second spellings of the same bytes.
    if (to_base64(bytes) != text) return std::nullopt;
    return bytes;
}

}  // namespace yj::journal

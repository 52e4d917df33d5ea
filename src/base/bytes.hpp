// Bytes: one canonical binary form for payloads (varints and length-prefixed texts), and byte views of texts.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace yj {

/// The same bytes under the other name; the only place that reinterprets them.
[[nodiscard]] inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view as_text(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
/// Room for bytes that a C library fills, under the name it wants.
[[nodiscard]] inline std::uint8_t* as_bytes(char* room) { return reinterpret_cast<std::uint8_t*>(room); }

/// Writes a canonical form: the same values always give the same bytes.
class ByteWriter {
public:
    void number(std::uint64_t value);        ///< LEB128 varint
    void signed_number(std::int64_t value);  ///< zigzag, then varint
    void text(std::string_view value);       ///< length, then bytes
    void raw(std::string_view bytes) { out_ += bytes; }

    [[nodiscard]] const std::string& bytes() const { return out_; }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    std::string out_;
};

/// Reads what a ByteWriter wrote. After damage every read answers empty and `ok()` is false.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
    [[nodiscard]] std::uint64_t number();
    [[nodiscard]] std::int64_t signed_number();
    [[nodiscard]] std::string_view text();
    [[nodiscard]] std::string_view raw(std::size_t size);

    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool at_end() const { return ok_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool ok_ = true;
};

}  // namespace yj

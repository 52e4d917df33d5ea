// Digest: SHA-256 as a value.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace yj {

struct Digest {
    std::array<std::uint8_t, 32> bytes{};

    [[nodiscard]] std::string hex() const;
    [[nodiscard]] static std::optional<Digest> from_hex(std::string_view hex);
    /// The 32 bytes as text, for the store and for hashing on.
    [[nodiscard]] std::string_view view() const;
    /// REQUIRES: 32 bytes (a shorter or longer text is empty).
    [[nodiscard]] static std::optional<Digest> from_view(std::string_view bytes);
    auto operator<=>(const Digest&) const = default;
};

[[nodiscard]] Digest sha256(std::string_view bytes);

/// Hashes in pieces, for files.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void add(std::string_view bytes);
    /// Ends the hashing. REQUIRES: called once.
    [[nodiscard]] Digest finish();

private:
    void* context_;
};

[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] std::optional<std::string> bytes_from_hex(std::string_view hex);

}  // namespace yj

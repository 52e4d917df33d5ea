// The cryptography that the log needs, behind a few functions: another provider replaces one .cpp.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/digest.hpp"

namespace yj::journal {

/// A hash of 32 bytes: `sha256` (FIPS 180-4) or `sm3` (GB/T 32905).
using HashFn = Digest (*)(std::string_view);

[[nodiscard]] Digest sm3(std::string_view bytes);

using Seed = std::array<std::uint8_t, 32>;
/// From the operating system's generator, through the provider.
[[nodiscard]] Seed new_seed();

/// A key that signs; a hardware module may stand behind it.
class Signer {
public:
    virtual ~Signer() = default;
    /// 32 bytes.
    [[nodiscard]] virtual std::string public_key() const = 0;
    /// 64 bytes.
    [[nodiscard]] virtual std::string sign(std::string_view message) const = 0;
};

/// Ed25519 (RFC 8032). Safe for several threads.
[[nodiscard]] std::unique_ptr<Signer> ed25519_signer(const Seed& seed);

/// False for a key that is not 32 bytes, a signature that is not 64 bytes, a signature whose number is not
/// below the group's order (a second spelling of a valid one), and keys of small order.
[[nodiscard]] bool ed25519_verify(std::string_view public_key, std::string_view message,
                                  std::string_view signature);

}  // namespace yj::journal

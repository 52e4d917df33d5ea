// SM2 signatures on the recommended curve, the national counterpart of Ed25519.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "journal/crypto.hpp"

namespace yj::journal {

/// The identity that enters the signed hash where none was agreed. Source: GM/T 0009-2012 §10.
inline constexpr std::string_view kSm2Identity = "1234567812345678";

/// Signs with `kSm2Identity`; the public key is 65 bytes (04, x, y), a signature 64 (r, s). Empty when the
/// seed, read as a number, is no private key: it must lie in 1 … n − 2. Source: GB/T 32918.2, curve of
/// GB/T 32918.5, hash SM3.
[[nodiscard]] std::unique_ptr<Signer> sm2_signer(const Seed& seed);
/// A seed that sm2_signer takes.
[[nodiscard]] Seed new_sm2_seed();

/// False for a key that is no point of the curve, numbers outside 1 … n − 1, and every other size.
/// Source: GB/T 32918.2 §7.
[[nodiscard]] bool sm2_verify(std::string_view public_key, std::string_view identity,
                              std::string_view message, std::string_view signature);

/// The 64 bytes of a signature that others wrote in DER. Empty unless it is its one strict form.
[[nodiscard]] std::optional<std::string> sm2_signature_from_der(std::string_view der);

}  // namespace yj::journal

// SmallSha256: SHA-256 in a few lines, for the browser's module, where there is no OpenSSL.
#pragma once
#include <string_view>

#include "base/digest.hpp"

namespace yj {

/// The same digest as sha256(), about ten times slower; what is hashed in a browser are rules, not files.
/// Source: FIPS 180-4 §4.1.2, §4.2.2, §5, §6.2.
[[nodiscard]] Digest small_sha256(std::string_view bytes);

}  // namespace yj

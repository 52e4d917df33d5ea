// Base64 (RFC 4648 §4) in its one strict form: padded, no line breaks, no spare bits.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace yj::journal {

[[nodiscard]] std::string to_base64(std::string_view bytes);
/// Empty for anything that to_base64 would not have written.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace yj::journal

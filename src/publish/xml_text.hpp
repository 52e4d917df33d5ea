// xml_text: words made safe to stand inside XML.
#pragma once
#include <string>
#include <string_view>

namespace yj::publish {

/// Escapes & < > and the double quote; drops control characters that XML 1.0 forbids.
[[nodiscard]] std::string xml_text(std::string_view text);

inline constexpr std::string_view kXmlHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

}  // namespace yj::publish

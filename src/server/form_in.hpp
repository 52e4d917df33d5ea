// FormIn: the fields of a page's form (application/x-www-form-urlencoded).
#pragma once
#include <map>
#include <string>

#include "base/result.hpp"
#include "server/http.hpp"

namespace yj::server {

using FormFields = std::map<std::string, std::string, std::less<>>;

/// Fails: Malformed when the body is no form, or a field stands twice. Line breaks in a text become blanks.
[[nodiscard]] Result<FormFields> form_fields(const Request& request);

}  // namespace yj::server

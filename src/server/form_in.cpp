#include "server/form_in.hpp"

namespace yj::server {

namespace {

/// A text area sends its line breaks as codes; parse_target takes no control characters, so they go as
/// blanks.
std::string without_line_breaks(std::string_view body) {
    std::string out;
    for (std::size_t i = 0; i < body.size(); ++i) {
        const auto code = body.substr(i, 3);
        if (code == "%0D" || code == "%0d" || code == "%0A" || code == "%0a" || code == "%09") {
            out += '+';
            i += 2;
        } else {
            out += body[i];
        }
    }
    return out;
}

}  // namespace

Result<FormFields> form_fields(const Request& request) {
    if (!request.header("content-type").starts_with("application/x-www-form-urlencoded"))
        return refuse(Refused::Malformed, "请求不是本系统页面上的表单");
    auto read = parse_target("/?" + without_line_breaks(request.body));
    if (!read) return refuse(Refused::Malformed, "表单内容读不懂");
    return std::move(read->second);
}

}  // namespace yj::server

// Request and Response: HTTP as the handlers see it, without any of its machinery.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yj::server {

struct Request {
    std::string method;
    std::string path;  ///< decoded once, without the query
    std::map<std::string, std::string, std::less<>> query;
    std::map<std::string, std::string, std::less<>> headers;  ///< names in lower case
    std::string body;

    [[nodiscard]] std::string header(std::string_view name) const;
    [[nodiscard]] std::string parameter(std::string_view name) const;
    [[nodiscard]] std::string cookie(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::string type = "application/json; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// Splits and decodes "path?a=b&c=d". Empty when a percent code is damaged, decodes to a control character,
/// or the path would leave its root ("..").
[[nodiscard]] std::optional<std::pair<std::string, std::map<std::string, std::string, std::less<>>>>
parse_target(std::string_view target);

/// & < > " ' made inert, for every text that a page shows.
[[nodiscard]] std::string html(std::string_view text);

}  // namespace yj::server

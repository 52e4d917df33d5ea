// http_client: one request to another machine of the house's own network, and its answer.
#pragma once
#include <string>

#include "base/result.hpp"

namespace yj::server {

struct HttpAnswer {
    int status = 0;
    std::string body;
};

/// POSTs `body` to "http://host[:port]/path". What is sent and what comes back is signed, so it may go in
/// clear; a gateway adds TLS where it leaves the house.
/// Fails: Malformed (another address than http://); NotReady (nobody answers within ten seconds, or with more
/// than 1 MB).
[[nodiscard]] Result<HttpAnswer> http_post(const std::string& url, const std::string& body);

}  // namespace yj::server

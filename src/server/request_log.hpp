// RequestLog: one line for each request, without anybody's figures.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/ids.hpp"

namespace yj::server {

/// What is written: never a query, a body, or the id in a path.
struct RequestLine {
    std::string_view method;
    std::string_view pattern;  ///< of the route; "-" when there is none
    int status = 0;
    std::int64_t us = 0;
    AccountId account;
};

using LogSink = std::function<void(const std::string&)>;

/// {"at":"2026-11-25 09:30:00","method":"GET","route":"/api/v1/board","status":200,"ms":1.2,"account":"17"}
[[nodiscard]] std::string request_line(Instant at, const RequestLine& line);

/// Lines to stderr, one at a time.
[[nodiscard]] LogSink stderr_sink();

}  // namespace yj::server

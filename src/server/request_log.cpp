#include "server/request_log.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <mutex>

namespace yj::server {

namespace {
/// Only the usual methods are written as they came: a method is the client's text.
std::string_view known_method(std::string_view method) {
    for (const std::string_view known : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
        if (method == known) return known;
    return "?";
}
}  // namespace

std::string request_line(Instant at, const RequestLine& line) {
    return fmt::format(R"({{"at":"{}","method":"{}","route":"{}","status":{},"ms":{}.{},"account":"{}"}})",
                       instant_text(at), known_method(line.method), line.pattern, line.status, line.us / 1000,
                       line.us % 1000 / 100, line.account.value);
}

LogSink stderr_sink() {
    return [](const std::string& line) {
        static std::mutex mutex;
        const std::lock_guard lock(mutex);
        std::cerr << line + "\n";
    };
}

}  // namespace yj::server

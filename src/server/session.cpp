#include "server/session.hpp"

#include "base/digest.hpp"
#include "desk/access/accounts.hpp"
#include "desk/access/keep_session.hpp"

namespace yj::server {

namespace {
constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr std::size_t kMostKept = 10'000;
}  // namespace

Carried carried_token(const Request& request) {
    constexpr std::string_view kBearer = "Bearer ";
    const auto header = request.header("authorization");
    if (header.starts_with(kBearer)) return {header.substr(kBearer.size()), false};
    return {request.cookie(kSessionCookie), true};
}

bool changes_something(const Request& request) {
    return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS";
}

bool from_own_page(const Request& request) {
    const auto site = request.header("sec-fetch-site");
    if (!site.empty()) return site == "same-origin";
    const auto origin = request.header("origin");
    const auto host = request.header("host");
    return !host.empty() && (origin == "http://" + host || origin == "https://" + host);
}

std::string session_cookie(const Request& request, const std::string& token) {
    std::string cookie = std::string(kSessionCookie) + "=" + token + "; Path=/; HttpOnly; SameSite=Strict";
    if (token.empty()) cookie += "; Max-Age=0";
    if (request.header("x-forwarded-proto") == "https") cookie += "; Secure";
    return cookie;
}

bool Sessions::is_time(const std::string& token) {
    const auto now = county_.clock().now();
    const std::lock_guard lock(mutex_);
    if (kept_.size() > kMostKept) kept_.clear();
    auto& last = kept_[sha256(token).hex()];
    if (now.us - last.us < kMinuteUs) return false;
    last = now;
    return true;
}

Result<access::Actor> Sessions::actor(const std::string& token) {
    YJ_ASSIGN(auto actor, desk::actor_of_session(county_, token));
    if (is_time(token)) YJ_TRY(desk::keep_session(county_, token));
    return actor;
}

}  // namespace yj::server

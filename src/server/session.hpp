// Session: who a request comes from, by Bearer token or by cookie; and whether it comes from our own pages.
#pragma once
#include <map>
#include <mutex>
#include <string>

#include "access/actor.hpp"
#include "desk/county.hpp"
#include "server/http.hpp"

namespace yj::server {

inline constexpr const char* kSessionCookie = "youju_session";

/// The token that a request carries; `by_cookie` tells that a browser sent it by itself.
struct Carried {
    std::string token;
    bool by_cookie = false;
};
[[nodiscard]] Carried carried_token(const Request& request);

/// True when a browser says that the request was made by a page of ours: Sec-Fetch-Site, or an Origin that is
/// our Host. A request that says nothing of the kind is not. Source: ASVS 3.5.1–3.5.3.
[[nodiscard]] bool from_own_page(const Request& request);
[[nodiscard]] bool changes_something(const Request& request);

/// "youju_session=…; HttpOnly; SameSite=Strict; Path=/", Secure behind TLS. An empty token ends it.
[[nodiscard]] std::string session_cookie(const Request& request, const std::string& token);

/// Sessions in use: each is kept alive at most once a minute. Members may be called by any thread.
class Sessions {
public:
    explicit Sessions(desk::County& county) : county_(county) {}
    /// Fails: Forbidden when the session has ended.
    [[nodiscard]] Result<access::Actor> actor(const std::string& token);

private:
    [[nodiscard]] bool is_time(const std::string& token);

    desk::County& county_;
    std::mutex mutex_;
    std::map<std::string, Instant> kept_;  ///< by the token's hash
};

}  // namespace yj::server

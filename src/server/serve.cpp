#include "server/serve.hpp"

#include "base/invariant.hpp"
#include "server/api.hpp"
#include "server/page.hpp"
#include "server/pages.hpp"
#include "server/problem.hpp"
#include "server/session.hpp"

namespace yj::server {

namespace {

/// Whether the answer goes to a person's browser.
bool wants_page(const std::string& path) { return !path.starts_with("/api/") && !path.starts_with("/log/"); }

Response refused(const Request& request, int status, const Refusal& refusal) {
    return wants_page(request.path) ? refusal_page(status, refusal) : problem(status, refusal);
}

Response to_login() {
    Response response{303, "text/plain; charset=utf-8", "请先登录\n", {}};
    response.headers.emplace_back("Location", "/login");
    return response;
}

/// One request from routing to answer. Members may be called by any thread.
class Front {
public:
    Front(desk::County& county, LogSink log)
        : county_(county), sessions_(county), router_(all_routes()), log_(std::move(log)) {}

    Response answer(const Request& request) {
        const auto began = county_.clock().now();
        const auto found = router_.find(request.method, request.path);
        AccountId account;
        auto response = guarded(request, found, account);
        const auto now = county_.clock().now();
        log_(request_line(now, {request.method, found.route == nullptr ? "-" : found.route->pattern,
                                response.status, now.us - began.us, account}));
        return response;
    }

private:
    /// A promise of ours that broke, or a library that threw, ends this request alone and has a number.
    Response guarded(const Request& request, const Router::Found& found, AccountId& account) {
        try {
            return admitted(request, found, account);
        } catch (const std::exception& error) {
            const auto number = county_.incident(error.what());
            return refused(request, 500,
                           {Refused::Incident, "程序内部错误，编号 " + number, {}, "请把编号告诉系统管理员"});
        }
    }

    Response admitted(const Request& request, const Router::Found& found, AccountId& account) {
        if (found.route == nullptr) return nowhere(request, found);
        const auto carried = carried_token(request);
        access::Actor actor;
        std::string token;
        if (!carried.token.empty()) {
            auto known = sessions_.actor(carried.token);
            if (known) {
                actor = std::move(*known);
                token = carried.token;
            }
        }
        account = actor.account;
        if (!found.route->rule.open() && token.empty()) {
            if (wants_page(request.path)) return to_login();
            auto response =
                problem(401, {Refused::Forbidden, "请先登录", {}, "请先取得令牌：POST /api/v1/sessions"});
            response.headers.emplace_back("WWW-Authenticate", "Bearer");
            return response;
        }
        const bool browser = wants_page(request.path) || (carried.by_cookie && !token.empty());
        if (changes_something(request) && browser && !from_own_page(request))
            return refused(
                request, 403,
                {Refused::Forbidden, "请求不是从本系统的页面发出的", {}, "请在本系统的页面上操作"});
        if (!found.route->rule.admits(actor))
            return refused(request, 403,
                           {Refused::Forbidden,
                            "账号“" + actor.name + "”没有这项权限",
                            {},
                            "请使用有权的账号，或由安全管理员授权"});
        return found.route->answer(Call{county_, request, actor, found.parts, token});
    }

    static Response nowhere(const Request& request, const Router::Found& found) {
        if (found.allowed.empty())
            return refused(request, 404, {Refused::NotFound, "没有这个地址", {}, "请从首页开始"});
        auto response =
            refused(request, 405, {Refused::Malformed, "这个地址不接受 " + request.method, {}, {}});
        std::string allowed;
        for (const auto& method : found.allowed) allowed += (allowed.empty() ? "" : ", ") + method;
        response.headers.emplace_back("Allow", allowed);
        return response;
    }

    desk::County& county_;
    Sessions sessions_;
    Router router_;
    LogSink log_;
};

}  // namespace

std::vector<Route> all_routes() {
    auto routes = api_routes();
    for (auto& route : page_routes()) routes.push_back(std::move(route));
    return routes;
}

Done serve(desk::County& county, const ServeOptions& options, const std::stop_token& stop) {
    Front front(county, options.log);
    YJ_ASSIGN(const auto server,
              HttpServer::bind(options.address, options.port, {},
                               [&](const Request& request) { return front.answer(request); }));
    if (options.on_ready) options.on_ready(server->port());
    server->run(options.workers, stop);
    return {};
}

}  // namespace yj::server

#include "desk/access/accounts.hpp"
#include "server/form_in.hpp"
#include "server/page.hpp"
#include "server/pages.hpp"
#include "server/problem.hpp"
#include "server/session.hpp"

namespace yj::server {

namespace {

Response login_form(const Call& call, const Refusal* refusal, int status) {
    Html body;
    body.open("form", {{"class", "login"}, {"method", "post"}, {"action", "/login"}});
    body.tag("h1", call.county.settings().title).tag("p", "每个发布的数都有据可查。", {{"class", "second"}});
    if (refusal != nullptr)
        body.tag("p", refusal->what + "。" + refusal->remedy, {{"class", "refused"}, {"role", "alert"}});
    body.open("label").tag("span", "账号");
    body.alone("input",
               {{"name", "account"}, {"autocomplete", "username"}, {"required", ""}, {"autofocus", ""}})
        .close();
    body.open("label").tag("span", "密码");
    body.alone(
        "input",
        {{"name", "password"}, {"type", "password"}, {"autocomplete", "current-password"}, {"required", ""}});
    body.close().tag("button", "登录").close();
    return bare_page("登录", std::move(body), status);
}

Response log_in(const Call& call) {
    const auto fields = form_fields(call.request);
    if (!fields) return login_form(call, &fields.error(), 400);
    const auto field = [&](const char* name) {
        const auto found = fields->find(name);
        return found == fields->end() ? std::string() : found->second;
    };
    const auto actor = desk::sign_in(call.county, field("account"), field("password"));
    if (!actor) return login_form(call, &actor.error(), actor.error().kind == Refused::NotReady ? 429 : 401);
    const auto token = desk::open_session(call.county, *actor);
    if (!token) return refusal_page(status_of(token.error().kind), token.error());
    auto response = see_other("/");
    response.headers.emplace_back("Set-Cookie", session_cookie(call.request, *token));
    return response;
}

Response log_out(const Call& call) {
    if (const auto closed = desk::close_session(call.county, call.token); !closed)
        return refusal_page(status_of(closed.error().kind), closed.error());
    auto response = see_other("/login");
    response.headers.emplace_back("Set-Cookie", session_cookie(call.request, {}));
    return response;
}

Response style(const Call&) {
    Response response{200, "text/css; charset=utf-8", std::string(stylesheet()), {}};
    response.headers.emplace_back("Cache-Control", "max-age=3600");
    return response;
}

}  // namespace

std::vector<Route> login_pages() {
    std::vector<Route> routes;
    routes.emplace_back("GET", "/style.css", Rule::everybody(), style);
    routes.emplace_back("GET", "/login", Rule::everybody(),
                        [](const Call& call) { return login_form(call, nullptr, 200); });
    routes.emplace_back("POST", "/login", Rule::everybody(), log_in);
    routes.emplace_back("POST", "/logout", Rule::signed_in(), log_out);
    return routes;
}

std::vector<Route> page_routes() {
    std::vector<Route> all;
    for (auto* part : {login_pages, county_pages, report_pages, release_pages, trace_pages})
        for (auto& route : part()) all.push_back(std::move(route));
    return all;
}

}  // namespace yj::server

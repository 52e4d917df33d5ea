#include "desk/access/accounts.hpp"
#include "desk/overview.hpp"
#include "server/api.hpp"
#include "server/ask.hpp"
#include "server/json_in.hpp"
#include "server/json_out.hpp"
#include "server/session.hpp"

namespace yj::server {

namespace {

Result<Response> log_in(const Call& call) {
    YJ_ASSIGN(const auto body, JsonIn::parse(call.request.body));
    YJ_TRY(body.only({"account", "password"}));
    YJ_ASSIGN(const auto account, body.text("account"));
    YJ_ASSIGN(const auto password, body.text("password"));
    const auto actor = desk::sign_in(call.county, account, password);
    if (!actor) {
        const int status = actor.error().kind == Refused::NotReady    ? 429
                           : actor.error().kind == Refused::Forbidden ? 401
                                                                      : status_of(actor.error().kind);
        return problem(status, actor.error());
    }
    YJ_ASSIGN(const auto token, desk::open_session(call.county, *actor));
    auto response = JsonOut()
                        .open()
                        .text("token", token)
                        .id("account", actor->account.value)
                        .text("name", actor->name)
                        .close()
                        .answer(201);
    response.headers.emplace_back("Set-Cookie", session_cookie(call.request, token));
    return response;
}

Result<Response> log_out(const Call& call) {
    YJ_TRY(desk::close_session(call.county, call.token));
    Response response{204, "text/plain; charset=utf-8", {}, {}};
    response.headers.emplace_back("Set-Cookie", session_cookie(call.request, {}));
    return response;
}

Result<Response> county(const Call& call) {
    YJ_ASSIGN(const auto view, desk::overview(call.county));
    const auto& settings = call.county.settings();
    JsonOut out;
    out.open().text("title", settings.title).text("region", settings.region.text());
    out.number("units", view.units).number("forms", view.forms);
    out.open("tasks").number("all", view.tasks).number("notReported", view.not_reported);
    out.number("reported", view.reported).number("returned", view.returned);
    out.number("accepted", view.accepted).number("late", view.late).close();
    out.number("releases", view.releases);
    out.open("log").text("origin", settings.log_origin).number("entries", view.entries);
    if (view.checkpoint)
        out.number("signed", view.checkpoint->size).text("root", view.checkpoint->root.hex());
    return out.close().close().answer();
}

Result<Response> packs(const Call& call) {
    JsonOut out;
    out.open().list("packs");
    for (const auto* loaded : call.county.packs()) {
        const auto& pack = loaded->pack;
        out.open().text("code", pack.code()).text("title", pack.title()).text("hash", pack.hash());
        out.period("from", pack.from()).period("to", pack.to()).list("forms");
        for (const auto& form : pack.forms())
            out.open()
                .text("code", form.code)
                .text("name", form.name)
                .text("profession", form.profession)
                .text("hash", form.hash)
                .close();
        out.end_list().close();
    }
    return out.end_list().close().answer();
}

}  // namespace

std::vector<Route> session_routes() {
    std::vector<Route> routes;
    routes.emplace_back("POST", "/api/v1/sessions", Rule::everybody(),
                        [](const Call& call) { return respond(log_in(call)); });
    routes.emplace_back("DELETE", "/api/v1/sessions/current", Rule::signed_in(),
                        [](const Call& call) { return respond(log_out(call)); });
    routes.emplace_back("GET", "/api/v1/county", Rule::signed_in(),
                        [](const Call& call) { return respond(county(call)); });
    routes.emplace_back("GET", "/api/v1/packs", Rule::signed_in(),
                        [](const Call& call) { return respond(packs(call)); });
    return routes;
}

std::vector<Route> api_routes() {
    std::vector<Route> all;
    for (auto* part : {session_routes, unit_routes, report_routes, review_routes, release_routes, log_routes})
        for (auto& route : part()) all.push_back(std::move(route));
    return all;
}

}  // namespace yj::server

#include "desk/journal/keep_log.hpp"
#include "desk/journal/log_file.hpp"
#include "server/api.hpp"
#include "server/ask.hpp"
#include "server/json_out.hpp"

namespace yj::server {

namespace {

using access::Act;

Result<Response> healthy(const Call& call) {
    YJ_ASSIGN(const auto last, call.county.last_entry());
    return JsonOut().open().text("status", "ok").entry("entry", last).close().answer();
}

Result<Response> checkpoint(const Call& call) {
    YJ_ASSIGN(const auto last, desk::last_checkpoint(call.county));
    if (!last)
        return refuse(Refused::NotFound, "还没有检查点", {}, "请由系统管理员签署：youju log checkpoint");
    return JsonOut()
        .open()
        .number("size", last->size)
        .text("root", last->root.hex())
        .text("note", last->note)
        .text("at", instant_text(last->at))
        .close()
        .answer();
}

Result<Response> verification(const Call& call) {
    YJ_ASSIGN(const auto report, desk::verify_log(call.county, call.actor, {}));
    JsonOut out;
    out.open().flag("good", report.good()).number("entries", report.entries).number("rows", report.rows);
    out.number("checkpoints", report.checkpoints).number("signedEntries", report.signed_entries);
    out.number("erasedEntries", static_cast<std::int64_t>(report.erased.size())).list("problems");
    for (const auto& each : report.problems) {
        out.open().text("sentence", journal::problem_sentence(each)).entry("entry", each.entry);
        out.some("table", each.table).some("key", each.key);
        out.some("words", desk::problem_in_words(call.county, each)).close();
    }
    return out.end_list().close().answer();
}

Result<Response> public_file(const Call& call) {
    const auto& name = call.parts.at(0);
    YJ_ASSIGN(auto bytes, desk::published_log_file(call.county, name));
    const bool text = name == "checkpoint" || name == "key.pub" || name == "policy";
    const bool whole_tile = !text && name.find(".p/") == std::string::npos;
    Response response{
        200, text ? "text/plain; charset=utf-8" : "application/octet-stream", std::move(bytes), {}};
    if (whole_tile) response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    return response;
}

}  // namespace

std::vector<Route> log_routes() {
    std::vector<Route> routes;
    routes.emplace_back("GET", "/healthz", Rule::everybody(),
                        [](const Call& call) { return respond(healthy(call)); });
    routes.emplace_back("GET", "/api/v1/log/checkpoint", Rule::everybody(),
                        [](const Call& call) { return respond(checkpoint(call)); });
    routes.emplace_back("GET", "/api/v1/log/verification", Rule::act(Act::LogVerify),
                        [](const Call& call) { return respond(verification(call)); });
    routes.emplace_back("GET", "/log/{path*}", Rule::everybody(),
                        [](const Call& call) { return respond(public_file(call)); });
    return routes;
}

}  // namespace yj::server

#include "desk/collect/report_question.hpp"
#include "desk/review/review_reports.hpp"
#include "server/api.hpp"
#include "server/ask.hpp"
#include "server/json_in.hpp"
#include "server/json_out.hpp"

namespace yj::server {

namespace {

using access::Act;

Response done(EntryIndex entry, bool repeated) {
    return JsonOut().open().entry("entry", entry).flag("repeated", repeated).close().answer(201);
}

/// The report in the path, when this account may see it: else the answer is that there is none.
Result<SubmissionId> seen_report(const Call& call) {
    YJ_ASSIGN(const auto id, id_in_path(call));
    YJ_TRY(desk::show_report(call.county, call.actor, SubmissionId{id}));
    return SubmissionId{id};
}

Result<Response> explain(const Call& call) {
    YJ_ASSIGN(const auto key, act_key(call));
    YJ_ASSIGN(const auto id, seen_report(call));
    YJ_ASSIGN(const auto body, JsonIn::parse(call.request.body));
    YJ_TRY(body.only({"explanations"}));
    YJ_ASSIGN(const auto items, body.list("explanations"));
    std::vector<desk::ExplanationWanted> wanted;
    for (const auto& item : items) {
        YJ_TRY(item.only({"rule", "column", "key", "reason", "words"}));
        desk::ExplanationWanted one;
        one.submission = id;
        YJ_ASSIGN(one.rule, item.text("rule"));
        YJ_ASSIGN(one.column, item.text_or_empty("column"));
        YJ_ASSIGN(one.key, item.text_or_empty("key"));
        YJ_ASSIGN(one.reason, item.text("reason"));
        YJ_ASSIGN(one.words, item.text("words"));
        wanted.push_back(std::move(one));
    }
    YJ_ASSIGN(const auto answer, desk::explain_findings(call.county, call.actor, wanted, key));
    return done(answer.entry, answer.repeated);
}

Result<Response> send_back(const Call& call) {
    YJ_ASSIGN(const auto key, act_key(call));
    YJ_ASSIGN(const auto id, seen_report(call));
    YJ_ASSIGN(const auto body, JsonIn::parse(call.request.body));
    YJ_TRY(body.only({"reasons"}));
    YJ_ASSIGN(const auto items, body.list("reasons"));
    std::vector<review::ReturnReason> reasons;
    for (const auto& item : items) {
        YJ_TRY(item.only({"cell", "code", "words"}));
        review::ReturnReason one;
        YJ_ASSIGN(one.cell, item.text_or_empty("cell"));
        YJ_ASSIGN(one.code, item.text("code"));
        YJ_ASSIGN(one.words, item.text_or_empty("words"));
        reasons.push_back(std::move(one));
    }
    YJ_ASSIGN(const auto answer, desk::return_report(call.county, call.actor, id, reasons, key));
    return done(answer.entry, answer.repeated);
}

Result<Response> accept(const Call& call) {
    YJ_ASSIGN(const auto key, act_key(call));
    YJ_ASSIGN(const auto id, seen_report(call));
    YJ_ASSIGN(const auto summary, desk::accept_report(call.county, call.actor, id, key));
    return done(summary.entry, false);
}

}  // namespace

std::vector<Route> review_routes() {
    std::vector<Route> routes;
    routes.emplace_back("POST", "/api/v1/submissions/{id}/explanations", Rule::act(Act::ReportExplain),
                        [](const Call& call) { return respond(explain(call)); });
    routes.emplace_back("POST", "/api/v1/submissions/{id}/return", Rule::act(Act::ReportReturn),
                        [](const Call& call) { return respond(send_back(call)); });
    routes.emplace_back("POST", "/api/v1/submissions/{id}/acceptance", Rule::act(Act::ReportAccept),
                        [](const Call& call) { return respond(accept(call)); });
    return routes;
}

}  // namespace yj::server

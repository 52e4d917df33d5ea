#include "desk/collect/board_question.hpp"
#include "desk/collect/import_reports.hpp"
#include "desk/collect/own_tasks.hpp"
#include "desk/collect/report_question.hpp"
#include "desk/collect/submit_report.hpp"
#include "desk/evidence/add_voucher.hpp"
#include "server/api.hpp"
#include "server/ask.hpp"
#include "server/json_in.hpp"
#include "server/json_out.hpp"

namespace yj::server {

namespace {

using access::Act;

Result<Response> board(const Call& call) {
    YJ_ASSIGN(const auto period, period_asked(call));
    YJ_ASSIGN(const auto all, desk::board(call.county, call.actor, period));
    JsonOut out;
    out.open().list("board");
    for (const auto& it : all) {
        out.open().text("form", it.form).text("formName", it.form_name).period("period", it.period);
        out.text("due", instant_text(it.due))
            .number("tasks", it.tasks)
            .number("notReported", it.not_reported);
        out.number("reported", it.reported).number("returned", it.returned).number("accepted", it.accepted);
        out.number("late", it.late)
            .number("withHard", it.with_hard)
            .number("toExplain", it.to_explain)
            .close();
    }
    return out.end_list().close().answer();
}

void put_task_end(JsonOut& out, collect::TaskState state, bool late, SubmissionId submission, int sequence,
                  const edit::CheckCount& findings) {
    out.text("state", collect::task_state_name(state)).flag("late", late);
    if (submission) out.id("submission", submission.value).number("sequence", sequence);
    out.number("hard", findings.hard)
        .number("soft", findings.soft)
        .number("undecided", findings.undecided)
        .close();
}

Result<Response> own_tasks(const Call& call, const std::string& form, std::optional<Period> period) {
    YJ_ASSIGN(const auto all, desk::own_tasks(call.county, call.actor));
    JsonOut out;
    out.open().list("tasks");
    for (const auto& it : all) {
        if ((!form.empty() && it.form != form) || (period && it.period != *period)) continue;
        out.open().text("form", it.form).text("formName", it.form_name).period("period", it.period);
        out.text("due", instant_text(it.due))
            .id("unit", it.unit.value)
            .text("code", it.unit_code)
            .text("name", it.unit_name);
        put_task_end(out, it.state, it.late, it.submission, it.sequence, it.findings);
    }
    return out.end_list().close().answer();
}

Result<Response> tasks(const Call& call) {
    const auto form = call.request.parameter("form");
    YJ_ASSIGN(const auto period, period_asked(call));
    if (call.actor.has(access::Role::Respondent)) return own_tasks(call, form, period);
    YJ_ASSIGN(const auto form_code, needed(call, "form"));
    YJ_ASSIGN(const auto when, period_needed(call));
    YJ_ASSIGN(const auto all, desk::board_units(call.county, call.actor, form_code, when));
    JsonOut out;
    out.open().list("tasks");
    for (const auto& it : all) {
        out.open().text("form", form_code).period("period", when).id("unit", it.unit.value);
        out.text("code", it.code).text("name", it.name).text("regionName", it.region_name);
        put_task_end(out, it.state, it.late, it.submission, it.sequence, it.findings);
    }
    return out.end_list().close().answer();
}

void put_finding(JsonOut& out, const edit::Finding& finding) {
    out.text("rule", finding.rule).text("severity", edit::severity_name(finding.severity));
    out.text("verdict", edit::verdict_name(finding.verdict))
        .some("column", finding.column)
        .some("key", finding.key);
    out.list("cells");
    for (const auto& cell : finding.cells) out.text(cell);
    out.end_list().text("sentence", finding.sentence);
}

Result<desk::ReportWanted> read_report(const Call& call) {
    YJ_ASSIGN(const auto body, JsonIn::parse(call.request.body));
    YJ_TRY(body.only({"form", "period", "unit", "cells", "notes"}));
    desk::ReportWanted wanted;
    YJ_ASSIGN(wanted.form, body.text("form"));
    YJ_ASSIGN(const auto period, body.text("period"));
    YJ_ASSIGN(wanted.period, parse_period(period, "/period"));
    YJ_ASSIGN(wanted.unit_code, body.text("unit"));
    YJ_ASSIGN(const auto cells, body.texts("cells"));
    YJ_ASSIGN(const auto notes, body.texts("notes"));
    if (cells.empty()) return refuse(Refused::Malformed, "没有填任何单元格", "/cells");
    for (const auto& [address, text] : cells) wanted.cells.push_back({address, text});
    for (const auto& [address, words] : notes) wanted.notes.push_back({address, words});
    return wanted;
}

Result<Response> submit(const Call& call) {
    YJ_ASSIGN(const auto key, act_key(call));
    YJ_ASSIGN(const auto wanted, read_report(call));
    YJ_ASSIGN(const auto report, desk::submit_report(call.county, call.actor, wanted, key));
    if (!report.refused.empty())
        return problem({Refused::Malformed,
                        std::to_string(report.refused.size()) + " 个单元格填得不对",
                        {},
                        "请逐格改正后重新报送"},
                       report.refused);
    if (report.other_content)
        return problem(
            422, {Refused::Conflict, "这个幂等键已用于另一份报表", "Idempotency-Key", "请换一个键重试"});
    JsonOut out;
    out.open().id("submission", report.submission.value).number("sequence", report.sequence);
    out.flag("unchanged", report.unchanged).flag("repeated", report.repeated).entry("entry", report.entry);
    out.text("hash", report.payload_hash.hex()).list("findings");
    for (const auto& finding : report.findings) {
        out.open();
        put_finding(out, finding);
        out.close();
    }
    auto response = out.end_list().close().answer(report.unchanged || report.repeated ? 200 : 201);
    response.headers.emplace_back("Location",
                                  "/api/v1/submissions/" + std::to_string(report.submission.value));
    return response;
}

void put_rows(JsonOut& out, const desk::ShownReport& report) {
    out.list("columns");
    for (const auto& column : report.columns) out.text(column);
    out.end_list().list("cells");
    for (const auto& row : report.rows) {
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            const auto& cell = row.cells[column];
            if (cell.value.empty() && cell.last.empty() && cell.note.empty()) continue;
            out.open()
                .text("address", cell.address)
                .text("row", row.name)
                .text("column", report.columns[column]);
            out.some("measure", row.measure);
            if (cell.value.empty())
                out.some("missing", cell.missing);
            else
                out.text("value", cell.value);
            out.some("note", cell.note).some("last", cell.last).close();
        }
    }
    out.end_list();
}

void put_review(JsonOut& out, const desk::ShownReport& report) {
    out.list("findings");
    for (const auto& it : report.findings) {
        out.open();
        put_finding(out, it.finding);
        if (it.explanation)
            out.open("explanation")
                .text("reason", it.explanation->reason)
                .text("words", it.explanation->words)
                .entry("entry", it.explanation->entry)
                .close();
        out.close();
    }
    out.end_list().list("returns");
    for (const auto& sent_back : report.returns) {
        out.open().entry("entry", sent_back.entry).list("reasons");
        for (const auto& it : sent_back.reasons)
            out.open().some("cell", it.cell).text("reason", it.reason).some("words", it.words).close();
        out.end_list().close();
    }
    out.end_list().list("acceptances");
    for (const auto entry : report.acceptances) out.open().entry("entry", entry).close();
    out.end_list();
}

void put_evidence(JsonOut& out, const desk::ShownReport& report) {
    out.list("vouchers");
    for (const auto& it : report.vouchers) {
        out.open()
            .id("id", it.id.value)
            .text("cell", it.cell)
            .text("kind", it.kind)
            .text("name", it.file_name);
        out.some("amount", it.amount)
            .number("size", it.size)
            .text("hash", it.hash.hex())
            .entry("entry", it.entry)
            .close();
    }
    out.end_list().list("sendings");
    for (const auto& it : report.sendings) {
        out.open()
            .id("id", it.id.value)
            .number("sequence", it.sequence)
            .text("receivedAt", instant_text(it.received_at));
        out.text("channel", it.channel).entry("entry", it.entry).close();
    }
    out.end_list();
}

Result<Response> submission(const Call& call) {
    YJ_ASSIGN(const auto id, id_in_path(call));
    YJ_ASSIGN(const auto report, desk::show_report(call.county, call.actor, SubmissionId{id}));
    JsonOut out;
    out.open().id("id", report.id.value).text("form", report.form).text("formName", report.form_name);
    out.period("period", report.period).id("unit", report.unit.value).text("code", report.unit_code);
    out.text("name", report.unit_name).text("regionName", report.region_name);
    out.text("state", collect::task_state_name(report.state))
        .flag("late", report.late)
        .flag("latest", report.latest);
    out.number("sequence", report.sending.sequence)
        .text("receivedAt", instant_text(report.sending.received_at));
    out.text("channel", report.sending.channel).entry("entry", report.sending.entry);
    out.text("hash", report.payload_hash.hex())
        .some("batch", report.batch)
        .some("lastPeriod", report.last_period);
    put_rows(out, report);
    put_review(out, report);
    put_evidence(out, report);
    return out.close().answer();
}

Result<Response> import_batch(const Call& call) {
    desk::ReportImport import;
    YJ_ASSIGN(import.key, act_key(call));
    YJ_ASSIGN(import.form, needed(call, "form"));
    YJ_ASSIGN(import.period, period_asked(call));
    YJ_ASSIGN(const auto channel, needed(call, "channel"));
    const auto known = collect::parse_channel(channel);
    if (!known || *known == collect::Channel::Web)
        return refuse(Refused::Malformed, "不认识的渠道“" + channel + "”", "channel",
                      "写作 表格、接口 或 联网直报导出");
    import.channel = *known;
    YJ_ASSIGN(import.file_name, needed(call, "name"));
    import.bytes = call.request.body;
    YJ_ASSIGN(const auto it, desk::import_reports(call.county, call.actor, import));
    JsonOut out;
    out.open()
        .entry("entry", it.entry)
        .flag("known", it.known)
        .number("reports", it.reports)
        .number("taken", it.taken);
    out.number("unchanged", it.unchanged)
        .number("refusedReports", it.refused_reports)
        .number("hard", it.hard);
    out.number("soft", it.soft).number("undecided", it.undecided).list("refused");
    for (const auto& refusal : it.refused)
        out.open()
            .text("detail", refusal.what)
            .some("place", refusal.place)
            .some("remedy", refusal.remedy)
            .close();
    out.end_list().list("submissions");
    for (const auto id : it.submissions) out.text(std::to_string(id.value));
    return out.end_list().close().answer(it.taken > 0 ? 201 : 200);
}

Result<Response> add_voucher(const Call& call) {
    desk::VoucherWanted wanted;
    YJ_ASSIGN(const auto key, act_key(call));
    YJ_ASSIGN(wanted.unit_code, needed(call, "unit"));
    YJ_ASSIGN(wanted.form, needed(call, "form"));
    YJ_ASSIGN(wanted.period, period_needed(call));
    YJ_ASSIGN(wanted.cell, needed(call, "cell"));
    YJ_ASSIGN(wanted.kind, needed(call, "kind"));
    YJ_ASSIGN(wanted.file_name, needed(call, "name"));
    if (const auto amount = call.request.parameter("amount"); !amount.empty()) {
        wanted.amount = Amount::parse(amount);
        if (!wanted.amount) return refuse(Refused::Malformed, "amount 不是数", "amount", "写作 1234.5");
    }
    wanted.bytes = call.request.body;
    YJ_ASSIGN(const auto answer, desk::add_voucher(call.county, call.actor, wanted, key));
    return JsonOut()
        .open()
        .text("voucher", answer.text)
        .entry("entry", answer.entry)
        .flag("repeated", answer.repeated)
        .close()
        .answer(201);
}

}  // namespace

std::vector<Route> report_routes() {
    std::vector<Route> routes;
    routes.emplace_back("GET", "/api/v1/board", Rule::act(Act::BoardRead),
                        [](const Call& call) { return respond(board(call)); });
    routes.emplace_back("GET", "/api/v1/tasks", Rule::any_of({Act::BoardRead, Act::ReportSubmit}),
                        [](const Call& call) { return respond(tasks(call)); });
    routes.emplace_back("POST", "/api/v1/submissions", Rule::act(Act::ReportSubmit),
                        [](const Call& call) { return respond(submit(call)); });
    routes.emplace_back("GET", "/api/v1/submissions/{id}", Rule::act(Act::ReportRead),
                        [](const Call& call) { return respond(submission(call)); });
    routes.emplace_back("POST", "/api/v1/batches", Rule::any_of({Act::ReportImport, Act::ReportSubmit}),
                        [](const Call& call) { return respond(import_batch(call)); });
    routes.emplace_back("POST", "/api/v1/vouchers", Rule::act(Act::VoucherAdd),
                        [](const Call& call) { return respond(add_voucher(call)); });
    return routes;
}

}  // namespace yj::server

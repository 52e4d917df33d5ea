#include <algorithm>

#include "desk/collect/report_question.hpp"
#include "desk/review/review_reports.hpp"
#include "server/ask.hpp"
#include "server/form_in.hpp"
#include "server/page.hpp"
#include "server/pages.hpp"

namespace yj::server {

namespace {

using access::Act;
using edit::Severity;
using edit::Verdict;

std::string depth_class(int depth) { return depth <= 0 ? "" : "d" + std::to_string(std::min(depth, 3)); }

std::string own_address(const desk::ShownReport& report) {
    return "/reports/" + std::to_string(report.id.value);
}

void head_facts(Html& body, const desk::ShownReport& report) {
    body.tag("h1", report.unit_name)
        .tag("p", report.form + " " + report.form_name + "　" + report.period.name(), {{"class", "second"}});
    body.open("dl").fact("单位代码", report.unit_code).fact("区划", report.region_name);
    body.fact("状态", std::string(collect::task_state_name(report.state)) + (report.late ? "（迟报）" : ""));
    body.fact("本版", "第 " + std::to_string(report.sending.sequence) + " 版，" + report.sending.channel +
                          "，" + instant_text(report.sending.received_at));
    body.fact("报送期限", instant_text(report.due));
    body.tag("dt", "回执")
        .open("dd")
        .text("第 " + std::to_string(report.sending.entry.value) + " 号存证记录　")
        .tag("code", report.payload_hash.hex())
        .close();
    if (!report.batch.empty()) body.tag("dt", "来自文件").open("dd").tag("code", report.batch).close();
    body.close();
    if (!report.latest) body.tag("p", "这不是最新的一版。", {{"class", "mark warn"}});
}

/// "448,194": digits in threes, words as they are.
std::string grouped(const std::string& words) {
    const auto amount = Amount::parse(words);
    return amount ? amount->grouped() : words;
}

void row_cells(Html& body, const desk::ShownReport& report, const desk::ShownRow& row, bool with_last) {
    for (const auto& cell : row.cells) {
        const auto words = !cell.value.empty()      ? grouped(cell.value)
                           : cell.missing == "未填" ? std::string()
                                                    : cell.missing;
        body.open("td", {{"class", "n"}, {"id", "c-" + cell.address}}).text(words);
        if (!cell.note.empty()) body.tag("div", cell.note, {{"class", "note"}});
        body.close();
    }
    if (with_last && !report.last_period.empty())
        body.number(row.cells.empty() ? "" : grouped(row.cells.front().last));
}

bool is_blank(const desk::ShownRow& row) {
    return std::ranges::all_of(row.cells, [](const desk::ShownCell& cell) {
        return cell.value.empty() && cell.last.empty() && cell.note.empty() && cell.missing == "未填";
    });
}

void cells(Html& body, const desk::ShownReport& report) {
    std::vector<std::string> heads{"指标", "代码", "计量单位"};
    for (const auto& column : report.columns) heads.push_back("#" + column);
    if (!report.last_period.empty()) heads.push_back("#上期（" + report.last_period + "）");
    body.tag("h2", "指标").table("", heads);
    int blank = 0;
    for (const auto& row : report.rows) {
        if (is_blank(row)) {
            ++blank;
            continue;
        }
        body.open("tr").open("td", {{"class", depth_class(row.depth)}}).text(row.name).close();
        body.tag("td", row.key.empty() ? row.code : row.key).tag("td", row.measure);
        row_cells(body, report, row, true);
        body.close();
    }
    body.end_table();
    if (blank > 0)
        body.tag("p", "本期和上期都未填的 " + std::to_string(blank) + " 行没有列出。", {{"class", "note"}});
}

std::string finding_class(const edit::Finding& finding) {
    if (finding.verdict == Verdict::Undecided || finding.severity == Severity::Hint) return "mark second";
    return finding.severity == Severity::Hard ? "mark bad" : "mark warn";
}

/// One field set to explain one finding.
void explain_form(Html& body, const Call& call, const desk::ShownReport& report,
                  const edit::Finding& finding) {
    const auto* pack = call.county.pack_of(report.form, report.period);
    const auto* reasons = pack == nullptr ? nullptr : pack->pack.list("explanation_reason");
    if (reasons == nullptr) return;
    body.open("details", {{"class", "screen"}}).tag("summary", "说明");
    body.open("form", {{"method", "post"}, {"action", own_address(report) + "/explanations"}});
    for (const auto& [name, value] :
         {std::pair{"rule", finding.rule}, {"column", finding.column}, {"key", finding.key}})
        body.alone("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
    body.open("label").tag("span", "原因").open("select", {{"name", "reason"}});
    for (const auto& code : reasons->codes())
        if (code.valid(report.period)) body.tag("option", code.name, {{"value", code.code}});
    body.close().close().open("label").tag("span", "说明：写明时间、幅度、原因");
    body.tag("textarea", "", {{"name", "words"}, {"required", ""}})
        .close()
        .tag("button", "提交说明")
        .close()
        .close();
}

void findings(Html& body, const Call& call, const desk::ShownReport& report) {
    body.tag("h2", "审核结果");
    if (report.findings.empty()) {
        body.tag("p", "审核全部通过。", {{"class", "good"}});
        return;
    }
    const bool may_explain = may_somewhere(call.actor, Act::ReportExplain) && report.latest;
    body.table("", {"类别", "规则", "审核意见", "说明"});
    for (const auto& [finding, explanation] : report.findings) {
        const auto weight = std::string(edit::severity_name(finding.severity)) + "·" +
                            std::string(edit::verdict_name(finding.verdict));
        body.open("tr")
            .open("td")
            .tag("span", weight, {{"class", finding_class(finding)}})
            .close()
            .tag("td", finding.rule);
        body.open("td").text(finding.sentence);
        for (const auto& cell : finding.cells) body.text(" ").link("#c-" + cell, cell);
        body.close().open("td");
        if (explanation)
            body.tag("p", explanation->reason + "：" + explanation->words)
                .tag("p", "第 " + std::to_string(explanation->entry.value) + " 号存证记录",
                     {{"class", "note"}});
        const bool open = finding.severity == Severity::Soft && finding.verdict == Verdict::Failed;
        if (open && may_explain) explain_form(body, call, report, finding);
        body.close().close();
    }
    body.end_table();
}

void returns(Html& body, const desk::ShownReport& report) {
    if (report.returns.empty() && report.acceptances.empty()) return;
    body.tag("h2", "退回与验收").open("ul");
    for (const auto& sent_back : report.returns)
        for (const auto& reason : sent_back.reasons)
            body.tag("li", "退回（第 " + std::to_string(sent_back.entry.value) + " 号存证记录）" +
                               (reason.cell.empty() ? "整份报表" : reason.cell) + "：" + reason.reason +
                               (reason.words.empty() ? "" : "，" + reason.words));
    for (const auto entry : report.acceptances)
        body.tag("li", "验收（第 " + std::to_string(entry.value) + " 号存证记录）");
    body.close();
}

void evidence(Html& body, const desk::ShownReport& report) {
    body.tag("h2", "凭证");
    if (report.vouchers.empty()) body.tag("p", "没有凭证。", {{"class", "second"}});
    if (!report.vouchers.empty()) {
        body.table("", {"单元格", "种类", "文件", "#支持数额", "SHA-256", "#存证记录"});
        for (const auto& it : report.vouchers) {
            body.open("tr")
                .open("td")
                .link("#c-" + it.cell, it.cell)
                .close()
                .tag("td", it.kind)
                .tag("td", it.file_name)
                .number(grouped(it.amount));
            body.open("td")
                .tag("code", it.hash.hex().substr(0, 16) + "…", {{"title", it.hash.hex()}})
                .close()
                .count(it.entry.value)
                .close();
        }
        body.end_table();
    }
    if (report.sendings.size() < 2) return;
    body.tag("h2", "历次报送").open("ul");
    for (const auto& it : report.sendings)
        body.open("li")
            .link("/reports/" + std::to_string(it.id.value), "第 " + std::to_string(it.sequence) + " 版")
            .text("　" + instant_text(it.received_at) + "　" + it.channel)
            .close();
    body.close();
}

void review_forms(Html& body, const Call& call, const desk::ShownReport& report) {
    if (!report.latest || !may_somewhere(call.actor, Act::ReportReturn)) return;
    const auto* pack = call.county.pack_of(report.form, report.period);
    const auto* codes = pack == nullptr ? nullptr : pack->pack.list("return_reason");
    body.open("div", {{"class", "screen"}}).tag("h2", "办理");
    if (report.state != collect::TaskState::Accepted)
        body.open("form",
                  {{"class", "row"}, {"method", "post"}, {"action", own_address(report) + "/acceptance"}})
            .tag("button", "验收")
            .close();
    if (codes != nullptr) {
        body.open("details")
            .tag("summary", "退回")
            .open("form",
                  {{"class", "row"}, {"method", "post"}, {"action", own_address(report) + "/return"}});
        body.open("label")
            .tag("span", "单元格（空为整份报表）")
            .alone("input", {{"name", "cell"}, {"size", "8"}})
            .close();
        body.open("label").tag("span", "原因").open("select", {{"name", "code"}});
        for (const auto& code : codes->codes())
            if (code.valid(report.period)) body.tag("option", code.name, {{"value", code.code}});
        body.close()
            .close()
            .open("label")
            .tag("span", "请填报人核实什么")
            .alone("input", {{"name", "words"}, {"size", "32"}})
            .close();
        body.tag("button", "退回").close().close();
    }
    body.close();
}

Result<Response> report(const Call& call) {
    YJ_ASSIGN(const auto id, id_in_path(call));
    YJ_ASSIGN(const auto shown, desk::show_report(call.county, call.actor, SubmissionId{id}));
    Html body;
    head_facts(body, shown);
    cells(body, shown);
    findings(body, call, shown);
    returns(body, shown);
    evidence(body, shown);
    review_forms(body, call, shown);
    return page(call, shown.unit_name + " " + shown.form, std::move(body));
}

/// The report of a form's address, seen first: another's answers like one that does not exist.
Result<SubmissionId> seen(const Call& call) {
    YJ_ASSIGN(const auto id, id_in_path(call));
    YJ_TRY(desk::show_report(call.county, call.actor, SubmissionId{id}));
    return SubmissionId{id};
}

std::string field(const FormFields& fields, std::string_view name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

Response back_to(SubmissionId id) { return see_other("/reports/" + std::to_string(id.value)); }

Result<Response> explain(const Call& call) {
    YJ_ASSIGN(const auto id, seen(call));
    YJ_ASSIGN(const auto fields, form_fields(call.request));
    YJ_TRY(desk::explain_findings(call.county, call.actor,
                                  {{id, field(fields, "rule"), field(fields, "column"), field(fields, "key"),
                                    field(fields, "reason"), field(fields, "words")}},
                                  {}));
    return back_to(id);
}

Result<Response> send_back(const Call& call) {
    YJ_ASSIGN(const auto id, seen(call));
    YJ_ASSIGN(const auto fields, form_fields(call.request));
    YJ_TRY(desk::return_report(call.county, call.actor, id,
                               {{field(fields, "cell"), field(fields, "code"), field(fields, "words")}}, {}));
    return back_to(id);
}

Result<Response> accept(const Call& call) {
    YJ_ASSIGN(const auto id, seen(call));
    YJ_TRY(desk::accept_report(call.county, call.actor, id, {}));
    return back_to(id);
}

}  // namespace

std::vector<Route> report_pages() {
    std::vector<Route> routes;
    routes.emplace_back("GET", "/reports/{id}", Rule::act(Act::ReportRead),
                        [](const Call& call) { return respond_page(report(call)); });
    routes.emplace_back("POST", "/reports/{id}/explanations", Rule::act(Act::ReportExplain),
                        [](const Call& call) { return respond_page(explain(call)); });
    routes.emplace_back("POST", "/reports/{id}/return", Rule::act(Act::ReportReturn),
                        [](const Call& call) { return respond_page(send_back(call)); });
    routes.emplace_back("POST", "/reports/{id}/acceptance", Rule::act(Act::ReportAccept),
                        [](const Call& call) { return respond_page(accept(call)); });
    return routes;
}

}  // namespace yj::server

#include "desk/journal/keep_log.hpp"
#include "desk/publish/figure_question.hpp"
#include "desk/trace/trace_question.hpp"
#include "server/ask.hpp"
#include "server/page.hpp"
#include "server/pages.hpp"
#include "server/trace_tree.hpp"

namespace yj::server {

namespace {

using access::Act;

void revisions(Html& body, const desk::ShownFigure& shown) {
    if (shown.revisions.size() < 2) return;
    body.tag("h2", "历次发布").table("", {"#发布记录", "#公布为"});
    for (const auto& it : shown.revisions) body.open("tr").count(it.since.value).number(it.printed).close();
    body.end_table();
}

Result<StatUnitId> expand_asked(const Call& call) {
    const auto text = call.request.parameter("expand");
    if (text.empty()) return StatUnitId{};
    const auto id = parse_id(text);
    if (!id) return refuse(Refused::Malformed, "expand 应是单位编号", "expand");
    return StatUnitId{*id};
}

Result<Response> figure(const Call& call) {
    YJ_ASSIGN(const auto id, id_in_path(call));
    YJ_ASSIGN(const auto shown, desk::show_figure(call.county, FigureId{id}));
    const auto& it = shown.figure;
    const bool hidden = it.status == tabulate::FigureStatus::Withheld;
    const auto release = "/releases/" + std::to_string(it.since.value);
    Html body;
    body.tag("h1", "溯源").open("dl").fact("表", it.table + " " + shown.table_title).fact("行", shown.row);
    body.fact("栏", shown.column)
        .fact("报告期", it.period.name())
        .fact("公布为", hidden ? "x（不能公开）" : it.printed);
    body.tag("dt", "发布")
        .open("dd")
        .link(release, "第 " + std::to_string(it.since.value) + " 号存证记录")
        .close()
        .close();
    revisions(body, shown);
    if (!may_somewhere(call.actor, Act::FigureTrace)) return page(call, "溯源", std::move(body));
    YJ_ASSIGN(const auto expand, expand_asked(call));
    YJ_ASSIGN(const auto tree, desk::trace_figure(call.county, call.actor, FigureId{id}, expand));
    body.tag("h2", "这个数从哪里来");
    put_tree(body, tree, "/figures/" + std::to_string(id) + "?");
    return page(call, "溯源", std::move(body));
}

Result<Response> table_cell(const Call& call) {
    YJ_ASSIGN(const auto table, needed(call, "table"));
    YJ_ASSIGN(const auto cell, needed(call, "cell"));
    YJ_ASSIGN(const auto period, period_needed(call));
    YJ_ASSIGN(const auto expand, expand_asked(call));
    YJ_ASSIGN(const auto tree, desk::trace_table_cell(call.county, call.actor, table, cell, period, expand));
    Html body;
    body.tag("h1", "溯源").tag("p", "这个数还没有发布，按现在的事实汇总。", {{"class", "second"}});
    put_tree(
        body, tree,
        "/trace?table=" + in_address(table) + "&cell=" + in_address(cell) + "&period=" + period.code() + "&");
    return page(call, "溯源", std::move(body));
}

Result<Response> verification(const Call& call) {
    YJ_ASSIGN(const auto report, desk::verify_log(call.county, call.actor, {}));
    Html body;
    body.tag("h1", "核验");
    body.tag("p",
             report.good() ? "✓ 存证日志和它封存的每一行都完好。"
                           : "✗ 有 " + std::to_string(report.problems.size()) + " 处不符。",
             {{"class", report.good() ? "good mark" : "refused"}});
    body.open("dl")
        .fact("存证记录", std::to_string(report.entries) + " 条")
        .fact("封存的行", std::to_string(report.rows) + " 行");
    body.fact("检查点", std::to_string(report.checkpoints) + " 个")
        .fact("检查点已覆盖", std::to_string(report.signed_entries) + " 条")
        .close();
    if (report.good()) return page(call, "核验", std::move(body));
    body.table("", {"#存证记录", "不符之处", "涉及"});
    for (const auto& each : report.problems)
        body.open("tr")
            .number(each.entry.value < 0 ? "" : std::to_string(each.entry.value))
            .tag("td", journal::problem_sentence(each))
            .tag("td", desk::problem_in_words(call.county, each))
            .close();
    return page(call, "核验", std::move(body.end_table()));
}

}  // namespace

std::vector<Route> trace_pages() {
    std::vector<Route> routes;
    routes.emplace_back("GET", "/figures/{id}", Rule::signed_in(),
                        [](const Call& call) { return respond_page(figure(call)); });
    routes.emplace_back("GET", "/trace", Rule::act(Act::FigureTrace),
                        [](const Call& call) { return respond_page(table_cell(call)); });
    routes.emplace_back("GET", "/verification", Rule::act(Act::LogVerify),
                        [](const Call& call) { return respond_page(verification(call)); });
    return routes;
}

}  // namespace yj::server

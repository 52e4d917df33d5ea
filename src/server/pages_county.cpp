#include <set>

#include "desk/collect/board_question.hpp"
#include "desk/collect/own_tasks.hpp"
#include "desk/overview.hpp"
#include "desk/registry/unit_question.hpp"
#include "server/ask.hpp"
#include "server/page.hpp"
#include "server/pages.hpp"

namespace yj::server {

namespace {

using access::Act;
using collect::TaskState;

std::string report_address(SubmissionId id) { return "/reports/" + std::to_string(id.value); }

/// The colour of a state; the words carry it alone too.
std::string state_class(TaskState state) {
    switch (state) {
        case TaskState::Accepted: return "mark good";
        case TaskState::Returned: return "mark bad";
        case TaskState::Reported: return "mark";
        case TaskState::NotReported: return "mark warn";
    }
    return "mark";
}

void tile(Html& body, std::int64_t count, std::string_view name) {
    body.open("li").tag("b", std::to_string(count)).tag("span", name).close();
}

void log_facts(Html& body, const Call& call, const desk::Overview& view) {
    body.tag("h2", "存证日志").open("dl");
    body.fact("日志名称", call.county.settings().log_origin)
        .fact("存证记录", std::to_string(view.entries) + " 条");
    if (view.checkpoint) {
        body.fact("检查点", "签署 " + std::to_string(view.checkpoint->size) + " 条，" +
                                instant_text(view.checkpoint->at));
        body.tag("dt", "根").open("dd").tag("code", view.checkpoint->root.hex()).close();
    } else {
        body.fact("检查点", "还没有签署");
    }
    body.close()
        .open("p", {{"class", "note"}})
        .text("检查点可交给任何见证人保存：")
        .link("/log/checkpoint", "下载检查点")
        .close();
}

Result<Response> overview(const Call& call) {
    YJ_ASSIGN(const auto view, desk::overview(call.county));
    Html body;
    body.tag("h1", "县情总览").open("ul", {{"class", "tiles"}});
    tile(body, view.units, "名录库单位");
    tile(body, view.forms, "报表");
    tile(body, view.tasks, "填报任务");
    tile(body, view.not_reported, "未报");
    tile(body, view.reported, "已报待验收");
    tile(body, view.returned, "退回");
    tile(body, view.accepted, "验收");
    tile(body, view.releases, "发布");
    body.close();
    log_facts(body, call, view);
    body.tag("h2", "报表制度").table("", {"代码", "名称", "适用报告期", "报表"});
    for (const auto* loaded : call.county.packs()) {
        const auto& pack = loaded->pack;
        body.open("tr").tag("td", pack.code()).tag("td", pack.title());
        body.tag("td", pack.from().name() + "至" + pack.to().name())
            .tag("td", std::to_string(pack.forms().size()) + " 张")
            .close();
    }
    return page(call, "县情总览", std::move(body.end_table()));
}

void period_choice(Html& body, std::string_view action, const std::string& chosen,
                   const std::set<Period>& periods) {
    body.open("form", {{"class", "row"}, {"method", "get"}, {"action", std::string(action)}});
    body.open("label").tag("span", "报告期").open("select", {{"name", "period"}});
    body.tag("option", "全部", {{"value", ""}});
    for (auto it = periods.rbegin(); it != periods.rend(); ++it) {
        if (it->code() == chosen)
            body.tag("option", it->name(), {{"value", it->code()}, {"selected", ""}});
        else
            body.tag("option", it->name(), {{"value", it->code()}});
    }
    body.close().close().tag("button", "查看").close();
}

Result<Response> board(const Call& call) {
    YJ_ASSIGN(const auto period, period_asked(call));
    YJ_ASSIGN(const auto view, desk::overview(call.county));
    std::set<Period> periods;
    for (const auto& [form, at] : view.opened) periods.insert(at);
    const auto shown = period || call.request.query.contains("period") || periods.empty()
                           ? period
                           : std::optional<Period>(*periods.rbegin());
    YJ_ASSIGN(auto all, desk::board(call.county, call.actor, shown));
    Html body;
    body.tag("h1", shown ? shown->name() + "报送进度" : "报送进度");
    period_choice(body, "/board", shown ? shown->code() : "", periods);
    if (all.empty()) body.tag("p", "没有您可以查看的填报任务。");
    body.table("", {"报表", "报告期", "报送期限", "#应报", "#未报", "#已报", "#退回", "#验收", "#迟报",
                    "#强制未过", "#待说明"});
    for (const auto& it : all) {
        body.open("tr")
            .open("td")
            .link("/board/" + in_address(it.form) + "/" + it.period.code(), it.form + " " + it.form_name)
            .close();
        body.tag("td", it.period.name()).tag("td", instant_text(it.due).substr(0, 16));
        body.count(it.tasks).count(it.not_reported).count(it.reported).count(it.returned).count(it.accepted);
        body.count(it.late).count(it.with_hard).count(it.to_explain).close();
    }
    return page(call, "报送进度", std::move(body.end_table()));
}

void finding_words(Html& body, const edit::CheckCount& count) {
    body.open("td");
    if (count.hard > 0) body.tag("span", "强制 " + std::to_string(count.hard) + " ", {{"class", "mark bad"}});
    if (count.soft > 0)
        body.tag("span", "核实 " + std::to_string(count.soft) + " ", {{"class", "mark warn"}});
    if (count.undecided > 0)
        body.tag("span", "无法判定 " + std::to_string(count.undecided), {{"class", "second"}});
    body.close();
}

void state_cell(Html& body, TaskState state, bool late) {
    body.open("td").tag("span", collect::task_state_name(state), {{"class", state_class(state)}});
    if (late) body.tag("span", "（迟报）", {{"class", "warn"}});
    body.close();
}

Result<Response> board_units(const Call& call) {
    const auto& form = call.parts.at(0);
    YJ_ASSIGN(const auto period, parse_period(call.parts.at(1), {}));
    YJ_ASSIGN(const auto all, desk::board_units(call.county, call.actor, form, period));
    constexpr std::size_t kShown = 1000;
    const auto state = call.request.parameter("state");
    Html body;
    body.tag("h1", form + " " + period.name() + "报送进度").open("p", {{"class", "screen"}});
    const auto base = "/board/" + in_address(form) + "/" + period.code();
    body.link(base, "全部");
    for (const auto each :
         {TaskState::NotReported, TaskState::Reported, TaskState::Returned, TaskState::Accepted}) {
        const std::string name(collect::task_state_name(each));
        body.text("　").link(base + "?state=" + in_address(name), name);
    }
    body.close().table("", {"单位代码", "单位名称", "区划", "状态", "#版次", "审核"});
    std::size_t shown = 0;
    for (const auto& it : all) {
        if (!state.empty() && state != collect::task_state_name(it.state)) continue;
        if (++shown > kShown) continue;
        body.open("tr").tag("td", it.code).open("td");
        if (it.submission)
            body.link(report_address(it.submission), it.name);
        else
            body.text(it.name);
        body.close().tag("td", it.region_name);
        state_cell(body, it.state, it.late);
        body.number(it.sequence > 0 ? std::to_string(it.sequence) : "");
        finding_words(body, it.findings);
        body.close();
    }
    body.end_table().tag(
        "p", "共 " + std::to_string(shown) + " 个单位" + (shown > kShown ? "，此处列出前 1000 个" : ""),
        {{"class", "note"}});
    return page(call, form + " 报送进度", std::move(body));
}

Result<Response> own_tasks(const Call& call) {
    YJ_ASSIGN(const auto all, desk::own_tasks(call.county, call.actor));
    Html body;
    body.tag("h1", "我的报表");
    if (all.empty()) body.tag("p", "目前没有填报任务。");
    body.table("", {"报告期", "报表", "单位", "报送期限", "状态", "审核"});
    for (const auto& it : all) {
        body.open("tr").tag("td", it.period.name()).open("td");
        const auto name = it.form + " " + it.form_name;
        if (it.submission)
            body.link(report_address(it.submission), name);
        else
            body.text(name);
        body.close().tag("td", it.unit_name).tag("td", instant_text(it.due).substr(0, 16));
        state_cell(body, it.state, it.late);
        finding_words(body, it.findings);
        body.close();
    }
    return page(call, "我的报表", std::move(body.end_table()));
}

Result<Response> units(const Call& call) {
    desk::UnitSearch search;
    search.words = call.request.parameter("q");
    search.after = StatUnitId{parse_id(call.request.parameter("cursor")).value_or(0)};
    YJ_ASSIGN(const auto found, desk::find_units(call.county, call.actor, search));
    Html body;
    body.tag("h1", "单位").open("form", {{"class", "row"}, {"method", "get"}, {"action", "/units"}});
    body.open("label")
        .tag("span", "代码，或名称的一部分")
        .alone("input", {{"name", "q"}, {"value", search.words}})
        .close();
    body.tag("button", "查找").close();
    if (found.units.empty()) body.tag("p", "没有找到。请换一个代码或名称。");
    body.table("", {"单位代码", "单位名称", "类型", "区划", "行业", "规模"});
    for (const auto& it : found.units) {
        body.open("tr")
            .tag("td", it.attributes.code)
            .open("td")
            .link("/units/" + std::to_string(it.id.value), it.attributes.name)
            .close();
        body.tag("td", registry::unit_kind_name(it.attributes.kind))
            .tag("td", it.region_name)
            .tag("td", it.industry_name);
        body.tag("td", registry::size_class_name(it.attributes.size)).close();
    }
    body.end_table();
    if (found.next)
        body.open("p", {{"class", "screen"}})
            .link("/units?q=" + in_address(search.words) + "&cursor=" + std::to_string(found.next.value),
                  "下一页")
            .close();
    return page(call, "单位", std::move(body));
}

Result<Response> unit(const Call& call) {
    YJ_ASSIGN(const auto id, id_in_path(call));
    YJ_ASSIGN(const auto history, desk::show_unit(call.county, call.actor, StatUnitId{id}));
    const auto& it = history.unit.attributes;
    Html body;
    body.tag("h1", it.name)
        .open("dl")
        .fact("单位代码", it.code)
        .fact("单位类型", registry::unit_kind_name(it.kind));
    body.fact("区划", history.unit.region_name + "（" + it.region.text() + "）");
    body.fact("主要活动", history.unit.industry_name + "（" + it.industry.text() + "）");
    body.fact("规模", registry::size_class_name(it.size)).fact("报表类别", it.professions).close();
    body.tag("h2", "历次变更").table("", {"起始报告期", "名称", "行业", "原因", "依据", "#存证记录"});
    for (const auto& version : history.versions) {
        body.open("tr").tag("td", version.valid_from.name()).tag("td", version.attributes.name);
        body.tag("td", version.attributes.industry.text()).tag("td", version.reason).tag("td", version.paper);
        body.count(version.since.value).close();
    }
    body.end_table();
    if (history.tasks.empty()) return page(call, it.name, std::move(body));
    body.tag("h2", "报表").table("", {"报告期", "报表", ""});
    for (auto task = history.tasks.rbegin(); task != history.tasks.rend(); ++task) {
        body.open("tr").tag("td", task->period.name()).tag("td", task->form).open("td");
        if (task->submission)
            body.link(report_address(task->submission), "查看");
        else
            body.text("未报");
        body.close().close();
    }
    return page(call, it.name, std::move(body.end_table()));
}

}  // namespace

std::vector<Route> county_pages() {
    const auto board_rule = Rule::act(Act::BoardRead);
    const auto unit_rule = Rule::act(Act::UnitRead);
    std::vector<Route> routes;
    routes.emplace_back("GET", "/", Rule::signed_in(),
                        [](const Call& call) { return respond_page(overview(call)); });
    routes.emplace_back("GET", "/board", board_rule,
                        [](const Call& call) { return respond_page(board(call)); });
    routes.emplace_back("GET", "/board/{form}/{period}", board_rule,
                        [](const Call& call) { return respond_page(board_units(call)); });
    routes.emplace_back("GET", "/tasks", Rule::act(Act::ReportSubmit),
                        [](const Call& call) { return respond_page(own_tasks(call)); });
    routes.emplace_back("GET", "/units", unit_rule,
                        [](const Call& call) { return respond_page(units(call)); });
    routes.emplace_back("GET", "/units/{id}", unit_rule,
                        [](const Call& call) { return respond_page(unit(call)); });
    return routes;
}

}  // namespace yj::server

#include <algorithm>
#include <map>
#include <set>

#include "desk/overview.hpp"
#include "desk/publish/figure_question.hpp"
#include "desk/publish/make_product.hpp"
#include "desk/tabulate/build_table.hpp"
#include "server/api.hpp"
#include "server/ask.hpp"
#include "server/page.hpp"
#include "server/pages.hpp"

namespace yj::server {

namespace {

using access::Act;

std::string figure_address(FigureId id) { return "/figures/" + std::to_string(id.value); }

/// A number that is not released is traced as it stands.
std::string cell_address(const publish::PrintedTable& table, const publish::PrintedFigure& cell) {
    return "/trace?table=" + in_address(table.code) + "&cell=" + in_address(cell.address) +
           "&period=" + table.period.code();
}

Result<Response> tables(const Call& call) {
    YJ_ASSIGN(const auto view, desk::overview(call.county));
    std::map<std::string, std::set<Period>> periods;
    for (const auto& [form, period] : view.opened) periods[form].insert(period);
    Html body;
    body.tag("h1", "汇总表").table("", {"表号", "名称", "报表", "报告期"});
    for (const auto* pack : call.county.packs())
        for (const auto& def : pack->tables) {
            body.open("tr").tag("td", def.code).tag("td", def.title).tag("td", def.forms.front()).open("td");
            const auto& known = periods[def.forms.front()];
            for (auto it = known.rbegin(); it != known.rend(); ++it)
                if (pack->covers(*it))
                    body.link("/tables/" + in_address(def.code) + "?period=" + it->code(), it->name())
                        .text("　");
            body.close().close();
        }
    return page(call, "汇总表", std::move(body.end_table()));
}

/// The heads of the columns, those that neighbours share under one.
void table_heads(Html& body, const publish::PrintedTable& table) {
    std::size_t levels = 0;
    for (const auto& column : table.columns) levels = std::max(levels, column.heads.size());
    body.open("thead");
    for (std::size_t level = 0; level < levels; ++level) {
        body.open("tr");
        if (level == 0)
            body.tag("th", table.row_head, {{"scope", "col"}, {"rowspan", std::to_string(levels)}});
        for (std::size_t at = 0; at < table.columns.size();) {
            const auto& heads = table.columns[at].heads;
            const auto word = level < heads.size() ? heads[level] : std::string();
            std::size_t end = at + 1;
            const auto same = [&](const publish::PrintedColumn& other) {
                return other.heads.size() > level &&
                       std::equal(heads.begin(), heads.begin() + static_cast<std::ptrdiff_t>(level) + 1,
                                  other.heads.begin());
            };
            while (level + 1 < levels && level < heads.size() && end < table.columns.size() &&
                   same(table.columns[end]))
                ++end;
            body.tag("th", word, {{"class", "n"}, {"scope", "col"}, {"colspan", std::to_string(end - at)}});
            at = end;
        }
        body.close();
    }
    body.close();
}

void table_rows(Html& body, const publish::PrintedTable& table,
                const std::map<std::string, FigureId>& released, bool& withheld) {
    body.open("tbody");
    for (const auto& row : table.rows) {
        body.open("tr")
            .open("td", {{"class", row.depth > 0 ? "d" + std::to_string(std::min(row.depth, 3)) : ""}})
            .text(row.title)
            .close();
        for (const auto& cell : row.cells) {
            const bool hidden = cell.status == tabulate::FigureStatus::Withheld;
            withheld = withheld || hidden;
            const auto id = released.find(cell.address);
            body.number(hidden ? "x" : cell.printed,
                        id == released.end() ? cell_address(table, cell) : figure_address(id->second));
        }
        body.close();
    }
    body.close();
}

Result<Response> table(const Call& call) {
    YJ_ASSIGN(const auto period, period_needed(call));
    const auto& code = call.parts.at(0);
    YJ_ASSIGN(const auto built, desk::build_table(call.county, call.actor, code, period, {}));
    YJ_ASSIGN(const auto released, desk::released_cells(call.county, code, period));
    const auto& it = built.printed;
    Html body;
    bool withheld = false;
    body.tag("h1", it.title)
        .open("p", {{"class", "second"}})
        .text("表号 " + it.code + "　" + std::to_string(built.reports) + " 份验收报表");
    if (!it.unit_text.empty()) body.text("　计量单位：" + it.unit_text);
    body.close().open("div", {{"class", "scroll"}}).open("table", {{"class", "figures"}});
    table_heads(body, it);
    table_rows(body, it, released, withheld);
    body.close().close();
    if (withheld) body.tag("p", "x：为保护单个单位的资料，不能公开。", {{"class", "note"}});
    for (const auto& note : it.notes) body.tag("p", note, {{"class", "note"}});
    body.tag("p",
             "截至第 " + std::to_string(built.as_of.value) + " 号存证记录汇总。" +
                 (released.empty() ? "这一期还没有发布，每个数都可以点开溯源。" : "每个数都可以点开溯源。"),
             {{"class", "note"}});
    return page(call, it.title, std::move(body));
}

Result<Response> releases(const Call& call) {
    YJ_ASSIGN(const auto all, desk::releases(call.county));
    Html body;
    body.tag("h1", "发布");
    if (all.empty()) body.tag("p", "还没有发布。", {{"class", "second"}});
    body.table("", {"标题", "报告期", "发布时间", "#存证记录", "下载"});
    for (const auto& it : all) {
        const auto address = "/releases/" + std::to_string(it.since.value);
        body.open("tr").open("td").link(address, it.title).close().tag("td", it.period.name());
        body.tag("td", instant_text(it.released_at).substr(0, 16)).count(it.since.value).open("td");
        body.link(address + "/document.docx", "文档")
            .text("　")
            .link(address + "/tables.xlsx", "表格")
            .close()
            .close();
    }
    return page(call, "发布", std::move(body.end_table()));
}

void release_facts(Html& body, const publish::Release& it) {
    const auto address = "/releases/" + std::to_string(it.since.value);
    body.tag("h1", it.title)
        .open("dl")
        .fact("报告期", it.period.name())
        .fact("发布时间", instant_text(it.released_at));
    body.fact("数据截至", "第 " + std::to_string(it.as_of.value) + " 号存证记录")
        .fact("发布记录", "第 " + std::to_string(it.since.value) + " 号存证记录");
    body.tag("dt", "文档")
        .open("dd")
        .link(address + "/document.docx", "下载 docx")
        .text("　")
        .tag("code", it.docx.hex())
        .close();
    body.tag("dt", "表格")
        .open("dd")
        .link(address + "/tables.xlsx", "下载 xlsx")
        .text("　")
        .tag("code", it.xlsx.hex())
        .close()
        .close();
}

Result<Response> release(const Call& call) {
    YJ_ASSIGN(const auto entry, id_in_path(call));
    YJ_ASSIGN(const auto all, desk::releases(call.county));
    const auto found = std::ranges::find(all, EntryIndex{entry}, &publish::Release::since);
    if (found == all.end())
        return refuse(Refused::NotFound, "没有编号为 " + std::to_string(entry) + " 的发布");
    YJ_ASSIGN(const auto figures, desk::released_figures(call.county, EntryIndex{entry}));
    Html body;
    release_facts(body, *found);
    std::string open_table;
    for (const auto& it : figures) {
        const auto words = desk::figure_words(call.county, it);
        const auto title = it.table + " " + words.table_title + "　" + it.period.name();
        if (title != open_table) {
            if (!open_table.empty()) body.end_table();
            open_table = title;
            body.tag("h2", title).table("", {"行", "栏", "#公布为", "#户数"});
        }
        const bool hidden = it.status == tabulate::FigureStatus::Withheld;
        body.open("tr")
            .tag("td", words.row)
            .tag("td", words.column)
            .number(hidden ? "x" : it.printed, figure_address(it.id));
        body.number(it.contributors > 0 ? std::to_string(it.contributors) : "").close();
    }
    if (!open_table.empty()) body.end_table();
    return page(call, found->title, std::move(body));
}

}  // namespace

std::vector<Route> release_pages() {
    const auto everyone = Rule::signed_in();
    std::vector<Route> routes;
    routes.emplace_back("GET", "/tables", Rule::act(Act::TableBuild),
                        [](const Call& call) { return respond_page(tables(call)); });
    routes.emplace_back("GET", "/tables/{code}", Rule::act(Act::TableBuild),
                        [](const Call& call) { return respond_page(table(call)); });
    routes.emplace_back("GET", "/releases", everyone,
                        [](const Call& call) { return respond_page(releases(call)); });
    routes.emplace_back("GET", "/releases/{entry}", everyone,
                        [](const Call& call) { return respond_page(release(call)); });
    routes.emplace_back("GET", "/releases/{entry}/document.docx", everyone,
                        [](const Call& call) { return respond_page(release_file(call, "docx")); });
    routes.emplace_back("GET", "/releases/{entry}/tables.xlsx", everyone,
                        [](const Call& call) { return respond_page(release_file(call, "xlsx")); });
    return routes;
}

}  // namespace yj::server

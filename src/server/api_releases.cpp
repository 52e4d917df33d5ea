#include <algorithm>

#include "desk/publish/figure_question.hpp"
#include "desk/publish/make_product.hpp"
#include "desk/tabulate/build_table.hpp"
#include "desk/trace/trace_question.hpp"
#include "server/api.hpp"
#include "server/ask.hpp"
#include "server/json_in.hpp"
#include "server/json_out.hpp"
#include "server/trace_tree.hpp"

namespace yj::server {

namespace {

using access::Act;

Result<Response> tables(const Call& call) {
    JsonOut out;
    out.open().list("tables");
    for (const auto* pack : call.county.packs())
        for (const auto& def : pack->tables) {
            out.open().text("code", def.code).text("title", def.title).text("form", def.forms.front());
            out.text("pack", pack->pack.code()).text("hash", def.hash).close();
        }
    return out.end_list().close().answer();
}

Result<std::optional<EntryIndex>> as_of_asked(const Call& call) {
    const auto text = call.request.parameter("asOf");
    if (text.empty()) return std::optional<EntryIndex>();
    const auto entry = parse_id(text);
    if (!entry) return refuse(Refused::Malformed, "asOf 应是存证记录号", "asOf");
    return std::optional<EntryIndex>(EntryIndex{*entry});
}

void put_cells(JsonOut& out, const publish::PrintedRow& row,
               const std::map<std::string, FigureId>& released) {
    out.list("cells");
    for (const auto& cell : row.cells) {
        out.open().text("address", cell.address).text("printed", cell.printed);
        out.text("status", publish::status_words(cell.status)).number("contributors", cell.contributors);
        const auto id = released.find(cell.address);
        if (id != released.end()) out.id("figure", id->second.value);
        out.close();
    }
    out.end_list();
}

Result<Response> table(const Call& call) {
    YJ_ASSIGN(const auto period, period_needed(call));
    YJ_ASSIGN(const auto as_of, as_of_asked(call));
    const auto& code = call.parts.at(0);
    YJ_ASSIGN(const auto built, desk::build_table(call.county, call.actor, code, period, as_of));
    YJ_ASSIGN(const auto released, desk::released_cells(call.county, code, period));
    const auto& it = built.printed;
    JsonOut out;
    out.open()
        .text("code", it.code)
        .text("title", it.title)
        .period("period", it.period)
        .text("hash", it.hash);
    out.some("measure", it.unit_text)
        .entry("asOf", built.as_of)
        .number("reports", static_cast<std::int64_t>(built.reports));
    out.list("columns");
    for (const auto& column : it.columns) {
        out.open().text("id", column.measure_id).text("measure", column.measure.name()).list("heads");
        for (const auto& head : column.heads) out.text(head);
        out.end_list().close();
    }
    out.end_list().list("rows");
    for (const auto& row : it.rows) {
        out.open().text("title", row.title).number("depth", row.depth).list("codes");
        for (const auto& each : row.codes) out.text(each);
        put_cells(out.end_list(), row, released);
        out.close();
    }
    out.end_list().list("notes");
    for (const auto& note : it.notes) out.text(note);
    return out.end_list().close().answer();
}

void put_release(JsonOut& out, const publish::Release& it) {
    out.open()
        .entry("entry", it.since)
        .text("product", it.product)
        .period("period", it.period)
        .text("title", it.title);
    out.entry("asOf", it.as_of).text("releasedAt", instant_text(it.released_at));
    out.text("docx", it.docx.hex()).text("xlsx", it.xlsx.hex()).text("engine", it.engine);
}

Result<Response> release_list(const Call& call) {
    YJ_ASSIGN(const auto all, desk::releases(call.county));
    JsonOut out;
    out.open().list("releases");
    for (const auto& it : all) {
        put_release(out, it);
        out.close();
    }
    return out.end_list().close().answer();
}

void put_figure(JsonOut& out, const publish::ReleasedFigure& it) {
    out.open()
        .id("id", it.id.value)
        .text("table", it.table)
        .text("cell", it.cell)
        .period("period", it.period);
    out.text("printed", it.printed).text("status", publish::status_words(it.status));
    out.number("contributors", it.contributors).entry("release", it.since);
}

Result<Response> release(const Call& call) {
    YJ_ASSIGN(const auto entry, id_in_path(call));
    YJ_ASSIGN(const auto all, desk::releases(call.county));
    const auto found = std::ranges::find(all, EntryIndex{entry}, &publish::Release::since);
    if (found == all.end())
        return refuse(Refused::NotFound, "没有编号为 " + std::to_string(entry) + " 的发布");
    YJ_ASSIGN(const auto figures, desk::released_figures(call.county, EntryIndex{entry}));
    JsonOut out;
    put_release(out, *found);
    out.list("figures");
    for (const auto& it : figures) {
        put_figure(out, it);
        out.close();
    }
    return out.end_list().close().answer();
}

Result<Response> make_release(const Call& call) {
    YJ_ASSIGN(const auto key, act_key(call));
    YJ_ASSIGN(const auto body, JsonIn::parse(call.request.body));
    YJ_TRY(body.only({"product", "period"}));
    YJ_ASSIGN(const auto product, body.text("product"));
    YJ_ASSIGN(const auto words, body.text("period"));
    YJ_ASSIGN(const auto period, parse_period(words, "/period"));
    YJ_ASSIGN(const auto made, desk::release_product(call.county, call.actor, product, period, key));
    auto response = JsonOut().open().entry("entry", made.release).close().answer(201);
    response.headers.emplace_back("Location", "/api/v1/releases/" + std::to_string(made.release.value));
    return response;
}

Result<Response> figure(const Call& call) {
    YJ_ASSIGN(const auto id, id_in_path(call));
    YJ_ASSIGN(const auto shown, desk::show_figure(call.county, FigureId{id}));
    JsonOut out;
    put_figure(out, shown.figure);
    out.text("tableTitle", shown.table_title)
        .text("row", shown.row)
        .text("column", shown.column)
        .list("revisions");
    for (const auto& it : shown.revisions) {
        put_figure(out, it);
        out.close();
    }
    return out.end_list().close().answer();
}

Result<Response> trace(const Call& call) {
    YJ_ASSIGN(const auto id, id_in_path(call));
    const auto expand = parse_id(call.request.parameter("expand")).value_or(0);
    YJ_ASSIGN(const auto tree, desk::trace_figure(call.county, call.actor, FigureId{id}, StatUnitId{expand}));
    JsonOut out;
    put_tree(out, tree);
    return out.answer();
}

}  // namespace

Result<Response> release_file(const Call& call, const std::string& extension) {
    YJ_ASSIGN(const auto entry, id_in_path(call));
    YJ_ASSIGN(auto bytes, desk::release_document(call.county, EntryIndex{entry}, extension));
    const bool docx = extension == "docx";
    Response response{200,
                      docx ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                           : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                      std::move(bytes),
                      {}};
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"youju-" +
                                                             std::to_string(entry) + "." + extension + "\"");
    return response;
}

std::vector<Route> release_routes() {
    const auto everyone = Rule::signed_in();
    const auto readers = Rule::act(Act::TableBuild);
    std::vector<Route> routes;
    routes.emplace_back("GET", "/api/v1/tables", everyone,
                        [](const Call& call) { return respond(tables(call)); });
    routes.emplace_back("GET", "/api/v1/tables/{code}", readers,
                        [](const Call& call) { return respond(table(call)); });
    routes.emplace_back("GET", "/api/v1/releases", everyone,
                        [](const Call& call) { return respond(release_list(call)); });
    routes.emplace_back("POST", "/api/v1/releases", Rule::act(Act::ProductRelease),
                        [](const Call& call) { return respond(make_release(call)); });
    routes.emplace_back("GET", "/api/v1/releases/{entry}", everyone,
                        [](const Call& call) { return respond(release(call)); });
    routes.emplace_back("GET", "/api/v1/releases/{entry}/document.docx", everyone,
                        [](const Call& call) { return respond(release_file(call, "docx")); });
    routes.emplace_back("GET", "/api/v1/releases/{entry}/tables.xlsx", everyone,
                        [](const Call& call) { return respond(release_file(call, "xlsx")); });
    routes.emplace_back("GET", "/api/v1/figures/{id}", everyone,
                        [](const Call& call) { return respond(figure(call)); });
    routes.emplace_back("GET", "/api/v1/figures/{id}/trace", Rule::act(Act::FigureTrace),
                        [](const Call& call) { return respond(trace(call)); });
    return routes;
}

}  // namespace yj::server

#include "desk/registry/unit_question.hpp"
#include "server/api.hpp"
#include "server/ask.hpp"
#include "server/json_out.hpp"

namespace yj::server {

namespace {

using access::Act;

void put_unit(JsonOut& out, const desk::ShownUnit& unit) {
    const auto& it = unit.attributes;
    out.open().id("id", unit.id.value).text("code", it.code).text("name", it.name);
    out.text("kind", registry::unit_kind_name(it.kind))
        .text("region", it.region.text())
        .text("regionName", unit.region_name);
    out.text("industry", it.industry.text()).text("industryName", unit.industry_name);
    out.text("size", registry::size_class_name(it.size)).text("professions", it.professions);
    out.flag("aboveScale", it.above_scale).number("state", it.state);
}

Result<Response> units(const Call& call) {
    desk::UnitSearch search;
    search.words = call.request.parameter("q");
    YJ_ASSIGN(search.period, period_asked(call));
    YJ_ASSIGN(search.limit, limit_asked(call, search.limit));
    const auto cursor = call.request.parameter("cursor");
    const auto after = cursor.empty() ? std::optional<std::int64_t>(0) : parse_id(cursor);
    if (!after) return refuse(Refused::Malformed, "cursor 不是上一页给的 next", "cursor");
    search.after = StatUnitId{*after};
    YJ_ASSIGN(const auto page, desk::find_units(call.county, call.actor, search));
    JsonOut out;
    out.open().list("units");
    for (const auto& unit : page.units) {
        put_unit(out, unit);
        out.close();
    }
    out.end_list();
    if (page.next) out.id("next", page.next.value);
    auto response = out.close().answer();
    if (page.next)
        response.headers.emplace_back("Link", "</api/v1/units?limit=" + std::to_string(search.limit) +
                                                  "&cursor=" + std::to_string(page.next.value) +
                                                  ">; rel=\"next\"");
    return response;
}

Result<Response> unit(const Call& call) {
    YJ_ASSIGN(const auto id, id_in_path(call));
    YJ_ASSIGN(const auto history, desk::show_unit(call.county, call.actor, StatUnitId{id}));
    JsonOut out;
    put_unit(out, history.unit);
    out.list("versions");
    for (const auto& version : history.versions) {
        out.open().period("validFrom", version.valid_from).text("code", version.attributes.code);
        out.text("name", version.attributes.name).text("industry", version.attributes.industry.text());
        out.text("reason", version.reason).some("paper", version.paper).entry("entry", version.since).close();
    }
    out.end_list().list("tasks");
    for (const auto& task : history.tasks) {
        out.open().text("form", task.form).period("period", task.period);
        if (task.submission) out.id("submission", task.submission.value);
        out.close();
    }
    return out.end_list().close().answer();
}

}  // namespace

std::vector<Route> unit_routes() {
    std::vector<Route> routes;
    routes.emplace_back("GET", "/api/v1/units", Rule::act(Act::UnitRead),
                        [](const Call& call) { return respond(units(call)); });
    routes.emplace_back("GET", "/api/v1/units/{id}", Rule::act(Act::UnitRead),
                        [](const Call& call) { return respond(unit(call)); });
    return routes;
}

}  // namespace yj::server

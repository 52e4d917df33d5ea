#include "desk/registry/import_units.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "desk/table_file.hpp"
#include "registry/registry_shelf.hpp"
#include "registry/unit_import.hpp"

namespace yj::desk {

namespace {

registry::UnitLists lists_of(const LoadedPack& pack, Period period) {
    const auto known = [list = &pack.pack, period](const char* name, const std::string& code) {
        const auto* codes = list->list(name);
        return codes == nullptr || codes->find(code, period) != nullptr;
    };
    return {[known](RegionCode region) { return known("region", region.text()); },
            [known](const IndustryCode& industry) { return known("industry", industry.text()); }};
}

void put_change(County& county, ActScope& scope, const registry::UnitChange& change, Period valid_from,
                const std::string& paper) {
    auto id = change.unit;
    if (change.is_new()) {
        id = county.make_id<StatUnitId>();
        registry::add_unit(scope.tx(), id, scope.since());
    }
    registry::UnitVersion version;
    version.unit = id;
    version.valid_from = valid_from;
    version.attributes = change.attributes;
    version.reason = registry::change_reason(change);
    version.paper = paper;
    version.since = scope.since();
    registry::add_version(scope.tx(), version);
}

}  // namespace

Result<UnitImportReport> import_units(County& county, const access::Actor& actor, std::string_view bytes,
                                      const std::string& file_name, Period valid_from,
                                      const std::string& key) {
    const access::Scope where{{}, {}, county.settings().region, {}};
    YJ_TRY(check_may(actor, access::Act::UnitImport, where));
    const auto* pack = county.pack_for(valid_from);
    if (pack == nullptr)
        return refuse(Refused::NotReady, "没有适用于" + valid_from.name() + "的制度包", {},
                      "请先安装：youju pack install");
    YJ_ASSIGN(const auto grids, read_table_file(bytes, file_name));
    UnitImportReport report;
    const auto body = [&](ActScope& scope) -> Result<std::string> {
        const auto known = registry::known_units(scope.tx(), valid_from, EntryIndex{scope.since().value});
        YJ_ASSIGN(auto read,
                  registry::read_register(first_filled(grids), known, lists_of(*pack, valid_from)));
        report = {};
        report.unchanged = read.unchanged;
        report.refused_rows = read.refused_rows;
        report.refused = std::move(read.refused);
        for (const auto& change : read.changes) {
            put_change(county, scope, change, valid_from, file_name);
            ++(change.is_new() ? report.added : report.changed);
        }
        report.entry = scope.since();
        scope.about(fmt::format("register/{}", read.changes.size()));
        return fmt::format("{} {} {} {}", report.added, report.changed, report.unchanged,
                           report.refused_rows);
    };
    YJ_ASSIGN(const auto answer, run_act(county, {actor, access::Act::UnitImport, where, key}, body));
    if (answer.repeated) report.entry = answer.entry;
    return report;
}

}  // namespace yj::desk

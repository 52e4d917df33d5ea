#include "desk/tabulate/build_table.hpp"

#include "base/text.hpp"
#include "desk/collect/neighbours.hpp"
#include "publish/print_table.hpp"

namespace yj::desk {

namespace {

/// Regions that stand in a table even when nobody reports there: those just below the county.
std::vector<RegionCode> shown_regions(const County& county, const LoadedPack& pack, Period period) {
    std::vector<RegionCode> regions;
    const auto* list = pack.pack.list("region");
    if (list == nullptr) return regions;
    for (const auto* code : list->children(county.settings().region.text(), period))
        if (const auto region = RegionCode::parse(code->code)) regions.push_back(*region);
    return regions;
}

}  // namespace

series::FactCache fact_cache(const County& county, store::Tx& tx, EntryIndex as_of) {
    return {tx, as_of, [&county](std::string_view hash) { return form_by_hash(county, hash); }};
}

Result<TableInForce> table_in_force(const County& county, const std::string& code, Period period) {
    std::vector<std::string> known;
    for (const auto* pack : county.packs()) {
        if (!pack->covers(period)) continue;
        if (const auto* def = pack->table(code)) return TableInForce{pack, def};
        for (const auto& def : pack->tables) known.push_back(def.code);
    }
    const auto nearest = nearest_name(code, known);
    return refuse(Refused::NotFound, period.name() + "的制度中没有汇总表“" + code + "”", {},
                  nearest ? "是不是“" + *nearest + "”？" : "请核对表号和报告期");
}

Result<BuiltTable> table_from(const County& county, series::FactCache& cache, const LoadedPack& pack,
                              const tabulate::TableDef& def, Period period) {
    YJ_ASSIGN(const auto gathered, series::gather_contributors(cache, def, period));
    BuiltTable built;
    built.def = &def;
    built.as_of = cache.as_of();
    built.reports = gathered.contributors.size();
    built.table = tabulate::tabulate(def, gathered.contributors, shown_regions(county, pack, period));
    const auto region_name = pack.region_name(county.settings().region, period);
    built.printed =
        publish::print_table(def, built.table, publish::table_facts(pack.pack, def, period, region_name));
    return built;
}

Result<BuiltTable> build_table(const County& county, const access::Actor& actor, const std::string& code,
                               Period period, std::optional<EntryIndex> as_of) {
    YJ_ASSIGN(const auto in_force, table_in_force(county, code, period));
    const auto* form = in_force.pack->form(in_force.def->forms.front());
    const access::Scope where{form == nullptr ? std::string() : form->profession,
                              in_force.def->forms.front(),
                              county.settings().region,
                              {}};
    YJ_ASSIGN(const auto last, county.last_entry());
    Result<BuiltTable> built = BuiltTable{};
    YJ_TRY(ask(county, actor, access::Act::TableBuild, where, [&](store::Tx& tx) -> Done {
        auto cache = fact_cache(county, tx, as_of.value_or(last));
        built = table_from(county, cache, *in_force.pack, *in_force.def, period);
        return {};
    }));
    return built;
}

}  // namespace yj::desk

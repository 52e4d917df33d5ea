#include "desk/registry/unit_question.hpp"

#include "base/text.hpp"
#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "registry/registry_shelf.hpp"

namespace yj::desk {

using access::Act;
using registry::UnitVersion;

namespace {

constexpr int kAnyYear = 9999;  // whatever begins latest
constexpr int kMostNamed = 100'000;

ShownUnit shown(const County& county, const UnitVersion& version, std::optional<Period> period) {
    const auto packs = county.packs();
    const auto* pack = period ? county.pack_for(*period) : packs.empty() ? nullptr : packs.back();
    ShownUnit unit{version.unit, version.attributes, version.attributes.region.text(),
                   version.attributes.industry.text()};
    if (pack == nullptr) return unit;
    const auto when = period.value_or(pack->pack.to());
    unit.region_name = pack->region_name(version.attributes.region, when);
    unit.industry_name = pack->industry_name(version.attributes.industry.text(), when);
    return unit;
}

bool may_see(const access::Actor& actor, const UnitVersion& version) {
    return access::may(actor, Act::UnitRead, {{}, {}, version.attributes.region, version.unit});
}

/// Everything that the words mean, by id.
void each_meant(store::Tx& tx, const UnitSearch& search, const registry::VersionFn& fn) {
    const auto period = search.period.value_or(Period::of_year(kAnyYear));
    const auto words = trimmed(search.words);
    if (words.empty()) return registry::each_in_force(tx, period, kNow, fn);
    if (const auto one = registry::find_by_code(tx, words, period, kNow)) return fn(*one);
    for (const auto& version : registry::find_by_name(tx, words, period, kNow, kMostNamed)) fn(version);
}

}  // namespace

Result<UnitPage> find_units(const County& county, const access::Actor& actor, const UnitSearch& search) {
    UnitPage page;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        each_meant(tx, search, [&](const UnitVersion& version) {
            if (version.unit <= search.after || page.next || !may_see(actor, version)) return;
            if (static_cast<int>(page.units.size()) == search.limit)
                page.next = page.units.back().id;
            else
                page.units.push_back(shown(county, version, search.period));
        });
        return {};
    }));
    return page;
}

Result<UnitHistory> show_unit(const County& county, const access::Actor& actor, StatUnitId id) {
    UnitHistory history;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        const auto version = registry::version_in_force(tx, id, Period::of_year(kAnyYear), kNow);
        if (!version || !may_see(actor, *version))
            return refuse(Refused::NotFound, "没有编号为 " + std::to_string(id.value) + " 的单位", {},
                          "请按代码或名称查找");
        history.unit = shown(county, *version, {});
        history.versions = registry::versions_of(tx, id, kNow);
        for (const auto& task : collect::tasks_of_unit(tx, id, kNow)) {
            const auto* pack = county.pack_of(task.form, task.period);
            const auto* form = pack == nullptr ? nullptr : pack->form(task.form);
            if (form == nullptr) continue;
            const access::Scope where{form->profession, form->code, version->attributes.region, id};
            if (!access::may(actor, Act::ReportRead, where)) continue;
            const auto latest = collect::latest_submission(tx, task.id, kNow);
            history.tasks.push_back({task.form, task.period, latest ? latest->id : SubmissionId{}});
        }
        return {};
    }));
    return history;
}

}  // namespace yj::desk

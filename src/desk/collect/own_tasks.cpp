#include "desk/collect/own_tasks.hpp"

#include <algorithm>
#include <set>

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "registry/registry_shelf.hpp"
#include "review/review_shelf.hpp"

namespace yj::desk {

namespace {

void read_report(store::Tx& tx, OwnTask& own, const collect::Task& task) {
    const auto latest = collect::latest_submission(tx, task.id, kNow);
    if (!latest) return;
    const auto marks = review::marks_of(tx, latest->id, kNow);
    own.state = collect::state_of(latest->since, marks.returned, marks.accepted);
    own.late = collect::is_late(latest->received_at, task.due);
    own.submission = latest->id;
    own.sequence = latest->sequence;
    if (const auto check = edit::latest_check(tx, latest->id, kNow))
        own.findings = edit::count_findings(check->findings, check->since);
}

void read_unit(const County& county, store::Tx& tx, const access::Actor& actor, StatUnitId unit,
               std::vector<OwnTask>& all) {
    for (const auto& task : collect::tasks_of_unit(tx, unit, kNow)) {
        const auto version = registry::version_in_force(tx, unit, task.period, kNow);
        const auto* pack = county.pack_of(task.form, task.period);
        const auto* form = pack == nullptr ? nullptr : pack->form(task.form);
        if (!version || form == nullptr) continue;
        const auto& it = version->attributes;
        if (!access::may(actor, access::Act::ReportSubmit, {form->profession, form->code, it.region, unit}))
            continue;
        OwnTask own{unit,     it.code, it.name, form->code, form->name, task.period,
                    task.due, {},      false,   {},         0,          {}};
        read_report(tx, own, task);
        all.push_back(std::move(own));
    }
}

}  // namespace

Result<std::vector<OwnTask>> own_tasks(const County& county, const access::Actor& actor) {
    std::set<StatUnitId> units;
    for (const auto& grant : actor.grants)
        if (grant.role == access::Role::Respondent && grant.unit) units.insert(grant.unit);
    std::vector<OwnTask> all;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        for (const auto unit : units) read_unit(county, tx, actor, unit, all);
        return {};
    }));
    std::ranges::stable_sort(
        all, [](const OwnTask& one, const OwnTask& other) { return one.period > other.period; });
    return all;
}

}  // namespace yj::desk

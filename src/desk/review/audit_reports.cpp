#include "desk/review/audit_reports.hpp"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "collect/collect_shelf.hpp"
#include "desk/review/form_population.hpp"
#include "edit/edit_shelf.hpp"

namespace yj::desk {

using access::Act;

namespace {

/// Puts the checks that say something else than the last ones.
Done audit_population(const County& county, ActScope& scope, const FormInForce& in_force, Period period,
                      const Executor& run, AuditSummary& summary) {
    FormPopulation population(county, in_force, in_force.pack->rules, period);
    YJ_TRY(population.read(scope.tx()));
    auto all = population.check(run);
    std::map<SubmissionId, std::vector<edit::Finding>> before;
    edit::each_check(scope.tx(), in_force.form->code, period, kNow,
                     [&](const edit::StoredCheck& check) { before[check.submission] = check.findings; });
    ++summary.populations;
    for (std::size_t at = 0; at < all.size(); ++at) {
        const auto count = edit::count_findings(all[at], scope.since());
        ++summary.reports;
        summary.hard += count.hard;
        summary.soft += count.soft;
        summary.undecided += count.undecided;
        const auto known = before.find(population.submission(at));
        if (known != before.end() && known->second == all[at]) continue;
        ++summary.changed;
        edit::put_check(scope.tx(), {population.submission(at), scope.since(), in_force.pack->rules.hash(),
                                     std::move(all[at])});
    }
    return scope.tx().state();
}

struct Place {
    FormInForce in_force;
    Period period;
    [[nodiscard]] access::Scope where(const County& county) const {
        return {in_force.form->profession, in_force.form->code, county.settings().region, {}};
    }
};

Result<AuditSummary> audit_places(County& county, const access::Actor& actor,
                                  const std::vector<Place>& places, const std::string& subject,
                                  const std::string& key, const Executor& run) {
    AuditSummary summary;
    const auto body = [&](ActScope& scope) -> Result<std::string> {
        summary = {};
        for (const auto& [in_force, period] : places)
            YJ_TRY(audit_population(county, scope, in_force, period, run, summary));
        scope.about("audit/" + subject);
        return fmt::format("{} {} {} {} {}", summary.reports, summary.changed, summary.hard, summary.soft,
                           summary.undecided);
    };
    const auto where = places.front().where(county);
    YJ_ASSIGN(const auto answer, run_act(county, {actor, Act::ReportAudit, where, key}, body));
    summary.entry = answer.entry;
    return summary;
}

/// Forms and periods of which reports have come, as they are in force.
Result<std::vector<Place>> reported_places(const County& county, const AuditWanted& wanted) {
    std::vector<collect::BoardCount> counts;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        counts = collect::board_counts(tx, kNow);
        return tx.state();
    }));
    std::vector<Place> places;
    for (const auto& it : counts) {
        if (it.reported == 0 || (!wanted.form.empty() && it.form != wanted.form)) continue;
        if (wanted.period && it.period != *wanted.period) continue;
        if (const auto in_force = form_in_force(county, it.form, it.period))
            places.push_back({*in_force, it.period});
    }
    return places;
}

}  // namespace

Result<AuditSummary> audit_reports(County& county, const access::Actor& actor, const std::string& form,
                                   Period period, const std::string& key, const Executor& run) {
    YJ_ASSIGN(const auto in_force, form_in_force(county, form, period));
    return audit_places(county, actor, {{in_force, period}}, form + "/" + period.code(), key, run);
}

Result<AuditSummary> audit_all(County& county, const access::Actor& actor, const AuditWanted& wanted,
                               const std::string& key, const Executor& run) {
    YJ_ASSIGN(auto places, reported_places(county, wanted));
    if (places.empty()) return refuse(Refused::NotFound, "没有已报的报表可审核");
    const auto allowed = check_may(actor, Act::ReportAudit, places.front().where(county));
    std::erase_if(places, [&](const Place& it) {
        return !check_may(actor, Act::ReportAudit, it.where(county)).has_value();
    });
    if (places.empty()) return std::unexpected(allowed.error());
    const auto subject = fmt::format("{}/{}", wanted.form.empty() ? "all" : wanted.form,
                                     wanted.period ? wanted.period->code() : "all");
    return audit_places(county, actor, places, subject, key, run);
}

}  // namespace yj::desk

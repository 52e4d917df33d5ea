#include "desk/review/audit_reports.hpp"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "edit/check_population.hpp"
#include "edit/edit_shelf.hpp"
#include "edit/population.hpp"
#include "registry/frame_shelf.hpp"

namespace yj::desk {

using access::Act;

namespace {

/// The reports of one form and period, and what was said of them before.
class Population {
public:
    Population(const County& county, const FormInForce& in_force, Period period)
        : pack_(*in_force.pack),
          form_(*in_force.form),
          period_(period),
          county_(county),
          neighbours_(county, pack_, form_, period) {}

    Done read(store::Tx& tx) {
        registry::each_in_frame(tx, form_.code, period_, kNow, [&](const registry::UnitVersion& version) {
            units_[version.unit] = version.attributes;
        });
        Done read;
        collect::each_latest(tx, form_.code, period_, kNow, [&](const collect::LatestReport& it) {
            const auto* made_under = form_by_hash(county_, it.submission.form_hash);
            if (!read || made_under == nullptr || made_under->hash != form_.hash) return;
            auto sheet = instrument::CellSheet::unpack(*made_under, it.submission.payload);
            if (!sheet) return void(read = std::unexpected(sheet.error()));
            senders_.push_back({it.task.unit, it.submission.id});
            sheets_.push_back(std::move(*sheet));
        });
        YJ_TRY(std::move(read));
        contexts_.reserve(sheets_.size());
        for (std::size_t at = 0; at < sheets_.size(); ++at)
            contexts_.push_back(
                neighbours_.context(tx, senders_[at].unit, sheets_[at], units_[senders_[at].unit]));
        return tx.state();
    }

    /// The findings of each report, in the order that they were read.
    std::vector<std::vector<edit::Finding>> check(const Executor& run) const {
        const auto columns = edit::Columns::of(pack_.rules, form_, period_, contexts_, run);
        const auto hits = edit::check_population(pack_.rules, columns, run);
        std::vector<std::vector<edit::Finding>> all(contexts_.size());
        edit::each_findings(
            pack_.rules, columns, hits, run,
            [&](std::size_t at, std::vector<edit::Finding> findings) { all[at] = std::move(findings); });
        // 横向: all reports of the form and period are here, so they can be compared with each other.
        auto among_peers = edit::check_population(pack_.rules, contexts_, run);
        for (std::size_t at = 0; at < all.size(); ++at)
            for (auto& finding : among_peers[at]) all[at].push_back(std::move(finding));
        return all;
    }

    [[nodiscard]] SubmissionId submission(std::size_t at) const { return senders_[at].submission; }

private:
    struct Sender {
        StatUnitId unit;
        SubmissionId submission;
    };
    const LoadedPack& pack_;
    const instrument::Form& form_;
    Period period_;
    const County& county_;
    Neighbours neighbours_;
    std::map<StatUnitId, registry::UnitAttributes> units_;
    std::vector<Sender> senders_;
    std::vector<instrument::CellSheet> sheets_;
    std::vector<edit::Context> contexts_;
};

/// Puts the checks that say something else than the last ones.
Done audit_population(const County& county, ActScope& scope, const FormInForce& in_force, Period period,
                      const Executor& run, AuditSummary& summary) {
    Population population(county, in_force, period);
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

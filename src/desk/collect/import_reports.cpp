#include "desk/collect/import_reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "collect/collect_shelf.hpp"
#include "collect/import_table.hpp"
#include "desk/collect/take_reports.hpp"
#include "desk/evidence/keep_file.hpp"
#include "desk/table_file.hpp"

namespace yj::desk {

namespace {

void count_findings(ReportImportSummary& summary, const std::vector<edit::Finding>& findings) {
    for (const auto& finding : findings) {
        if (finding.verdict == edit::Verdict::Undecided)
            ++summary.undecided;
        else if (finding.severity == edit::Severity::Hard)
            ++summary.hard;
        else
            ++summary.soft;
    }
}

void refuse_report(ReportImportSummary& summary, Refusal refusal) {
    ++summary.refused_reports;
    summary.refused.push_back(std::move(refusal));
}

using DraftsByPeriod = std::map<Period, std::vector<const collect::ReportDraft*>>;

Done take_period(County& county, ActScope& scope, Period period,
                 const std::vector<const collect::ReportDraft*>& drafts, const ReportImport& import,
                 const std::string& batch, ReportImportSummary& summary) {
    const auto in_force = form_in_force(county, import.form, period);
    if (!in_force) {
        for (const auto* draft : drafts) {
            auto refusal = in_force.error();
            refusal.place = draft->place;
            refuse_report(summary, std::move(refusal));
        }
        return {};
    }
    const bool national = import.channel == collect::Channel::NationalExport;
    ReportTaker taker(
        county, scope, *in_force, period,
        {import.channel, national ? access::Act::ReportImport : access::Act::ReportSubmit, !national, batch});
    for (const auto* draft : drafts) {
        auto report = taker.take(*draft);
        YJ_TRY(scope.tx().state());
        if (!report) {
            refuse_report(summary, std::move(report.error()));
        } else if (report->unchanged) {
            ++summary.unchanged;
        } else {
            ++summary.taken;
            count_findings(summary, report->findings);
            summary.submissions.push_back(report->submission);
        }
    }
    return {};
}

std::string answer_text(const ReportImportSummary& it) {
    return fmt::format("{} {} {} {}", it.reports, it.taken, it.unchanged, it.refused_reports);
}

}  // namespace

Result<ReportImportSummary> import_reports(County& county, const access::Actor& actor,
                                           const ReportImport& import) {
    YJ_ASSIGN(const auto in_force, import.period ? form_in_force(county, import.form, *import.period)
                                                 : latest_form(county, import.form));
    const bool national = import.channel == collect::Channel::NationalExport;
    const access::Scope where{in_force.form->profession,
                              in_force.form->code,
                              national ? county.settings().region : RegionCode(),
                              {}};
    const auto act = national ? access::Act::ReportImport : access::Act::ReportSubmit;
    if (national) YJ_TRY(check_may(actor, act, where));
    YJ_ASSIGN(const auto grids, read_table_file(import.bytes, import.file_name));
    auto profile = in_force.pack->pack.import_profile(import.form);
    profile.period = import.period;
    const auto table = collect::import_tables(grids, *in_force.form, profile);
    // A file out of which nothing could be read is no act: its faults are told and nothing is kept.
    if (table.drafts.empty())
        return ReportImportSummary{{}, false, table.reports, 0, 0, table.refused_reports, 0,
                                   0,  0,     table.refused, {}};
    const auto file_hash = sha256(import.bytes).hex();
    if (national) YJ_TRY(keep_file(county, import.bytes));
    DraftsByPeriod by_period;
    for (const auto& draft : table.drafts) by_period[draft.period].push_back(&draft);

    ReportImportSummary summary;
    const auto body = [&](ActScope& scope) -> Result<std::string> {
        summary = {};
        summary.reports = table.reports;
        // A file of which something was refused may do better now (a frame was frozen, another account sends
        // it).
        const auto known = collect::known_batch(scope.tx(), file_hash, import.form, kNow);
        if (known && known->refused == 0 && known->channel == import.channel) {
            summary.known = true;
            summary.entry = known->since;
            return refuse(Refused::Conflict, "文件已经导入过");
        }
        summary.refused = table.refused;
        summary.refused_reports = table.refused_reports;
        for (const auto& [period, drafts] : by_period)
            YJ_TRY(take_period(county, scope, period, drafts, import, file_hash, summary));
        summary.entry = scope.since();
        collect::put_batch(
            scope.tx(), {file_hash, import.form, import.file_name, import.channel, actor.account, scope.at(),
                         summary.taken, summary.refused_reports, scope.since()});
        scope.about("batch/" + file_hash.substr(0, 16));
        return answer_text(summary);
    };
    // A respondent's grants are about units: each report is checked by its own unit in ReportTaker.
    const auto one_unit = actor.grants.empty() ? StatUnitId{} : actor.grants.front().unit;
    const access::Scope asked =
        national ? where : access::Scope{where.profession, where.form, where.region, one_unit};
    auto answer = run_act(county, {actor, act, asked, import.key}, body);
    if (summary.known) return summary;
    if (!answer) return pass(answer);
    if (answer->repeated) summary.entry = answer->entry;
    return summary;
}

}  // namespace yj::desk

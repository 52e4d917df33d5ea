#include "desk/review/review_reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/review/report_at_hand.hpp"
#include "edit/edit_shelf.hpp"
#include "facts/facts_shelf.hpp"
#include "review/review_shelf.hpp"

namespace yj::desk {

using access::Act;

namespace {

std::string subject_of(SubmissionId id) { return "submission/" + std::to_string(id.value); }

/// The report, read before the act so that its scope can be checked.
Result<ReportAtHand> look_at(const County& county, SubmissionId id) {
    Result<ReportAtHand> report = refuse(Refused::NotFound, "");
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        report = report_at_hand(county, tx, id, kNow);
        return {};
    }));
    return report;
}

std::vector<edit::Finding> findings_of(store::Tx& tx, SubmissionId id) {
    auto check = edit::latest_check(tx, id, kNow);
    return check ? std::move(check->findings) : std::vector<edit::Finding>{};
}

Done put_explanation(County& county, ActScope& scope, const ExplanationWanted& wanted) {
    YJ_ASSIGN(const auto report, report_at_hand(county, scope.tx(), wanted.submission, kNow));
    YJ_TRY(check_may(scope.actor(), Act::ReportExplain, report.where()));
    YJ_TRY(must_be_latest(report));
    const review::Explanation explanation{county.make_id<ExplanationId>(),
                                          scope.since(),
                                          wanted.submission,
                                          wanted.rule,
                                          wanted.column,
                                          wanted.key,
                                          wanted.reason,
                                          wanted.words,
                                          scope.actor().account};
    const auto* reasons = report.pack->pack.list("explanation_reason");
    if (reasons == nullptr) return refuse(Refused::NotReady, "制度包没有说明原因代码表 explanation_reason");
    const auto findings = findings_of(scope.tx(), wanted.submission);
    YJ_TRY(review::check_explanation(explanation, findings, *reasons, report.task.period));
    review::put_explanation(scope.tx(), explanation);
    return {};
}

/// The latest report of a task becomes facts. `since` is the act's entry.
void put_acceptance(ActScope& scope, const collect::Task& task, SubmissionId submission) {
    review::put_acceptance(scope.tx(), {submission, scope.since(), scope.actor().account});
    facts::put_sheet(scope.tx(),
                     {task.form, task.period, task.unit, scope.since(), submission, scope.since()});
}

}  // namespace

Result<Answer> explain_findings(County& county, const access::Actor& actor,
                                const std::vector<ExplanationWanted>& wanted, const std::string& key) {
    if (wanted.empty()) return refuse(Refused::Malformed, "没有要说明的审核结果");
    YJ_ASSIGN(const auto first, look_at(county, wanted.front().submission));
    return run_act(county, {actor, Act::ReportExplain, first.where(), key},
                   [&](ActScope& scope) -> Result<std::string> {
                       for (const auto& each : wanted) YJ_TRY(put_explanation(county, scope, each));
                       scope.about(subject_of(wanted.front().submission));
                       return std::to_string(wanted.size());
                   });
}

Result<Answer> return_report(County& county, const access::Actor& actor, SubmissionId submission,
                             const std::vector<review::ReturnReason>& reasons, const std::string& key) {
    YJ_ASSIGN(const auto report, look_at(county, submission));
    return run_act(
        county, {actor, Act::ReportReturn, report.where(), key}, [&](ActScope& scope) -> Result<std::string> {
            YJ_ASSIGN(const auto now, report_at_hand(county, scope.tx(), submission, kNow));
            YJ_TRY(must_be_latest(now));
            const auto* codes = now.pack->pack.list("return_reason");
            if (codes == nullptr) return refuse(Refused::NotReady, "制度包没有退回原因代码表 return_reason");
            YJ_TRY(review::check_return(reasons, *now.form, *codes, now.task.period));
            review::put_return(scope.tx(), {submission, scope.since(), actor.account, reasons});
            // What was accepted is no fact any more.
            if (now.state == collect::TaskState::Accepted)
                facts::put_sheet(
                    scope.tx(),
                    {now.task.form, now.task.period, now.task.unit, scope.since(), {}, scope.since()});
            scope.about(subject_of(submission));
            return std::to_string(submission.value);
        });
}

Result<AcceptanceSummary> accept_report(County& county, const access::Actor& actor, SubmissionId submission,
                                        const std::string& key) {
    YJ_ASSIGN(const auto report, look_at(county, submission));
    AcceptanceSummary summary;
    YJ_ASSIGN(const auto answer,
              run_act(county, {actor, Act::ReportAccept, report.where(), key},
                      [&](ActScope& scope) -> Result<std::string> {
                          YJ_ASSIGN(const auto now, report_at_hand(county, scope.tx(), submission, kNow));
                          YJ_TRY(must_be_latest(now));
                          if (now.state == collect::TaskState::Accepted)
                              return refuse(Refused::Conflict, "这份报表已经验收");
                          YJ_TRY(review::may_accept(findings_of(scope.tx(), submission),
                                                    review::explanations_of(scope.tx(), submission, kNow)));
                          put_acceptance(scope, now.task, submission);
                          scope.about(subject_of(submission));
                          return "1";
                      }));
    summary.entry = answer.entry;
    summary.accepted = 1;
    return summary;
}

Result<AcceptanceSummary> accept_clean_reports(County& county, const access::Actor& actor,
                                               const std::string& code, Period period,
                                               const std::string& key) {
    constexpr std::size_t kShown = 20;
    YJ_ASSIGN(const auto in_force, form_in_force(county, code, period));
    const access::Scope where{in_force.form->profession, code, county.settings().region, {}};
    AcceptanceSummary summary;
    const auto body = [&](ActScope& scope) -> Result<std::string> {
        summary = {};
        const auto marks = review::marks_of_form(scope.tx(), code, period, kNow);
        const auto explanations = review::explanations_of_form(scope.tx(), code, period, kNow);
        std::map<SubmissionId, std::vector<edit::Finding>> findings;
        edit::each_check(scope.tx(), code, period, kNow, [&](const edit::StoredCheck& check) {
            findings[check.submission] = check.findings;
        });
        static const std::vector<review::Explanation> kNone;
        for (const auto& line : collect::board_lines(scope.tx(), code, period, kNow)) {
            if (!line.submission) continue;
            const auto mark = marks.find(line.submission);
            const auto known = mark == marks.end() ? review::Marks{} : mark->second;
            const auto state = collect::state_of(line.submitted, known.returned, known.accepted);
            if (state == collect::TaskState::Accepted) ++summary.standing;
            if (state != collect::TaskState::Reported) continue;
            const auto said = explanations.find(line.submission);
            const auto blocks =
                review::blocks(findings[line.submission], said == explanations.end() ? kNone : said->second);
            if (blocks.empty()) {
                put_acceptance(scope, line.task, line.submission);
                ++summary.accepted;
            } else {
                ++summary.blocked;
                if (summary.blocks.size() < kShown) summary.blocks.push_back(blocks.front());
            }
        }
        scope.about("accept/" + code + "/" + period.code());
        return fmt::format("{} {} {}", summary.accepted, summary.standing, summary.blocked);
    };
    YJ_ASSIGN(const auto answer, run_act(county, {actor, Act::ReportAccept, where, key}, body));
    summary.entry = answer.entry;
    return summary;
}

}  // namespace yj::desk

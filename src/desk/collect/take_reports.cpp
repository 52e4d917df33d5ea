#include "desk/collect/take_reports.hpp"

#include <algorithm>

#include "collect/collect_shelf.hpp"
#include "edit/check.hpp"
#include "edit/edit_shelf.hpp"
#include "registry/frame_shelf.hpp"
#include "registry/registry_shelf.hpp"

namespace yj::desk {

namespace {

bool is_failed_hard(const edit::Finding& finding) {
    return finding.severity == edit::Severity::Hard && finding.verdict == edit::Verdict::Failed;
}

}  // namespace

std::string hard_sentence(const LoadedPack& pack, const std::string& form,
                          const std::vector<edit::Finding>& findings) {
    constexpr int kShown = 5;
    int count = 0;
    std::string sentences;
    for (const auto& finding : findings) {
        if (!is_failed_hard(finding)) continue;
        if (++count <= kShown) sentences += "；" + edit::respondent_sentence(pack.rules, form, finding);
    }
    return std::to_string(count) + " 条强制性审核不通过" + sentences + (count > kShown ? "；……" : "");
}

ReportTaker::ReportTaker(County& county, ActScope& scope, const FormInForce& in_force, Period period,
                         TakingRules rules)
    : county_(county),
      scope_(scope),
      pack_(*in_force.pack),
      form_(*in_force.form),
      period_(period),
      rules_(std::move(rules)),
      neighbours_(county, pack_, pack_.rules, form_, period) {
    registry::each_in_frame(scope.tx(), form_.code, period, kNow, [&](const registry::UnitVersion& version) {
        members_.emplace(version.attributes.code, Member{version.unit, version.attributes});
    });
    tasks_ = collect::tasks_of(scope.tx(), form_.code, period, kNow);
    collect::each_latest(scope.tx(), form_.code, period, kNow, [&](const collect::LatestReport& latest) {
        latest_[latest.task.unit] = {latest.submission.payload_hash, latest.submission.sequence,
                                     latest.submission.id};
    });
}

Result<const ReportTaker::Member*> ReportTaker::member(const collect::ReportDraft& draft) {
    const auto found = members_.find(draft.unit_code);
    if (found != members_.end()) return &found->second;
    const auto unit = registry::find_by_code(scope_.tx(), draft.unit_code, period_, kNow);
    if (!unit)
        return refuse(Refused::NotFound, "名录库中没有代码为“" + draft.unit_code + "”的单位", draft.place,
                      "请核对代码；新单位请先入库（先进库，再有数）");
    return refuse(
        Refused::NotReady,
        "单位“" + draft.unit_code + "”不在 " + form_.code + " " + period_.name() + "的调查单位名录中",
        draft.place, "请核对表号和报告期，或先办理入库");
}

Done ReportTaker::check_unit(const Member& member, const std::string& place) const {
    const access::Scope where{form_.profession, form_.code, member.attributes.region, member.unit};
    if (access::may(scope_.actor(), rules_.act, where)) return {};
    return refuse(
        Refused::Forbidden,
        "账号“" + scope_.actor().name + "”不能报送单位“" + member.attributes.code + "”的 " + form_.code,
        place, "请使用该单位的填报账号");
}

Done ReportTaker::check_keys(const collect::ReportDraft& draft) const {
    for (std::size_t row = 0; row < form_.rows.size(); ++row) {
        const auto& indicator = form_.rows[row];
        if (indicator.open_list.empty()) continue;
        for (const auto& key : draft.sheet.keys(static_cast<int>(row)))
            if (pack_.pack.key_of(form_, static_cast<int>(row), key, period_) == nullptr)
                return refuse(Refused::Malformed, "“" + indicator.name + "”里没有代码“" + key + "”",
                              draft.place, "请按制度的代码表 " + indicator.open_list + " 填写");
    }
    return {};
}

Result<TakenReport> ReportTaker::take(const collect::ReportDraft& draft) {
    YJ_ASSIGN(const auto* unit, member(draft));
    YJ_TRY(check_unit(*unit, draft.place));
    YJ_TRY(check_keys(draft));
    const auto task = tasks_.find(unit->unit);
    if (task == tasks_.end())
        return refuse(Refused::NotReady, form_.code + " " + period_.name() + "还没有开网", draft.place,
                      "请先运行 youju task open");
    TakenReport report;
    report.unit = unit->unit;
    auto payload = draft.sheet.pack();
    const auto hash = sha256(payload);
    if (const auto known = latest_.find(unit->unit); known != latest_.end()) {
        report.sequence = known->second.sequence;
        report.submission = known->second.submission;
        report.unchanged = known->second.payload_hash == hash;
    }
    if (report.unchanged) return report;
    const auto context = neighbours_.context(scope_.tx(), unit->unit, draft.sheet, unit->attributes);
    report.findings = edit::check_report(pack_.rules, context);
    if (rules_.stop_on_hard && std::ranges::any_of(report.findings, is_failed_hard))
        return refuse(Refused::Conflict, hard_sentence(pack_, form_.code, report.findings), draft.place,
                      "请改正后重新报送");
    report.submission = county_.make_id<SubmissionId>();
    ++report.sequence;
    put(report, task->second.id, std::move(payload), hash);
    return report;
}

void ReportTaker::put(const TakenReport& report, TaskId task, std::string payload, const Digest& hash) {
    collect::Submission submission;
    submission.id = report.submission;
    submission.task = task;
    submission.sequence = report.sequence;
    submission.channel = rules_.channel;
    submission.account = scope_.actor().account;
    submission.received_at = scope_.at();
    submission.form_hash = form_.hash;
    submission.payload = std::move(payload);
    submission.payload_hash = hash;
    submission.batch = rules_.batch;
    submission.since = scope_.since();
    collect::put_submission(scope_.tx(), submission);
    edit::put_check(scope_.tx(), {report.submission, scope_.since(), pack_.rules.hash(), report.findings});
    latest_[report.unit] = {hash, report.sequence, report.submission};
    scope_.seal_part(rules_.act, "submission/" + std::to_string(report.submission.value));
}

}  // namespace yj::desk

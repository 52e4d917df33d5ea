#include "desk/review/report_at_hand.hpp"

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "registry/registry_shelf.hpp"
#include "review/review_shelf.hpp"

namespace yj::desk {

namespace {
std::unexpected<Refusal> no_report(SubmissionId id) {
    return refuse(Refused::NotFound, "没有编号为 " + std::to_string(id.value) + " 的报表", {},
                  "请用 youju board 查看报表编号");
}
}  // namespace

Result<ReportAtHand> report_at_hand(const County& county, store::Tx& tx, SubmissionId id, EntryIndex as_of) {
    auto submission = collect::submission_by_id(tx, id, as_of);
    if (!submission) return no_report(id);
    const auto task = collect::task_by_id(tx, submission->task, as_of);
    if (!task) return no_report(id);
    const auto unit = registry::version_in_force(tx, task->unit, task->period, as_of);
    const auto* form = form_by_hash(county, submission->form_hash);
    const auto* pack = county.pack_of(task->form, task->period);
    if (!unit || form == nullptr || pack == nullptr) return no_report(id);
    const auto marks = review::marks_of(tx, id, as_of);
    const auto latest = collect::latest_submission(tx, task->id, as_of);
    ReportAtHand report{std::move(*submission), *task, unit->attributes, pack, form, {}, true};
    report.state = collect::state_of(report.submission.since, marks.returned, marks.accepted);
    report.latest = latest && latest->id == id;
    return report;
}

Done must_be_latest(const ReportAtHand& report) {
    if (report.latest) return {};
    return refuse(Refused::Conflict, "这份报表已有更新的版本", {}, "请对最新的一份操作");
}

}  // namespace yj::desk

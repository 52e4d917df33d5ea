// ReportAtHand: a submission with its task, unit, form and state, as an act on it needs them.
#pragma once
#include "collect/submission.hpp"
#include "desk/act.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "registry/stat_unit.hpp"

namespace yj::desk {

struct ReportAtHand {
    collect::Submission submission;
    collect::Task task;
    registry::UnitAttributes unit;
    const LoadedPack* pack = nullptr;
    const instrument::Form* form = nullptr;  ///< the version that it was made under
    collect::TaskState state = collect::TaskState::Reported;
    bool latest = true;

    /// Where an act on it takes place.
    [[nodiscard]] access::Scope where() const {
        return {form->profession, form->code, unit.region, task.unit};
    }
};

/// Fails: NotFound when there is none, or none that this account may see (the answer is the same).
[[nodiscard]] Result<ReportAtHand> report_at_hand(const County& county, store::Tx& tx, SubmissionId id,
                                                  EntryIndex as_of);

/// Conflict unless it is the latest of its task: what is said of an old version is lost on everybody.
[[nodiscard]] Done must_be_latest(const ReportAtHand& report);

}  // namespace yj::desk

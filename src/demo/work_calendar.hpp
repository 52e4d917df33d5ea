// WorkCalendar: what the sample county does and when, from the first frame to the last bulletin.
#pragma once
#include <string>
#include <vector>

#include "demo/plan.hpp"
#include "instrument/pack.hpp"

namespace yj::demo {

/// The steps of a form's month, in the order in which they come.
enum class Step { Open, Import, ImportLate, Settle, Amend, Vouchers, Accept, Checkpoint, Release };

struct WorkItem {
    Instant at;
    Step step = Step::Open;
    const instrument::Form* form = nullptr;  ///< none for a checkpoint and a release
    Period period;
};

/// The hour before which nothing counts as late when a form's own hour comes after the bulletin's day.
[[nodiscard]] bool can_be_late(const instrument::Pack& pack, const instrument::Form& form, Period period);

/// All items by time: frames and tasks on the period's last day, reports around the due hour, settled within
/// two days, a checkpoint for every month, the release on the 23rd. REQUIRES: the pack outlives the items.
[[nodiscard]] std::vector<WorkItem> work_calendar(const instrument::Pack& pack, const DemoPlan& plan);

}  // namespace yj::demo

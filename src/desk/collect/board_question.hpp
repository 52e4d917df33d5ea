// The board: who has reported and who has not, form by form and unit by unit.
#pragma once
#include <string>
#include <vector>

#include "collect/submission.hpp"
#include "desk/act.hpp"
#include "edit/edit_shelf.hpp"

namespace yj::desk {

/// One form and period at a glance.
struct BoardSummary {
    std::string form;
    std::string form_name;
    Period period;
    Instant due;
    int tasks = 0, not_reported = 0, reported = 0, returned = 0, accepted = 0, late = 0;
    int with_hard = 0;   ///< latest reports with a failed 强制
    int to_explain = 0;  ///< latest reports, not accepted, with a failed 核实
};
/// Every form and period of the county, or of one period. Holds counts only.
[[nodiscard]] Result<std::vector<BoardSummary>> board(const County& county, const access::Actor& actor,
                                                      std::optional<Period> period);

/// One unit's task.
struct BoardUnit {
    StatUnitId unit;
    std::string code;
    std::string name;
    std::string region_name;
    collect::TaskState state = collect::TaskState::NotReported;
    bool late = false;
    SubmissionId submission;
    int sequence = 0;
    edit::CheckCount findings;
};
/// The units of one form and period that this account may see, by code.
[[nodiscard]] Result<std::vector<BoardUnit>> board_units(const County& county, const access::Actor& actor,
                                                         const std::string& form, Period period);

}  // namespace yj::desk

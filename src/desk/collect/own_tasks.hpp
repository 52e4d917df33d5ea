// own_tasks: what a respondent's account owes, and how each stands.
#pragma once
#include <string>
#include <vector>

#include "collect/submission.hpp"
#include "desk/act.hpp"
#include "edit/edit_shelf.hpp"

namespace yj::desk {

struct OwnTask {
    StatUnitId unit;
    std::string unit_code, unit_name;
    std::string form, form_name;
    Period period;
    Instant due;
    collect::TaskState state = collect::TaskState::NotReported;
    bool late = false;
    SubmissionId submission;  ///< none: nothing came
    int sequence = 0;
    edit::CheckCount findings;
};

/// Of the units that the actor's grants name, latest period first. Empty for anybody else.
[[nodiscard]] Result<std::vector<OwnTask>> own_tasks(const County& county, const access::Actor& actor);

}  // namespace yj::desk

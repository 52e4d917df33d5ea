// open_tasks: every unit of the frozen frame owes the form by an hour.
#pragma once
#include <string>

#include "desk/act.hpp"

namespace yj::desk {

/// The answer is the number of tasks that are new. Opening again opens what is missing.
/// Fails: NotReady when the frame of the form and period is not frozen.
[[nodiscard]] Result<Answer> open_tasks(County& county, const access::Actor& actor, const std::string& form,
                                        Period period, const std::string& key);

}  // namespace yj::desk

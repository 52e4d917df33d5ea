// freeze_frame: the units that owe a form in a period, fixed by one entry. 先进库，再有数.
#pragma once
#include <string>

#include "desk/act.hpp"

namespace yj::desk {

/// The answer is the number of units. Fails: NotFound (no such form in force); NotReady (nothing is owed for the
/// period: exempt, or another frequency); Conflict (frozen already).
[[nodiscard]] Result<Answer> freeze_frame(County& county, const access::Actor& actor, const std::string& form,
                                          Period period, const std::string& key);

/// The form as it is in force for a period, with its pack. Fails: NotFound, naming the nearest form.
struct FormInForce {
    const LoadedPack* pack = nullptr;
    const instrument::Form* form = nullptr;
};
[[nodiscard]] Result<FormInForce> form_in_force(const County& county, const std::string& form, Period period);

}  // namespace yj::desk

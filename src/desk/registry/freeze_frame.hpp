// freeze_frame: the units that owe a form in a period, fixed by one entry. 先进库，再有数.
#pragma once
#include <string>

#include "desk/act.hpp"

namespace yj::desk {

/// The answer is the number of units. Fails: NotFound (no such form in force); NotReady (nothing is owed for
/// the period: exempt, or another frequency); Conflict (frozen already).
[[nodiscard]] Result<Answer> freeze_frame(County& county, const access::Actor& actor, const std::string& form,
                                          Period period, const std::string& key);

/// A form with its pack.
struct FormInForce {
    const LoadedPack* pack = nullptr;
    const instrument::Form* form = nullptr;
};
/// As it is in force for a period. Fails: NotFound, naming the nearest form; NotReady when no pack covers the
/// period.
[[nodiscard]] Result<FormInForce> form_in_force(const County& county, const std::string& form, Period period);

/// In the pack installed last that has it, for a file whose period is not known yet. Fails: NotFound.
[[nodiscard]] Result<FormInForce> latest_form(const County& county, const std::string& form);

}  // namespace yj::desk

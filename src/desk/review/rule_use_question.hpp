// rule_use_question: how often each rule of a form found something, and what came of it.
#pragma once
#include <string>
#include <vector>

#include "desk/act.hpp"
#include "edit/rule_use.hpp"

namespace yj::desk {

/// Over every sending of the form in the periods from `first` to `last`, as it was last checked. Rules in
/// force that never found anything are told too, with zeros.
/// Fails: NotFound (form; no reports); Forbidden.
[[nodiscard]] Result<std::vector<edit::RuleUse>> rule_use(const County& county, const access::Actor& actor,
                                                          const std::string& form, Period first, Period last);

}  // namespace yj::desk

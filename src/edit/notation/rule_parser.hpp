// RuleParser: rules read from text, every fault with its place, what was expected and the nearest known name.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "edit/engine/rule.hpp"
#include "instrument/fault.hpp"
#include "instrument/form.hpp"

namespace yj::edit {

/// Reads one `.rules` file. A rule that names several forms (适用 206-1, 206-2) becomes one rule for each.
/// A rule with a fault is left out, and reading goes on with the next 规则. The grammar is in
/// docs/rooms/edit.md.
[[nodiscard]] std::vector<Rule> read_rules(std::string_view path, std::string_view text,
                                           std::span<const instrument::Form> forms,
                                           instrument::Faults& faults);

}  // namespace yj::edit

// RuleParser: rules read from text, every fault with its place, what was expected and the nearest known name.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "edit/engine/rule.hpp"
#include "edit/notation/vocabulary.hpp"
#include "instrument/fault.hpp"
#include "instrument/form.hpp"

namespace yj::edit {

/// A `.rules` file above this is refused.
inline constexpr std::size_t kLargestRuleFile = std::size_t{16} << 20;

/// False, with a fault, for a text that is too large or no UTF-8: nothing else of it is read then.
[[nodiscard]] bool is_readable(std::string_view path, std::string_view text, instrument::Faults& faults);

/// Reads one `.rules` file. A rule that names several forms (适用 206-1, 206-2) becomes one rule for each.
/// A rule with a fault is left out, and reading goes on with the next 规则; after 100 faults it ends. The
/// grammar is in docs/rooms/edit.md.
/// Cost: linear in the text.
[[nodiscard]] std::vector<Rule> read_rules(std::string_view path, std::string_view text,
                                           const Vocabulary& known, instrument::Faults& faults);

/// The same with the 范围 that the text itself defines.
[[nodiscard]] std::vector<Rule> read_rules(std::string_view path, std::string_view text,
                                           std::span<const instrument::Form> forms,
                                           instrument::Faults& faults);

}  // namespace yj::edit

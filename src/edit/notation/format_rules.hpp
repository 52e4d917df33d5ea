// FormatRules: a `.rules` text in its canonical layout.
#pragma once
#include <expected>
#include <string>
#include <string_view>

#include "instrument/fault.hpp"

namespace yj::edit {

/// A head line (编号, 类型, 适用, months and 范围), below it the condition with its clauses in one column,
/// then 提示 on a line of its own; a blank line between rules. Long conditions are broken before 且, 或, 则,
/// + and -. Words keep their order and remarks their place, so that no rule's hash changes; a formatted text
/// stays as it is when it is formatted again. What stands in the brackets of a cell is kept letter by letter.
/// Fails: a text that is too large or no UTF-8, a text in quotes that is not closed, words before the first
///        规则. Whether the rules mean anything is not asked.
[[nodiscard]] std::expected<std::string, instrument::Faults> format_rules(std::string_view path,
                                                                          std::string_view text);

}  // namespace yj::edit

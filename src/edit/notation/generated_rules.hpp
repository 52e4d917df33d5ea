// GeneratedRules: what follows from a form's own description; people write only the rest.
#pragma once
#include <string>

#include "instrument/form.hpp"

namespace yj::edit {

/// The text of a `.rules` file for one form, with ids FORM/G1 …:
///   G1 累计 ≥ 本月, for flows with both columns;
///   G2 累计 = 上期累计 + 本月, from 3月 on, within 1;
///   G3 其中 ≤ the item it belongs to, in every column (a pack writes a rule of the same id where the item is
///   net
///      of something: 财务费用, 所有者权益);
///   G4 quantities (人, 平方米, 吨 …) are not negative, save in a source's own balancing line (调整项).
/// Rows that a report leaves wholly blank are not asked (see check.hpp).
/// Source: rules.md "Made by themselves"; the relations H3, H4, H7 of the form catalogue.
[[nodiscard]] std::string generated_rules(const instrument::Form& form);

}  // namespace yj::edit

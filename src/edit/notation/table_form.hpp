// TableForm: a plain table as a form, so that rules can be written over its columns.
#pragma once
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "edit/rule_set.hpp"
#include "instrument/cell_sheet.hpp"
#include "instrument/form.hpp"

namespace yj::edit {

/// A column of a plain table: its name as the header has it, and what it holds.
struct TableColumn {
    std::string name;
    bool text = false;
};

/// The code of every such form.
inline constexpr std::string_view kTableForm = "表";

/// One row of the form for each column of the table, in its order; the form has one column. A report of it is
/// one row of the table; a finding's cells are the names of columns.
/// Fails: Malformed for a name that stands twice, is empty or no UTF-8 line, or when there is no column.
[[nodiscard]] Result<instrument::Form> table_form(std::span<const TableColumn> columns);

/// One row of the table. An empty number is 未填; an empty text is a blank cell.
/// Fails: Malformed, naming column and value, where a number cannot be read or the row has more values than
/// the table columns. REQUIRES: the form is table_form's.
[[nodiscard]] Result<instrument::CellSheet> table_row(const instrument::Form& form,
                                                      std::span<const std::string_view> values);

/// Rules over a plain table: ids need no form (规则 r01 强制 M6 >= 0), 适用 may name anything, a column
/// stands bare (M1, 营业收入, other.rev) or in brackets ([incl.prob], [若], "]]" for "]"), 合计[M2..M5] adds
/// columns from one to another, [*] goes through the number columns. No rule is generated, and a blank row is
/// asked like any other. A row's Context has no attributes and, since there is no other report, no others.
/// REQUIRES: the form is table_form's.
[[nodiscard]] std::expected<RuleSet, instrument::Faults> compile_table_rules(const instrument::Form& form,
                                                                             std::span<const RuleText> texts);

}  // namespace yj::edit

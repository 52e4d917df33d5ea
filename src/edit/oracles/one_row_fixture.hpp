// OneRowFixture: a condition of the notation over one row of a table, told in a word.
#pragma once
#include <string>
#include <vector>

#include "edit/check.hpp"
#include "edit/notation/table_form.hpp"

namespace yj::edit {

/// A column of the row and what it holds; an empty value is a blank cell.
struct Held {
    std::string name;
    bool text = false;
    std::string value;
};

/// 通过, 不通过 or 无法判定; what the parser or the reader of the row says where they refuse.
inline std::string verdict_of_row(const std::string& condition, const std::vector<Held>& row) {
    std::vector<TableColumn> columns;
    std::vector<std::string_view> values;
    for (const auto& it : row) {
        columns.push_back({it.name, it.text});
        values.push_back(it.value);
    }
    const auto form = table_form(columns);
    if (!form) return form.error().text();
    const auto set = compile_table_rules(*form, std::vector<RuleText>{{"x", "规则 a 强制 " + condition}});
    if (!set) return set.error().front().text();
    const auto sheet = table_row(*form, values);
    if (!sheet) return sheet.error().text();
    const Context context{Period::of_year(2026), &*form, &*sheet, nullptr, {}, {}};
    const auto findings = check_report(*set, context);
    return std::string(findings.empty() ? "通过" : verdict_name(findings.front().verdict));
}

}  // namespace yj::edit

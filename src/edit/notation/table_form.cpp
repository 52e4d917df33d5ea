#include "edit/notation/table_form.hpp"

#include <unordered_set>

#include "base/number_text.hpp"
#include "base/text.hpp"

namespace yj::edit {

using instrument::CellSheet;
using instrument::Form;

Result<Form> table_form(std::span<const TableColumn> columns) {
    if (columns.empty()) return refuse(Refused::Malformed, "表中没有列", {}, "第一行写列名");
    Form form;
    form.code = kTableForm;
    form.name = kTableForm;
    form.columns = {{"1", "", Span::Current, ""}};
    std::unordered_set<std::string_view> seen;
    for (const auto& column : columns) {
        const auto place = "第 " + std::to_string(form.rows.size() + 1) + " 列";
        if (trimmed(column.name).empty()) return refuse(Refused::Malformed, "列没有名称", place);
        if (!is_utf8(column.name) || column.name.find('\n') != std::string::npos)
            return refuse(Refused::Malformed, "列名不是一行 UTF-8 文字", place, "另存为 UTF-8 编码");
        if (!seen.insert(trimmed(column.name)).second)
            return refuse(Refused::Malformed, "列名“" + column.name + "”出现两次", place,
                          "给每一列不同的名称");
        instrument::Indicator row;
        row.code = trimmed(column.name);
        row.name = row.code;
        row.text = column.text;
        form.rows.push_back(std::move(row));
    }
    return form;
}

Result<CellSheet> table_row(const Form& form, std::span<const std::string_view> values) {
    if (values.size() > form.rows.size())
        return refuse(Refused::Malformed, "这一行有 " + std::to_string(values.size()) + " 个值，多于列数 " +
                                              std::to_string(form.rows.size()));
    CellSheet sheet(form);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const instrument::CellAddress cell{static_cast<int>(i), 0, {}};
        if (form.rows[i].text) {
            if (!trimmed(values[i]).empty()) sheet.set_note(cell, std::string(values[i]));
            continue;
        }
        auto number = read_number(values[i]);
        if (!number) {
            number.error().place = form.rows[i].code;
            return pass(number);
        }
        sheet.set(cell, *number);
    }
    return sheet;
}

}  // namespace yj::edit

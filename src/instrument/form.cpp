#include "instrument/form.hpp"

#include "base/invariant.hpp"

namespace yj::instrument {

std::optional<int> Form::row_at(std::string_view row_code) const {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].code == row_code) return static_cast<int>(i);
    return std::nullopt;
}

std::optional<int> Form::column_at(std::string_view column_id) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].id == column_id) return static_cast<int>(i);
    return std::nullopt;
}

Span Form::span_of(int row, int column) const {
    const auto& indicator = rows[static_cast<std::size_t>(row)];
    return indicator.span ? *indicator.span : columns[static_cast<std::size_t>(column)].span;
}

Measure Form::measure_of(int row, int column) const {
    const auto& overriding = columns[static_cast<std::size_t>(column)].measure;
    return overriding ? *overriding : rows[static_cast<std::size_t>(row)].measure;
}

int Form::decimals_of(int row, int column) const {
    return columns[static_cast<std::size_t>(column)].decimals.value_or(
        rows[static_cast<std::size_t>(row)].decimals);
}

std::optional<CellAddress> Form::cell(std::string_view text) const {
    CellAddress found;
    std::string_view row_code = text;
    std::string_view column_id;
    if (const auto open = text.find('['); open != std::string_view::npos) {
        const auto close = text.find(']', open);
        if (close == std::string_view::npos || close == open + 1) return std::nullopt;
        row_code = text.substr(0, open);
        found.key = text.substr(open + 1, close - open - 1);
        if (close + 1 < text.size()) {
            if (text[close + 1] != '.') return std::nullopt;
            column_id = text.substr(close + 2);
        }
    } else if (const auto point = text.rfind('.'); point != std::string_view::npos) {
        row_code = text.substr(0, point);
        column_id = text.substr(point + 1);
    }
    const auto row = row_at(row_code);
    const auto column =
        column_id.empty() && columns.size() == 1 ? std::optional<int>(0) : column_at(column_id);
    if (!row || !column) return std::nullopt;
    const bool open_row = !rows[static_cast<std::size_t>(*row)].open_list.empty();
    if (open_row == found.key.empty()) return std::nullopt;
    found.row = *row;
    found.column = *column;
    return found;
}

std::string Form::address(const CellAddress& cell) const {
    std::string text = rows[static_cast<std::size_t>(cell.row)].code;
    if (!cell.key.empty()) text += "[" + cell.key + "]";
    if (columns.size() > 1) text += "." + columns[static_cast<std::size_t>(cell.column)].id;
    return text;
}

std::string Form::cell_name(const CellAddress& cell) const {
    std::string label = rows[static_cast<std::size_t>(cell.row)].name;
    if (!cell.key.empty()) label += "（" + cell.key + "）";
    if (columns.size() > 1) label += "·" + columns[static_cast<std::size_t>(cell.column)].name;
    return label;
}

}  // namespace yj::instrument

#include "sheet/grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace yj::sheet {

std::string column_letters(int column) {
    std::string letters;
    for (; column > 0; column = (column - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    }
    return letters;
}

Cell Grid::operator[](std::size_t at) const {
    const Packed& cell = cells_[at];
    return {static_cast<int>(cell.row), cell.column,
            std::string_view(texts_).substr(cell.offset, cell.length), cell.kind};
}

std::optional<Cell> Grid::at(int row, int column) const {
    const auto wanted = std::pair(static_cast<std::uint32_t>(row), static_cast<std::uint16_t>(column));
    const auto found = std::lower_bound(
        cells_.begin(), cells_.end(), wanted,
        [](const Packed& cell, const auto& key) { return std::pair(cell.row, cell.column) < key; });
    if (found == cells_.end() || std::pair(found->row, found->column) != wanted) return std::nullopt;
    return (*this)[static_cast<std::size_t>(found - cells_.begin())];
}

std::string_view Grid::text(int row, int column) const {
    const auto cell = at(row, column);
    return cell ? cell->text : std::string_view{};
}

std::string Grid::place(int row, int column) const {
    if (style_ == PlaceStyle::Lines) return fmt::format("第{}行第{}列", row, column);
    return fmt::format("{}!{}{}", name_, column_letters(column), row);
}

std::string Grid::place(int row) const {
    if (style_ == PlaceStyle::Lines) return fmt::format("第{}行", row);
    return fmt::format("{} 第{}行", name_, row);
}

std::uint32_t Grid::keep(std::string_view text) {
    const auto offset = static_cast<std::uint32_t>(texts_.size());
    texts_ += text;
    return offset;
}

void Grid::add(int row, int column, std::string_view text, CellKind kind) {
    if (text.empty() && kind != CellKind::FormulaBlank) return;
    add_kept(row, column, keep(text), static_cast<std::uint32_t>(text.size()), kind);
}

void Grid::add_kept(int row, int column, std::uint32_t offset, std::uint32_t length, CellKind kind) {
    cells_.push_back(
        {static_cast<std::uint32_t>(row), static_cast<std::uint16_t>(column), kind, offset, length});
}

std::optional<Cell> Grid::seal() {
    const auto before = [](const Packed& a, const Packed& b) {
        return std::tie(a.row, a.column) < std::tie(b.row, b.column);
    };
    if (!std::is_sorted(cells_.begin(), cells_.end(), before)) {
        std::stable_sort(cells_.begin(), cells_.end(), before);
    }
    row_starts_.clear();
    for (std::size_t at = 0; at < cells_.size(); ++at) {
        if (at > 0 && !before(cells_[at - 1], cells_[at])) return (*this)[at];
        if (at == 0 || cells_[at - 1].row != cells_[at].row)
            row_starts_.push_back(static_cast<std::uint32_t>(at));
    }
    if (!cells_.empty()) row_starts_.push_back(static_cast<std::uint32_t>(cells_.size()));
    return std::nullopt;
}

}  // namespace yj::sheet

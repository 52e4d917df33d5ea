#include "desk/edit/plain_table.hpp"

#include <algorithm>
#include <charconv>

#include "base/number_text.hpp"
#include "base/text.hpp"
#include "edit/notation/table_form.hpp"

namespace yj::desk {

using instrument::Fault;
using instrument::Faults;

namespace {

constexpr std::size_t kShownNotes = 20;

std::optional<int> small_number(std::string_view text) {
    int number = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    return wrong == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// "0101" and eighteen digits in a row are codes, whatever a spreadsheet takes them for.
bool is_code(std::string_view text) {
    constexpr std::size_t kLongestNumber = 15;
    const auto digits = [](std::string_view part) {
        return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    return digits(text) && ((text.size() > 1 && text.front() == '0') || text.size() > kLongestNumber);
}

/// Most of the filled cells are numbers: then the column is one of numbers.
bool holds_numbers(const std::vector<std::vector<std::string>>& rows, std::size_t column) {
    std::size_t numbers = 0, filled = 0;
    for (const auto& row : rows) {
        if (row[column].empty()) continue;
        ++filled;
        if (!is_code(row[column]) && read_number(row[column]).has_value()) ++numbers;
    }
    return numbers * 2 >= filled;
}

Fault fault_at(const sheet::Grid& grid, int line, std::string what, std::string expected = {},
               std::string nearest = {}) {
    return {grid.name(), line, 0, std::move(what), std::move(expected), std::move(nearest)};
}

}  // namespace

std::optional<Period> period_in_table(std::string_view text) {
    if (const auto known = Period::parse(text)) return known;
    std::string plain;
    for (const char c : text)
        if (c != '-' && c != '/' && c != 'M' && c != 'm' && c != '.') plain += c;
    const auto year = plain.size() < 4 ? std::nullopt : small_number(std::string_view(plain).substr(0, 4));
    if (!year || *year < 1900 || *year > 2999) return std::nullopt;
    const std::string_view rest = std::string_view(plain).substr(4);
    if (rest.size() == 2 && (rest[0] == 'Q' || rest[0] == 'q') && rest[1] >= '1' && rest[1] <= '4')
        return Period::quarter(*year, rest[1] - '0');
    const auto month = rest.empty() || rest.size() > 2 ? std::nullopt : small_number(rest);
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    return Period::month(*year, *month);
}

std::expected<PlainTable, Faults> PlainTable::read(const sheet::Grid& grid,
                                                   const std::vector<std::string>& keys) {
    PlainTable table;
    Faults faults;
    if (grid.row_count() == 0) return std::unexpected(Faults{fault_at(grid, 0, "表是空的", "第一行是列名")});
    const int head = grid.row_number(0);
    std::vector<int> numbers;  // of the sheet's columns
    for (auto at = grid.row_first(0); at < grid.row_end(0); ++at) {
        const auto cell = grid[at];
        const std::string name(trimmed(cell.text));
        if (std::ranges::find(table.columns_, name) != table.columns_.end())
            faults.push_back(fault_at(grid, head, "列名“" + name + "”不止一列", "每列一个名称"));
        table.columns_.push_back(name);
        numbers.push_back(cell.column);
    }
    for (const auto& key : keys) {
        const auto found = std::ranges::find(table.columns_, key);
        if (found == table.columns_.end())
            faults.push_back(fault_at(grid, head, "表中没有主键列“" + key + "”", "表的列名",
                                      nearest_name(key, table.columns_).value_or("")));
        else
            table.keys_.push_back(static_cast<std::size_t>(found - table.columns_.begin()));
    }
    for (std::size_t at = 1; at < grid.row_count(); ++at) {
        const int line = grid.row_number(at);
        auto& row = table.rows_.emplace_back();
        for (const int column : numbers) row.emplace_back(grid.text(line, column));
        table.places_.push_back(grid.place(line));
    }
    if (!faults.empty()) return std::unexpected(std::move(faults));
    if (auto described = table.describe(); !described)
        return std::unexpected(
            Faults{fault_at(grid, head, described.error().what, described.error().remedy)});
    table.read_cells();
    table.find_periods();
    return table;
}

Done PlainTable::describe() {
    std::vector<edit::TableColumn> described;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const bool key = std::ranges::find(keys_, column) != keys_.end();
        described.push_back({columns_[column], key || !holds_numbers(rows_, column)});
    }
    YJ_ASSIGN(form_, edit::table_form(described));
    return {};
}

void PlainTable::read_cells() {
    std::size_t odd = 0;
    for (std::size_t at = 0; at < rows_.size(); ++at) {
        auto& sheet = sheets_.emplace_back(form_);
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            const auto& text = rows_[at][column];
            const instrument::CellAddress cell{static_cast<int>(column), 0, {}};
            if (form_.rows[column].text) {
                if (!text.empty()) sheet.set_note(cell, text);
                continue;
            }
            const auto value = read_number(text);
            if (!value && ++odd <= kShownNotes)
                notes_.push_back(places_[at] + " “" + columns_[column] + "”：" + value.error().what);
            sheet.set(cell, value ? *value : Value(Missing::Pending));
        }
    }
    if (odd > kShownNotes) notes_.push_back("另有 " + std::to_string(odd - kShownNotes) + " 处");
}

/// The first key column of which every cell is a period.
void PlainTable::find_periods() {
    for (const auto column : keys_) {
        std::vector<Period> periods;
        for (const auto& row : rows_)
            if (const auto period = period_in_table(row[column])) periods.push_back(*period);
        if (periods.empty() || periods.size() != rows_.size()) continue;
        periods_ = std::move(periods);
        return;
    }
}

std::vector<std::string> PlainTable::keys_of(std::size_t row) const {
    std::vector<std::string> texts;
    for (const auto column : keys_) texts.push_back(rows_[row][column]);
    return texts;
}

edit::Context PlainTable::context(std::size_t row) const {
    edit::Context context;
    context.period = periods_.empty() ? Period::month(2000, 12) : periods_[row];
    context.form = &form_;
    context.report = &sheets_[row];
    return context;
}

}  // namespace yj::desk

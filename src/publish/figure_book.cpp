#include "publish/figure_book.hpp"

#include "base/text.hpp"

namespace yj::publish {

namespace {

// ? is one character, * any.
bool glob(std::string_view text, std::string_view pattern) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] == '*') {
        for (std::size_t skip = 0; skip <= text.size(); ++skip)
            if (glob(text.substr(skip), pattern.substr(1))) return true;
        return false;
    }
    return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
           glob(text.substr(1), pattern.substr(1));
}

}  // namespace

FigureBook::FigureBook(std::span<const PrintedTable> tables, RegionCode region) : region_(region) {
    for (const auto& table : tables) {
        Shelf shelf{&table, {}};
        for (std::size_t r = 0; r < table.rows.size(); ++r)
            for (std::size_t c = 0; c < table.rows[r].cells.size(); ++c)
                shelf.cells.emplace(table.rows[r].cells[c].address, std::pair(r, c));
        shelves_.emplace(std::pair(table.code, table.period.code()), std::move(shelf));
    }
}

const PrintedTable* FigureBook::table(std::string_view code, Period period) const {
    const auto found = shelves_.find(std::pair(std::string(code), period.code()));
    return found == shelves_.end() ? nullptr : found->second.table;
}

BookFigure FigureBook::find(std::string_view code, Period period, std::string_view cell) const {
    const auto shelf = shelves_.find(std::pair(std::string(code), period.code()));
    if (shelf == shelves_.end()) return {};
    BookFigure found{shelf->second.table, nullptr, nullptr, nullptr};
    std::string address(cell);
    const std::string_view here = "本地";
    for (std::size_t at; (at = address.find(here)) != std::string::npos;)
        address.replace(at, here.size(), region_.text());
    const auto place = shelf->second.cells.find(std::string_view(address));
    if (place == shelf->second.cells.end()) return found;
    found.row = &found.table->rows[place->second.first];
    found.column = &found.table->columns[place->second.second];
    found.figure = &found.row->cells[place->second.second];
    return found;
}

bool FigureBook::code_matches(std::string_view code, std::string_view pattern) const {
    if (pattern == "本地") return code == region_.text();
    if (pattern == "*") return code == "*";
    if (pattern != "下级") return glob(code, pattern);
    const auto region = RegionCode::parse(code);
    return region && region->parent() == region_;
}

bool FigureBook::row_matches(const PrintedRow& row, std::string_view pattern) const {
    const auto parts = split(pattern, '/');
    if (parts.size() != row.codes.size()) return false;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (!code_matches(row.codes[i], parts[i])) return false;
    return true;
}

std::vector<BookFigure> FigureBook::matching(std::string_view code, Period period,
                                             std::string_view cell) const {
    std::vector<BookFigure> found;
    const auto* held = table(code, period);
    const auto colon = cell.rfind(':');
    if (!held || colon == std::string_view::npos) return found;
    const auto measure = cell.substr(colon + 1);
    for (const auto& row : held->rows) {
        if (!row_matches(row, cell.substr(0, colon))) continue;
        for (std::size_t c = 0; c < row.cells.size(); ++c)
            if (held->columns[c].measure_id == measure)
                found.push_back({held, &row, &held->columns[c], &row.cells[c]});
    }
    return found;
}

}  // namespace yj::publish

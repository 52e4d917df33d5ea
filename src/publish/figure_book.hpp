// FigureBook: the tables at hand for one issue, asked by references.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/region_code.hpp"
#include "publish/printed_table.hpp"

namespace yj::publish {

/// One figure where it stands. The pointers are good as long as the tables that the book was made of.
struct BookFigure {
    const PrintedTable* table = nullptr;
    const PrintedRow* row = nullptr;
    const PrintedColumn* column = nullptr;
    const PrintedFigure* figure = nullptr;
};

class FigureBook {
public:
    /// REQUIRES: the tables outlive the book. 本地 in a reference is `region`.
    FigureBook(std::span<const PrintedTable> tables, RegionCode region);

    [[nodiscard]] const PrintedTable* table(std::string_view code, Period period) const;
    /// The figure at an address; `table` empty when the table is not at hand, `figure` when it has no such
    /// cell.
    [[nodiscard]] BookFigure find(std::string_view code, Period period, std::string_view cell) const;
    /// All figures whose address matches the pattern, in the table's order.
    [[nodiscard]] std::vector<BookFigure> matching(std::string_view code, Period period,
                                                   std::string_view cell) const;
    /// Whether a row's codes match "本地/C??". In a pattern 本地 is the region, 下级 any region just below
    /// it, * the whole of a dimension (as in addresses), ? any one character, ** any code.
    [[nodiscard]] bool row_matches(const PrintedRow& row, std::string_view pattern) const;

private:
    [[nodiscard]] bool code_matches(std::string_view code, std::string_view pattern) const;

    struct Shelf {
        const PrintedTable* table;
        std::unordered_map<std::string_view, std::pair<std::size_t, std::size_t>> cells;
    };
    std::map<std::pair<std::string, std::string>, Shelf, std::less<>> shelves_;
    RegionCode region_;
};

}  // namespace yj::publish

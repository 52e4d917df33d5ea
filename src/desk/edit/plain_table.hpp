// PlainTable: any table of a spreadsheet as reports that rules can be tried on, without a county behind it.
#pragma once
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "edit/check.hpp"
#include "instrument/fault.hpp"
#include "sheet/grid.hpp"

namespace yj::desk {

/// The rows of a table under a form made from its columns. A value that outlives the contexts it hands out.
class PlainTable {
public:
    /// The first line names the columns; `keys` are the columns that name a row. A column is one of numbers
    /// when most of its filled cells are; a cell in it that is no number is 待核, so that rules which read it
    /// are 无法判定, and is named in `notes`. Fails: no line of names, an empty or doubled name, a key that
    /// is no column.
    [[nodiscard]] static std::expected<PlainTable, instrument::Faults> read(
        const sheet::Grid& grid, const std::vector<std::string>& keys);

    [[nodiscard]] const instrument::Form& form() const { return form_; }
    [[nodiscard]] std::size_t size() const { return sheets_.size(); }
    /// The columns' names and the rows' texts, as they stand in the file.
    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
    [[nodiscard]] const std::vector<std::vector<std::string>>& rows() const { return rows_; }
    [[nodiscard]] std::vector<std::string> keys_of(std::size_t row) const;
    /// Cells that are no number where numbers are expected, with their places.
    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
    /// The row as a report; of the period that a key column holds, when all its cells are periods, else of a
    /// December, so that rules for some months only (月份 …) can be tried.
    [[nodiscard]] edit::Context context(std::size_t row) const;

private:
    [[nodiscard]] Done describe();
    void read_cells();
    void find_periods();

    instrument::Form form_;
    std::vector<std::string> columns_;
    std::vector<std::size_t> keys_;  ///< places in columns_
    std::vector<std::vector<std::string>> rows_;
    std::vector<std::string> places_;  ///< of the rows
    std::vector<instrument::CellSheet> sheets_;
    std::vector<std::string> notes_;
    std::vector<Period> periods_;  ///< one for each row, or none
};

/// Periods as tables write them: "2026-10", "202610", "2026-M10", "2026M10", "2026年10月", "2026-Q3", "2026".
[[nodiscard]] std::optional<Period> period_in_table(std::string_view text);

}  // namespace yj::desk

// Grid: one sheet of a table file as cells of text, sparse, with the names of its places.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yj::sheet {

/// What a cell is. Formulas are never evaluated: a formula cell shows the value that the program which saved
/// the file left beside it, or FormulaBlank when it left none.
enum class CellKind : std::uint8_t { Text, Number, FormulaText, FormulaNumber, FormulaBlank };

/// One cell. Rows and columns count from 1, as people see them. `text` lives as long as its Grid.
/// A number keeps the digits of the file (see xlsx_number.hpp for what spreadsheets do to the sixteenth
/// digit).
struct Cell {
    int row = 0;
    int column = 0;
    std::string_view text;
    CellKind kind = CellKind::Text;

    [[nodiscard]] bool number() const { return kind == CellKind::Number || kind == CellKind::FormulaNumber; }
    [[nodiscard]] bool formula() const { return kind >= CellKind::FormulaText; }
    [[nodiscard]] bool formula_without_value() const { return kind == CellKind::FormulaBlank; }
};

/// How places are named: "Sheet1!B7" in a workbook, "第7行第2列" in a text file.
enum class PlaceStyle : std::uint8_t { Letters, Lines };

/// "A", "Z", "AA". REQUIRES: column >= 1.
[[nodiscard]] std::string column_letters(int column);

/// Cells in order of row, then column; blank cells are not kept, so a cell far away costs no more than a near
/// one. Cost: 16 bytes a cell and its text once.
class Grid {
public:
    explicit Grid(std::string name, PlaceStyle style = PlaceStyle::Letters, bool hidden = false)
        : name_(std::move(name)), style_(style), hidden_(hidden) {}

    [[nodiscard]] const std::string& name() const { return name_; }
    /// A sheet that the workbook does not show.
    [[nodiscard]] bool hidden() const { return hidden_; }
    [[nodiscard]] bool empty() const { return cells_.empty(); }
    [[nodiscard]] std::size_t size() const { return cells_.size(); }
    [[nodiscard]] Cell operator[](std::size_t at) const;

    /// Rows that hold something, in order; `at` counts from 0. `row_number` is the row as people see it.
    [[nodiscard]] std::size_t row_count() const { return row_starts_.empty() ? 0 : row_starts_.size() - 1; }
    [[nodiscard]] int row_number(std::size_t at) const {
        return static_cast<int>(cells_[row_starts_[at]].row);
    }
    /// The cells of a row are operator[](first) up to, not including, operator[](end).
    [[nodiscard]] std::size_t row_first(std::size_t at) const { return row_starts_[at]; }
    [[nodiscard]] std::size_t row_end(std::size_t at) const { return row_starts_[at + 1]; }

    /// The cell there, or empty when it is blank. Cost: O(log n).
    [[nodiscard]] std::optional<Cell> at(int row, int column) const;
    /// Its text, empty when it is blank.
    [[nodiscard]] std::string_view text(int row, int column) const;

    /// "Sheet1!B7" or "第7行第2列".
    [[nodiscard]] std::string place(int row, int column) const;
    /// "Sheet1 第7行" or "第7行".
    [[nodiscard]] std::string place(int row) const;

    /// Readers fill a grid in any order, then seal it once.
    void add(int row, int column, std::string_view text, CellKind kind = CellKind::Text);
    /// Puts a text into the grid's memory for several cells that share it.
    [[nodiscard]] std::uint32_t keep(std::string_view text);
    void add_kept(int row, int column, std::uint32_t offset, std::uint32_t length, CellKind kind);
    /// Orders the cells. Answers the first cell that stands there twice, if any.
    [[nodiscard]] std::optional<Cell> seal();
    /// Bytes of text held.
    [[nodiscard]] std::size_t text_size() const { return texts_.size(); }

private:
    struct Packed {
        std::uint32_t row;
        std::uint16_t column;
        CellKind kind;
        std::uint32_t offset;
        std::uint32_t length;
    };
    std::string name_;
    PlaceStyle style_;
    bool hidden_;
    std::string texts_;
    std::vector<Packed> cells_;
    std::vector<std::uint32_t> row_starts_;
};

}  // namespace yj::sheet

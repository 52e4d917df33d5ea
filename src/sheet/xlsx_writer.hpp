// Writes .xlsx workbooks in memory: tables for people (print) and templates to fill in.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/value.hpp"

namespace yj::sheet {

enum class Align : std::uint8_t { Plain, Left, Centre, Right };
enum class Line : std::uint8_t { None, Thin, Thick };

/// How a cell looks. Equal styles share one format in the file.
struct CellStyle {
    bool bold = false;
    bool wrap = false;
    bool unlocked = false;  ///< can be filled in when the sheet is protected
    Align align = Align::Plain;
    int indent = 0;
    int points = 0;        ///< font size; 0 is the workbook's
    std::string font;      ///< by name; empty is the workbook's
    int decimals = -1;     ///< number format with so many decimals; -1 is 常规
    bool grouped = false;  ///< 1,234.5
    Line top = Line::None;
    Line bottom = Line::None;
    Line left = Line::None;
    Line right = Line::None;
    unsigned fill = 0;  ///< 0xRRGGBB, 0 is none
    auto operator<=>(const CellStyle&) const = default;
};

/// Ready styles.
[[nodiscard]] CellStyle title_style();   ///< centred, bold, 16 points
[[nodiscard]] CellStyle header_style();  ///< 表头 of a 三线表: thick above, thin below, centred, wrapped
[[nodiscard]] CellStyle number_style(int decimals);
/// The same style with the thick line that ends a 三线表.
[[nodiscard]] CellStyle last_row(CellStyle style);
/// The same style, framed thin and open to be filled in.
[[nodiscard]] CellStyle to_fill(CellStyle style);

/// One sheet being written. Rows and columns count from 1, as in Grid. Lives as long as its Workbook.
class WorkSheet {
public:
    /// Always a text, whatever it looks like: "=1+1" stays the four characters.
    void text(int row, int column, std::string_view text, const CellStyle& style = {});
    /// Amounts with more than 15 digits become texts, since a spreadsheet cannot hold them. A Missing is left
    /// blank, except that 保密 and 不适用 are written in words.
    void number(int row, int column, const Value& value, const CellStyle& style = {});
    void blank(int row, int column, const CellStyle& style);
    /// REQUIRES: the range has more than one cell.
    void merged(int row, int column, int last_row, int last_column, std::string_view text,
                const CellStyle& style);

    void width(int column, int last_column, double characters);
    void height(int row, double points);
    void freeze(int rows, int columns);
    void hide();
    /// Only unlocked cells can be changed (no password: it keeps from slips, not from people).
    void protect();
    /// A4, fitted to one page wide; these rows on every page (0: none).
    void print(bool landscape, int repeat_first_row, int repeat_last_row);
    void print_area(int row, int column, int last_row, int last_column);

private:
    friend class Workbook;
    struct Inside;
    explicit WorkSheet(Inside* inside) : inside_(inside) {}
    Inside* inside_;
};

/// A workbook on its way to bytes. The same calls give the same bytes.
class Workbook {
public:
    /// `made` is the time written into the file's properties.
    explicit Workbook(std::string_view title, Instant made = {});
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    /// The name is made to fit: 31 characters, none of []:*?/\, not there yet.
    WorkSheet& add_sheet(std::string_view name);
    /// Ends the writing. Fails: Storage; Malformed when a text was too long for a cell. REQUIRES: called
    /// once.
    [[nodiscard]] Result<std::string> bytes();

private:
    friend class WorkSheet;
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace yj::sheet

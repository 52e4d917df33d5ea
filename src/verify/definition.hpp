// Definition: forms and tables as the verifier itself reads them from the pack's texts.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/industry_code.hpp"
#include "base/measure.hpp"
#include "base/region_code.hpp"
#include "verify/decimal.hpp"

namespace yj::verify {

/// Where a value stands in a form.
struct Place {
    std::size_t row = 0, column = 0;
};

/// 报表: only what is needed to find a value and its measure.
struct FormText {
    std::string code;
    std::vector<std::string> rows, columns;
    std::vector<std::optional<Measure>> row_measures, column_measures;

    /// Reads "01.2", "213" where there is one column. Empty when there is none; open rows are not read.
    [[nodiscard]] std::optional<Place> place(std::string_view address) const;
    [[nodiscard]] std::string address(const Place& place) const;
    [[nodiscard]] std::optional<Measure> measure(const Place& place) const;
};
/// Empty when the text is no form.
[[nodiscard]] std::optional<FormText> read_form_text(std::string_view text);

enum class Kind { Sum, Count, Growth, Ratio };

struct MeasureText {
    std::string id, title;
    Kind kind = Kind::Sum;
    std::string first, second;  ///< addresses of cells
    std::string measure;        ///< name; empty: the cell's own
    int decimals = 0;
    int power = 0;  ///< of a ratio
};

enum class By { Region, Industry, Size };
struct DimensionText {
    By by = By::Region;
    std::vector<int> levels;
};

/// 汇总表.
struct TableText {
    std::string code, title;
    std::string like;  ///< code of the finer table whose suppression it follows
    std::vector<std::string> forms;
    std::vector<DimensionText> dimensions;
    std::vector<MeasureText> measures;
    std::vector<RegionCode> regions;  ///< filter
    std::vector<IndustryCode> industries;
    std::vector<int> sizes;
    Rounding rounding = Rounding::HalfUp;
    bool adjusted = false;  ///< printed parts are made to add up
};
[[nodiscard]] std::optional<TableText> read_table_text(std::string_view text);

/// A unit's attributes of the period.
struct Attributes {
    RegionCode region;
    IndustryCode industry;
    int size = 0;
};
/// Whether the table's filter lets the unit in, and the cell "990101000000/C13" holds it.
[[nodiscard]] bool lies_in(const TableText& table, std::string_view nodes, const Attributes& unit);

}  // namespace yj::verify

// TableDef: a 汇总表 as the pack defines it: rows, columns, measures, rounding, suppression.
#pragma once
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/amount.hpp"
#include "base/industry_code.hpp"
#include "base/region_code.hpp"
#include "instrument/fault.hpp"
#include "instrument/form.hpp"
#include "registry/stat_unit.hpp"

namespace yj::tabulate {

/// What a dimension groups by.
enum class DimBy : std::uint8_t { Region, Industry, Size };

/// One dimension and the levels of its tree that the table has, from the top down: RegionLevel,
/// IndustryLevel, or for Size 0 (whole) and 1 (大 中 小 微).
struct Dimension {
    DimBy by = DimBy::Region;
    std::vector<int> levels;
    bool columns = false;  ///< laid out across; the rest nest down the rows
};

/// Sum of a cell; count of contributors; growth of one cell over another in percent; one cell over another.
enum class MeasureKind : std::uint8_t { Sum, Count, Growth, Ratio };

/// One column of numbers. `first` and `second` are places in TableDef::cells (-1: none). A Sum is converted
/// from the form's measure by 10^power; a Ratio is first/second × 10^power.
struct TableMeasure {
    std::string id;
    std::string title;
    MeasureKind kind = MeasureKind::Sum;
    int first = -1;
    int second = -1;
    Measure measure;
    int decimals = 0;
    int power = 0;
};

/// Only units that match every list that is not empty.
struct Filter {
    std::vector<RegionCode> regions;
    std::vector<IndustryCode> industries;
    std::vector<registry::SizeClass> sizes;
};

/// How printed parts relate to the printed total.
enum class Additivity : std::uint8_t {
    Independent,       ///< 独立修约: each number is rounded alone; the note says 未作机械调整
    LargestRemainder,  ///< 强制平衡: parts are adjusted by largest remainder until they add up
    LargestPart,       ///< 最大项轧差: parts are rounded alone, the difference goes to the largest part
};

/// 保密处理. `min` contributors at least (0: none withheld); a contributor with more than `dominance` percent
/// of any sum withholds the cell too (0: no such rule).
struct Suppression {
    int min = 3;
    int dominance = 0;
    bool counts_open = true;  ///< 户数 stays visible in a withheld cell
    std::string like;         ///< code of a finer table of the pack whose pattern this one follows
};

struct TableDef {
    std::string code;
    std::string title;
    std::string note;
    std::vector<std::string> forms;  ///< the first one names the cells; the others have the same addresses
    std::vector<Dimension> dims;
    Filter filter;
    std::vector<TableMeasure> measures;
    std::vector<std::string>
        cells;  ///< the distinct cells it reads, canonical addresses: Contributor::values
    Round rounding = Round::HalfUp;
    Additivity additivity = Additivity::Independent;
    Suppression suppress;
    std::string path;
    std::string hash;  ///< SHA-256 (hex) of the text

    /// The table of `suppress.like`, none or one, with its measures over this table's cells. pack_tables()
    /// sets it.
    std::vector<TableDef> pattern;

    [[nodiscard]] int measure_at(std::string_view id) const;  ///< -1: none
    /// The note under the printed table: its own, and what the rounding convention obliges it to say.
    [[nodiscard]] std::string printed_note() const;
};

/// Reads a table of the pack. Every fault is reported, each with its line and what was expected.
/// Shape: TOML, as src/tabulate/README.md describes; measures must convert exactly (千元 to 万元, not to 吨).
[[nodiscard]] std::expected<TableDef, std::vector<instrument::Fault>> parse_table_def(
    std::string_view path, std::string_view text, std::span<const instrument::Form> forms);

[[nodiscard]] std::string_view dim_name(DimBy by);               ///< region | industry | size
[[nodiscard]] std::string_view additivity_name(Additivity way);  ///< 独立修约 | 强制平衡 | 最大项轧差

}  // namespace yj::tabulate

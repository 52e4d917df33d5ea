// Tabulate: a table's figures from its definition and its contributors. Pure: equal input, equal digits.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/amount.hpp"
#include "base/value.hpp"
#include "tabulate/axis.hpp"
#include "tabulate/contributor.hpp"
#include "tabulate/table_def.hpp"

namespace yj::tabulate {

/// Changes whenever the same input could give other digits; every release names it.
inline constexpr std::string_view kEngineVersion = "tabulate-1";

enum class FigureStatus : std::uint8_t {
    Value,      ///< digits
    BelowUnit,  ///< "…": more than nothing, less than half the last printed place
    None,       ///< blank: nobody contributes
    Missing,    ///< the reason in words (未填, 不适用 …): reports are there, amounts are not
    Withheld,   ///< 保密
    NoBase,     ///< 无基数: growth without a positive base, a ratio over zero
};
[[nodiscard]] std::string_view figure_status_name(FigureStatus status);

/// 发布的数 of one table cell.
/// `exact` is the value before rounding in the table's measure; for growth and ratios it is the numerator and
/// `denominator` stands beside it, both in the form's measure. A withheld figure carries neither: whoever may
/// see it derives it from its contributors. `shown` is what was printed, as a number.
struct Figure {
    std::string address;  ///< "990101000000/C13:ytd"
    std::optional<Amount> exact;
    std::optional<Amount> denominator;
    std::optional<Amount> shown;
    std::string printed;
    FigureStatus status = FigureStatus::None;
    int contributors = 0;  ///< 0 in a withheld figure when counts are not open
    bool operator==(const Figure&) const = default;
};

/// One dimension of the finished table, in the order of print.
struct TableAxis {
    DimBy by = DimBy::Region;
    bool columns = false;
    std::vector<Node> nodes;
};

/// The finished table. Cells where nobody contributes are not kept; at() and find() answer None for them.
class Table {
public:
    [[nodiscard]] const std::vector<TableAxis>& axes() const { return axes_; }
    [[nodiscard]] const std::vector<TableMeasure>& measures() const { return measures_; }
    /// By cell in the order of print, then by measure.
    [[nodiscard]] const std::vector<Figure>& figures() const { return figures_; }
    [[nodiscard]] const std::string& note() const { return note_; }

    /// The figure at one node of each axis. REQUIRES: places lie in the axes and measures.
    [[nodiscard]] Figure at(std::span<const int> nodes, int measure) const;
    /// By address. Empty when a node or the measure is not in the table.
    [[nodiscard]] std::optional<Figure> find(std::string_view address) const;
    [[nodiscard]] std::string address(std::span<const int> nodes, int measure) const;

private:
    friend class TableMaker;
    std::vector<TableAxis> axes_;
    std::vector<TableMeasure> measures_;
    std::string note_;
    std::vector<std::uint64_t> keys_;
    std::vector<Figure> figures_;
    std::map<std::string, int, std::less<>> measure_at_;
    std::vector<std::map<std::string, int, std::less<>>> node_at_;
};

/// Sums, counts, growth and ratios at every combination of nodes, ancestors included; rounded once, at
/// printing; withheld where disclosure control says so. `shown` are regions that stand in the table even when
/// empty. Shape:  contributors have one value for each of def.cells; their order has no meaning. Source:
/// domain report §0.2 and §5 (two rounding conventions, "…" and blank), model.md truths 1 and 5. Cost:
/// O(contributors + cells × ancestors), and the suppression.
[[nodiscard]] Table tabulate(const TableDef& def, const Contributors& contributors,
                             std::span<const RegionCode> shown = {});

}  // namespace yj::tabulate

// Cube: exact sums and counts at every combination of nodes that has a contributor.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/amount.hpp"
#include "base/value.hpp"
#include "tabulate/axis.hpp"

namespace yj::tabulate {

/// What one measure holds in one cell, exact. For growth and ratios only contributors with both values are in
/// (`first` and `second` speak of the same units); for a sum `second` stays zero.
struct CubeSum {
    WideAmount first;
    WideAmount second;
    WideAmount largest;        ///< largest magnitude of one contributor's first value
    int present = 0;           ///< reports summed, 调整项 included
    int contributors = 0;      ///< those of them that count
    std::uint8_t reasons = 0;  ///< bit by Missing, for what was not summed
};

struct CubeCell {
    std::uint64_t key =
        0;  ///< nodes in mixed radix, first dimension highest: keys ascend in the order of print
    int reports = 0;
    int contributors = 0;       ///< reports that count and hold at least one amount
    std::vector<CubeSum> sums;  ///< one for each measure
};

class Cube {
public:
    /// REQUIRES: contributors.width() == def.cells.size().  Cost: O(contributors + cells × ancestors).
    Cube(const TableDef& def, const Contributors& contributors, std::span<const RegionCode> shown);

    [[nodiscard]] const std::vector<Axis>& axes() const { return axes_; }
    [[nodiscard]] const std::vector<CubeCell>& cells() const { return cells_; }
    [[nodiscard]] int find(std::uint64_t key) const;  ///< place in cells(), -1: no contributor there
    [[nodiscard]] std::uint64_t key(std::span<const int> nodes) const;
    [[nodiscard]] std::vector<int> nodes(std::uint64_t key) const;

private:
    void sum_leaves(const TableDef& def, const Contributors& contributors);
    void roll_up();

    std::vector<Axis> axes_;
    std::vector<CubeCell> cells_;
};

/// Whether the table's filter lets the unit in.
[[nodiscard]] bool passes(const Filter& filter, RegionCode region, const IndustryCode& industry,
                          registry::SizeClass size);

/// Whether a measure sums this report: its value is there, and for growth and ratios both are.
[[nodiscard]] bool uses(const TableMeasure& measure, std::span<const Value> values);

}  // namespace yj::tabulate

// Fences: the range outside of which a value of a population is unusual.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "edit/across/order_statistics.hpp"
#include "edit/across/scale.hpp"

namespace yj::edit::across {

struct Fences {
    double lower = 0;
    double upper = 0;
    [[nodiscard]] bool hold(double value) const { return value >= lower && value <= upper; }
    bool operator==(const Fences&) const = default;
};

/// How a boxplot's fences lie around its box.
enum class Boxplot {
    Resistant,   ///< k ranges outside either quartile
    Asymmetric,  ///< 2k times the distance from the median, on either side its own
    Adjusted,    ///< stretched by the medcouple to the side to which the population is skew
};

/// Fences of a boxplot. k is 1.5 for an ordinary and 3 for a far outlier. Reorders `values`.
/// REQUIRES: not empty, no NaN.
/// Source: Tukey 1977; Asymmetric as in univOutl's manual; Hubert & Vandervieren 2008, CSDA 52;
/// Cost:   O(n), Adjusted O(n log n).
[[nodiscard]] Fences boxplot_fences(std::span<double> values, Boxplot kind, double k);

/// Where a population lies, how wide it spreads on either side, and the fences k scales away.
struct LocationScale {
    double median = 0;
    double scale_below = 0;  ///< both are the same but for Scale::TwoQuartiles
    double scale_above = 0;
    Fences fences;
};

/// Fences at median ± k scales. Reorders `values`. REQUIRES: not empty, no NaN.
/// Source: as each Scale says; Hampel's identifier for Mad and k = 3;  Cost: as the scale.
[[nodiscard]] LocationScale location_scale_fences(std::span<double> values, Scale scale, double k);

/// The places of the values that the fences do not hold, rising. Source: definition;  Cost: O(n).
[[nodiscard]] std::vector<std::size_t> outside(std::span<const double> values, const Fences& fences);

}  // namespace yj::edit::across

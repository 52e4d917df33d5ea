// OrderStatistics: quantiles and medians of a population by selection, without sorting it whole.
#pragma once
#include <cstddef>
#include <span>

namespace yj::edit::across {

/// The first, second and third quartile.
struct Quartiles {
    double lower = 0;
    double median = 0;
    double upper = 0;
    [[nodiscard]] double range() const { return upper - lower; }
    bool operator==(const Quartiles&) const = default;
};

/// The value that would stand at `rank` (from 0) in order. Reorders `values` around it.
/// REQUIRES: rank < values.size(); no value is NaN.
/// Source: Hoare's FIND, as std::nth_element;  Cost: O(n).
[[nodiscard]] double order_statistic(std::span<double> values, std::size_t rank);

/// The p-quantile, interpolated between the two order statistics beside (n - 1)·p. Reorders `values`.
/// REQUIRES: not empty, 0 <= p <= 1, no NaN.
/// Source: Hyndman & Fan 1996, definition 7 (the default of R and of DuckDB's quantile_cont);  Cost: O(n).
[[nodiscard]] double quantile(std::span<double> values, double p);

/// Source: quantile at 1/2;  Cost: O(n). REQUIRES: not empty, no NaN. Reorders `values`.
[[nodiscard]] double median(std::span<double> values);

/// Source: quantile at 1/4, 1/2 and 3/4;  Cost: O(n), each part selected within the former's half.
/// REQUIRES: not empty, no NaN. Reorders `values`.
[[nodiscard]] Quartiles quartiles(std::span<double> values);

}  // namespace yj::edit::across

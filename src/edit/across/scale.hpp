// Scale: how wide a population spreads, measured so that its outliers hardly matter.
#pragma once
#include <span>

namespace yj::edit::across {

/// The measures of spread, each scaled to the standard deviation of a normal population.
enum class Scale {
    Iqr,           ///< range between the quartiles / 1.349
    Mad,           ///< 1.4826 × median distance from the median
    Sn,            ///< typical distance to the other values
    Qn,            ///< a low quartile of the distances between pairs
    Tau2,          ///< τ-scale, bounded squares around a weighted mean
    TwoQuartiles,  ///< one scale a side: the distance from the median to either quartile / 0.6745
};

/// Median absolute deviation from the median, × 1.4826. REQUIRES: not empty, no NaN.
/// Source: Hampel 1974;  Cost: O(n).
[[nodiscard]] double mad(std::span<const double> values);

/// 1.1926 · lomed_i himed_j |x_i − x_j|, with the correction for small samples.
/// Fails:  never; of fewer than two values it is 0.
/// Source: Rousseeuw & Croux 1993, JASA 88; correction: Croux & Rousseeuw 1992, COMPSTAT;  Cost: O(n log n).
[[nodiscard]] double sn_scale(std::span<const double> values);

/// 2.21914 · the k-th smallest |x_i − x_j|, i < j, where k = C(⌊n/2⌋ + 1, 2), with the correction for small
/// samples. Fails: never; of fewer than two values it is 0.
/// Source: Rousseeuw & Croux 1993; corrections as robustbase publishes them;  Cost: O(n log n).
[[nodiscard]] double qn_scale(std::span<const double> values);

/// The τ-scale with constants 4.5 and 3, consistent at the normal. 0 when half of the values are equal.
/// REQUIRES: not empty, no NaN. Source: Maronna & Zamar 2002, Technometrics 44;  Cost: O(n).
[[nodiscard]] double tau2_scale(std::span<const double> values);

/// The medcouple: the middle of ((x_i − m) − (m − x_j)) / (x_i − x_j) over all x_j <= m <= x_i: how skew the
/// population is, from -1 to 1. Of an even number of pairs the lower middle is taken.
/// Fails:  never; of fewer than three values it is 0.
/// Source: Brys, Hubert & Struyf 2004, J. Comput. Graph. Stat. 13;  Cost: O(n log n).
[[nodiscard]] double medcouple(std::span<const double> values);

}  // namespace yj::edit::across

// RatioFlags: which pairs of a group are ratio outliers, in the words of rules.
#pragma once
#include <span>
#include <vector>

#include "edit/finding.hpp"

namespace yj::edit {

/// 通过: an outlier; 不通过: none; 无法判定: a pair with a missing value (NaN), zero or a negative one.
/// Shape:  `before` and `now` have one size, the answer too.
/// Source: Hidiroglou & Berthelot 1986, Survey Methodology 12(1): ratios around their median, made symmetric,
///         times the larger value to the power U; fences C quartile distances from the median score, a
///         distance no smaller than A times the median.  Cost: O(n log n).
[[nodiscard]] std::vector<Verdict> ratio_flags(std::span<const double> before, std::span<const double> now,
                                               double size_power, double least_spread, double fence_distance);

}  // namespace yj::edit

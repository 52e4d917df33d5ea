// RatioOutliers: units whose change between two periods is unusual among their peers, large units more
// readily.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "edit/across/fences.hpp"

namespace yj::edit::across {

/// The three constants of Hidiroglou and Berthelot.
struct RatioTerms {
    double size_power = 0.5;      ///< U, 0 to 1: how much the size of the unit weighs
    double least_spread = 0.05;   ///< A: share of the median below which the quartile distances do not fall
    double fence_distance = 4.0;  ///< C: how many quartile distances away the fences stand
};

/// What the method says of a population. The vectors have the population's size; a pair that is left out (a
/// value missing, zero or negative) has ratio, size and score NaN.
struct RatioOutliers {
    double median_ratio = 0;
    Quartiles score_quartiles;
    Fences fences;
    std::vector<double> ratio;  ///< now / before
    std::vector<double> size;   ///< the larger of the two, to the power U
    std::vector<double> score;  ///< E
    std::size_t used = 0;       ///< pairs that were not left out

    /// False for a pair that was left out.
    [[nodiscard]] bool outlier(std::size_t at) const {
        return score[at] < fences.lower || score[at] > fences.upper;
    }
};

/// Scores every pair: the ratio against the median ratio, symmetric for rise and fall, times the size; fences
/// C quartile distances around the median score.
/// Shape:  `before` and `now` have the same size; NaN is a missing value.
/// Fails:  never; with no usable pair `used` is 0 and nothing is an outlier.
/// Source: Hidiroglou & Berthelot 1986, Survey Methodology 12(1);  Cost: O(n).
[[nodiscard]] RatioOutliers ratio_outliers(std::span<const double> before, std::span<const double> now,
                                           const RatioTerms& terms);

}  // namespace yj::edit::across

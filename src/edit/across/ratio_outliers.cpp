#include "edit/across/ratio_outliers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/invariant.hpp"

namespace yj::edit::across {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double to_power(double value, double power) {
    if (power == 0.5) return std::sqrt(value);
    return std::pow(value, power);
}

/// Rise and fall on one scale: twice the median counts as much as half of it.
double centred(double ratio, double middle) {
    return ratio < middle ? 1 - middle / ratio : ratio / middle - 1;
}

}  // namespace

RatioOutliers ratio_outliers(std::span<const double> before, std::span<const double> now,
                             const RatioTerms& terms) {
    invariant(before.size() == now.size(), "both periods have the same units");
    RatioOutliers found;
    found.ratio.assign(now.size(), kNone);
    found.size.assign(now.size(), kNone);
    found.score.assign(now.size(), kNone);
    std::vector<double> work;
    work.reserve(now.size());
    for (std::size_t at = 0; at < now.size(); ++at) {
        if (!(before[at] > 0 && now[at] > 0)) continue;
        found.ratio[at] = now[at] / before[at];
        work.push_back(found.ratio[at]);
    }
    found.used = work.size();
    if (work.empty()) return found;
    found.median_ratio = median(work);
    work.clear();
    for (std::size_t at = 0; at < now.size(); ++at) {
        if (!(before[at] > 0 && now[at] > 0)) continue;
        found.size[at] = to_power(std::max(before[at], now[at]), terms.size_power);
        found.score[at] = centred(found.ratio[at], found.median_ratio) * found.size[at];
        work.push_back(found.score[at]);
    }
    found.score_quartiles = quartiles(work);
    const auto& q = found.score_quartiles;
    const double least = std::abs(terms.least_spread * q.median);
    found.fences = {q.median - terms.fence_distance * std::max(q.median - q.lower, least),
                    q.median + terms.fence_distance * std::max(q.upper - q.median, least)};
    return found;
}

}  // namespace yj::edit::across

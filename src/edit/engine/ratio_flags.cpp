#include "edit/engine/ratio_flags.hpp"

#include <algorithm>
#include <cmath>

namespace yj::edit {

namespace {

/// The p-quantile of sorted values, definition 7.
double quantile(const std::vector<double>& sorted, double p) {
    const double place = static_cast<double>(sorted.size() - 1) * p;
    const auto at = static_cast<std::size_t>(place);
    const double rest = place - static_cast<double>(at);
    return rest == 0 ? sorted[at] : sorted[at] + rest * (sorted[at + 1] - sorted[at]);
}

std::vector<double> sorted_copy(std::vector<double> values) {
    std::ranges::sort(values);
    return values;
}

}  // namespace

std::vector<Verdict> ratio_flags(std::span<const double> before, std::span<const double> now,
                                 double size_power, double least_spread, double fence_distance) {
    std::vector<Verdict> flags(before.size(), Verdict::Undecided);
    std::vector<std::size_t> used;
    std::vector<double> ratios, scores;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (before[i] > 0 && now[i] > 0) {
            used.push_back(i);
            ratios.push_back(now[i] / before[i]);
        }
    if (used.empty()) return flags;
    const double middle = quantile(sorted_copy(ratios), 0.5);
    for (std::size_t i = 0; i < used.size(); ++i) {
        const double symmetric = ratios[i] < middle ? 1 - middle / ratios[i] : ratios[i] / middle - 1;
        scores.push_back(symmetric * std::pow(std::max(before[used[i]], now[used[i]]), size_power));
    }
    const auto sorted = sorted_copy(scores);
    const double median = quantile(sorted, 0.5), least = std::abs(least_spread * median);
    const double lower = median - fence_distance * std::max(median - quantile(sorted, 0.25), least);
    const double upper = median + fence_distance * std::max(quantile(sorted, 0.75) - median, least);
    for (std::size_t i = 0; i < used.size(); ++i)
        flags[used[i]] = scores[i] < lower || scores[i] > upper ? Verdict::Passed : Verdict::Failed;
    return flags;
}

}  // namespace yj::edit

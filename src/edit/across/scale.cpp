#include "edit/across/scale.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <vector>

#include "edit/across/order_statistics.hpp"

namespace yj::edit::across {

namespace {

std::vector<double> sorted(std::span<const double> values) {
    std::vector<double> ordered(values.begin(), values.end());
    std::ranges::sort(ordered);
    return ordered;
}

/// Source: Croux & Rousseeuw 1992, table of the factors that make Sn unbiased.
double sn_correction(std::size_t n) {
    static constexpr std::array<double, 10> kSmall{1,     1,     0.743, 1.851, 0.954,
                                                   1.351, 0.993, 1.198, 1.005, 1.131};
    if (n < kSmall.size()) return kSmall[n];
    const auto count = static_cast<double>(n);
    return n % 2 == 1 ? count / (count - 0.9) : 1.0;
}

/// Source: robustbase, Qn with constant 2.21914: simulated factors up to 12, fitted beyond.
double qn_correction(std::size_t n) {
    static constexpr std::array<double, 13> kSmall{1,       1,       0.399356, 0.99365, 0.51321,
                                                   0.84401, 0.61220, 0.85877,  0.66993, 0.87344,
                                                   0.72014, 0.88906, 0.75743};
    if (n < kSmall.size()) return kSmall[n];
    const auto count = static_cast<double>(n);
    const double excess = n % 2 == 1 ? 1.60188 + (-2.1284 - 5.172 / count) / count
                                     : 3.67561 + (1.9654 + (6.987 - 77.0 / count) / count) / count;
    return 1 / (1 + excess / count);
}

/// For every value the distance to its k-th nearest other: the window of k + 1 neighbours around it whose
/// farther end is nearest. The window's left end never moves back, so one pass does it.
std::vector<double> neighbour_distances(const std::vector<double>& x, std::size_t k) {
    std::vector<double> distance(x.size());
    std::size_t left = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        while (left + k + 1 < x.size() && (left + k < i || x[left + k + 1] - x[i] < x[i] - x[left])) ++left;
        distance[i] = std::max(x[i] - x[left], x[left + k] - x[i]);
    }
    return distance;
}

/// How many pairs of the ordered values lie at most `width` apart.
std::uint64_t pairs_within(const std::vector<double>& x, double width) {
    std::uint64_t pairs = 0;
    std::size_t left = 0;
    for (std::size_t right = 0; right < x.size(); ++right) {
        while (x[right] - x[left] > width) ++left;
        pairs += right - left;
    }
    return pairs;
}

/// The rank-th smallest distance of a pair (from 1). Doubles that are not negative order like their bits, so
/// the answer is found exactly by halving the range of bits.
double pair_distance(const std::vector<double>& x, std::uint64_t rank) {
    std::uint64_t below = 0;
    auto above = std::bit_cast<std::uint64_t>(x.back() - x.front());
    while (below < above) {
        const auto middle = below + (above - below) / 2;
        if (pairs_within(x, std::bit_cast<double>(middle)) >= rank)
            above = middle;
        else
            below = middle + 1;
    }
    return std::bit_cast<double>(below);
}

double normal_density(double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi); }
double normal_share_below(double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; }

/// The mean of min(Z², b²) for a normal Z: what makes the τ-scale consistent.
double bounded_square_mean(double b) {
    return 2 * ((1 - b * b) * normal_share_below(b) - b * normal_density(b) + b * b) - 1;
}

/// The values around the median, for the medcouple: above it in falling and below it in rising distance.
struct Halves {
    std::vector<double> above;  ///< x - m > 0, falling
    std::vector<double> below;  ///< m - x > 0, rising
    std::uint64_t equal = 0;    ///< values that are the median
};

Halves halves_of(std::span<const double> values) {
    const auto ordered = sorted(values);
    std::vector<double> scratch(ordered);
    const double middle = median(scratch);
    Halves halves;
    for (auto it = ordered.rbegin(); it != ordered.rend(); ++it) {
        if (*it > middle) halves.above.push_back(*it - middle);
        if (*it == middle) ++halves.equal;
        if (*it < middle) halves.below.push_back(middle - *it);
    }
    return halves;
}

/// How many pairs (above, below) have a kernel (a - b) / (a + b) of at least t; `smallest` becomes the
/// smallest of these. The kernel rises with a and falls with b, so the frontier only moves one way.
std::uint64_t kernels_from(const Halves& halves, double t, double* smallest) {
    std::uint64_t pairs = 0;
    std::size_t end = halves.below.size();
    for (const double a : halves.above) {
        while (end > 0 && a - halves.below[end - 1] < t * (a + halves.below[end - 1])) --end;
        if (end == 0) break;
        pairs += end;
        if (smallest != nullptr) {
            const double b = halves.below[end - 1];
            *smallest = std::min(*smallest, (a - b) / (a + b));
        }
    }
    return pairs;
}

/// The rank-th largest kernel of the pairs (from 1).
double kernel_at(const Halves& halves, std::uint64_t rank) {
    double low = -1, high = 1;
    for (int step = 0; step < 56 && low < high; ++step) {
        const double middle = low + (high - low) / 2;
        if (middle == low || middle == high) break;
        (kernels_from(halves, middle, nullptr) >= rank ? low : high) = middle;
    }
    double kernel = 1;
    (void)kernels_from(halves, low, &kernel);
    return kernel;
}

}  // namespace

double mad(std::span<const double> values) {
    std::vector<double> work(values.begin(), values.end());
    const double middle = median(work);
    for (double& value : work) value = std::abs(value - middle);
    return 1.4826 * median(work);
}

double sn_scale(std::span<const double> values) {
    if (values.size() < 2) return 0;
    const auto n = values.size();
    // himed of n distances, the value's own 0 among them, is the ⌊n/2⌋-th to another value.
    auto distances = neighbour_distances(sorted(values), n / 2);
    return 1.1926 * sn_correction(n) * order_statistic(distances, (n + 1) / 2 - 1);
}

double qn_scale(std::span<const double> values) {
    if (values.size() < 2) return 0;
    const auto n = values.size();
    const std::uint64_t half = n / 2 + 1;
    return 2.21914 * qn_correction(n) * pair_distance(sorted(values), half * (half - 1) / 2);
}

double tau2_scale(std::span<const double> values) {
    static constexpr double kCentre = 4.5, kBound = 3.0, kQuartile = 0.674489750196081743;
    std::vector<double> work(values.begin(), values.end());
    const double middle = median(work);
    for (double& value : work) value = std::abs(value - middle);
    const double spread = median(work);
    if (spread <= 0) return 0;
    double weights = 0, weighted = 0;
    for (const double value : values) {
        const double away = (value - middle) / (kCentre * spread);
        const double kept = std::max(0.0, 1 - away * away);
        weights += kept * kept;
        weighted += value * kept * kept;
    }
    const double centre = weighted / weights;
    double sum = 0;
    for (const double value : values) {
        const double away = (value - centre) / spread;
        sum += std::min(away * away, kBound * kBound);
    }
    return spread *
           std::sqrt(sum / (static_cast<double>(values.size()) * bounded_square_mean(kBound * kQuartile)));
}

double medcouple(std::span<const double> values) {
    if (values.size() < 3) return 0;
    const auto halves = halves_of(values);
    const std::uint64_t above = halves.above.size() + halves.equal;
    const std::uint64_t below = halves.below.size() + halves.equal;
    const std::uint64_t rank = above * below / 2 + 1;  // from the largest
    // A value above the median beside the median itself counts 1, the median beside a value below it -1; of
    // the pairs of median values as many count 1 as -1, and one for each value 0.
    const std::uint64_t ties = halves.equal * (halves.equal > 0 ? halves.equal - 1 : 0) / 2;
    const std::uint64_t ones = halves.above.size() * halves.equal + ties;
    if (rank <= ones) return 1;
    if (above * below - rank < halves.below.size() * halves.equal + ties) return -1;
    const std::uint64_t among = rank - ones;
    const std::uint64_t positive = kernels_from(halves, 0, nullptr);
    if (among <= positive) return kernel_at(halves, among);
    if (among <= positive + halves.equal) return 0;
    return kernel_at(halves, among - halves.equal);
}

}  // namespace yj::edit::across

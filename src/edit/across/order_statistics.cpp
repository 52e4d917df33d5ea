#include "edit/across/order_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/invariant.hpp"

namespace yj::edit::across {

namespace {

/// Where (n - 1)·p falls: the order statistic below it and how far above that it lies.
struct Place {
    std::size_t below = 0;
    double share = 0;
};

Place place_of(std::size_t count, double p) {
    const double at = static_cast<double>(count - 1) * p;
    // A product that falls a rounding error short of a whole number means that number.
    const double below = std::floor(at + 4 * std::numeric_limits<double>::epsilon());
    return {static_cast<std::size_t>(below), std::max(0.0, at - below)};
}

/// Puts the order statistic at its place and answers the quantile; everything above it stands to its right.
double select(std::span<double> values, const Place& place) {
    const double below = order_statistic(values, place.below);
    if (place.share <= 0 || place.below + 1 >= values.size()) return below;
    const double above =
        *std::min_element(values.begin() + static_cast<std::ptrdiff_t>(place.below) + 1, values.end());
    if (above == below) return below;
    return (1 - place.share) * below + place.share * above;
}

}  // namespace

double order_statistic(std::span<double> values, std::size_t rank) {
    invariant(rank < values.size(), "the rank lies within the population");
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

double quantile(std::span<double> values, double p) {
    invariant(!values.empty() && p >= 0 && p <= 1, "a quantile is taken of something, between 0 and 1");
    return select(values, place_of(values.size(), p));
}

double median(std::span<double> values) { return quantile(values, 0.5); }

Quartiles quartiles(std::span<double> values) {
    invariant(!values.empty(), "quartiles are taken of something");
    const auto middle = place_of(values.size(), 0.5);
    const auto low = place_of(values.size(), 0.25);
    const auto high = place_of(values.size(), 0.75);
    Quartiles q;
    q.median = select(values, middle);
    // Everything up to the middle now stands left of it, so the other two are selected within a half. Of two
    // values alone the lower quartile needs what lies beyond the middle.
    const auto half = std::min(values.size(), std::max(middle.below + 1, low.below + 2));
    q.lower = select(values.subspan(0, half), low);
    q.upper = select(values.subspan(middle.below), {high.below - middle.below, high.share});
    return q;
}

}  // namespace yj::edit::across

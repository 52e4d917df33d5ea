#include "edit/across/fences.hpp"

#include <cmath>

namespace yj::edit::across {

namespace {

/// Source: Hubert & Vandervieren 2008: exponents -4 and 3 to the right-skewed side, -3 and 4 to the left.
Fences adjusted(const Quartiles& q, double skew, double k) {
    const double lower = skew >= 0 ? -4 : -3;
    const double upper = skew >= 0 ? 3 : 4;
    return {q.lower - k * std::exp(lower * skew) * q.range(),
            q.upper + k * std::exp(upper * skew) * q.range()};
}

double one_scale(std::span<const double> values, const Quartiles& q, Scale scale) {
    switch (scale) {
        case Scale::Mad: return mad(values);
        case Scale::Sn: return sn_scale(values);
        case Scale::Qn: return qn_scale(values);
        case Scale::Tau2: return tau2_scale(values);
        case Scale::Iqr:
        case Scale::TwoQuartiles: break;
    }
    return q.range() / 1.349;
}

}  // namespace

Fences boxplot_fences(std::span<double> values, Boxplot kind, double k) {
    const auto q = quartiles(values);
    if (kind == Boxplot::Adjusted) return adjusted(q, medcouple(values), k);
    if (kind == Boxplot::Asymmetric)
        return {q.lower - 2 * k * (q.median - q.lower), q.upper + 2 * k * (q.upper - q.median)};
    return {q.lower - k * q.range(), q.upper + k * q.range()};
}

LocationScale location_scale_fences(std::span<double> values, Scale scale, double k) {
    const auto q = quartiles(values);
    LocationScale found{q.median, 0, 0, {}};
    if (scale == Scale::TwoQuartiles) {
        found.scale_below = (q.median - q.lower) / 0.6745;
        found.scale_above = (q.upper - q.median) / 0.6745;
    } else {
        found.scale_below = found.scale_above = one_scale(values, q, scale);
    }
    found.fences = {q.median - k * found.scale_below, q.median + k * found.scale_above};
    return found;
}

std::vector<std::size_t> outside(std::span<const double> values, const Fences& fences) {
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < values.size(); ++at)
        if (!fences.hold(values[at])) places.push_back(at);
    return places;
}

}  // namespace yj::edit::across

#include "edit/across/influence.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace yj::edit::across {

namespace {

/// The median of the group in which the unit would be compared; NaN where it has none.
double typical_of(const CheckOutcome& outcome, std::size_t unit) {
    const auto group = outcome.groups.group_of[unit];
    return group == PeerGroups::kNobody ? std::numeric_limits<double>::quiet_NaN()
                                        : outcome.statistics[static_cast<std::size_t>(group)].typical;
}

double at(std::span<const double> column, std::size_t unit) {
    return column.empty() ? std::numeric_limits<double>::quiet_NaN() : column[unit];
}

}  // namespace

double rule_suspicion(Severity severity, const RuleHistory& history) {
    static constexpr double kPriorWeight = 10;
    const double start = severity == Severity::Hard ? 0.9 : severity == Severity::Soft ? 0.3 : 0.1;
    return (history.corrected + start * kPriorWeight) / (history.findings + kPriorWeight);
}

double distance_suspicion(double distance) { return distance > 1 ? 1 - 1 / (distance * distance) : 0; }

double joined_suspicion(double one, double other) { return 1 - (1 - one) * (1 - other); }

Expected expected_value(const CheckOutcome& year, const CheckOutcome& last, const CheckOutcome& level,
                        const PeerColumns& columns, std::size_t unit) {
    const double year_ago = at(columns.year_ago, unit);
    if (year_ago <= 0) return {year_ago, ExpectedFrom::LastYear};
    if (const double value = year_ago * typical_of(year, unit); !std::isnan(value))
        return {value, ExpectedFrom::LastYear};
    if (const double value = at(columns.last, unit) * typical_of(last, unit); !std::isnan(value))
        return {value, ExpectedFrom::LastPeriod};
    if (!std::isnan(year_ago)) return {year_ago, ExpectedFrom::LastYear};
    if (const double value = at(columns.last, unit); !std::isnan(value))
        return {value, ExpectedFrom::LastPeriod};
    if (const double value = typical_of(level, unit); !std::isnan(value)) return {value, ExpectedFrom::Peers};
    return {columns.now[unit], ExpectedFrom::Nothing};
}

double Published::points_per_unit() const {
    if (base > 0) return 100 / base;
    return total > 0 ? 100 / total : 0;
}

std::vector<QueuePlace> influence_queue(std::span<const Suspect> suspects, const Published& published) {
    std::vector<QueuePlace> queue(suspects.size());
    for (std::size_t i = 0; i < suspects.size(); ++i) {
        const auto& it = suspects[i];
        auto& place = queue[i];
        place.suspect = i;
        place.effect = it.weight * (it.reported - it.expected);
        place.effect_points = place.effect * published.points_per_unit();
        place.risk_points = std::abs(place.effect_points) * it.suspicion;
    }
    std::ranges::sort(queue, {}, [&](const QueuePlace& place) {
        return std::tuple(-place.risk_points, suspects[place.suspect].unit, place.suspect);
    });
    double rest = 0;
    for (auto place = queue.rbegin(); place != queue.rend(); ++place) {
        place->remaining_points = rest;
        rest += place->risk_points;
    }
    return queue;
}

}  // namespace yj::edit::across

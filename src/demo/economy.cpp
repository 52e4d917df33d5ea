#include "demo/economy.hpp"

#include <fmt/format.h>

#include <array>

#include "demo/chance.hpp"

namespace yj::demo {

namespace {

/// Thousandths by month: the Spring Festival's dip, the year's end.
constexpr std::array<std::int64_t, 12> kSeason{930, 820,  1010, 1000, 1020, 1040,
                                               990, 1000, 1030, 1020, 1050, 1090};

Chance chance_of(const SampleUnit& unit, std::string_view what, int year, int month) {
    return Chance(seed_of(unit.seed, fmt::format("{}/{}/{}", what, year, month)));
}

/// Something happened in one month of forty: a line stood still, or an order came in.
std::int64_t event_permille(const SampleUnit& unit, int year, int month) {
    auto chance = chance_of(unit, "event", year, month);
    if (!chance.one_in(40)) return 1000;
    return chance.one_in(2) ? chance.between(300, 480) : chance.between(1600, 2300);
}

}  // namespace

std::int64_t turnover(const SampleUnit& unit, int year, int month) {
    if (year < unit.opened_year) return 0;
    std::int64_t value = unit.level;
    for (int y = kFirstYear; y < year; ++y) value = value * unit.growth_permille / 1000;
    value = value * kSeason[static_cast<std::size_t>(month - 1)] / 1000;
    value = value * chance_of(unit, "turnover", year, month).permille(140) / 1000;
    return value * event_permille(unit, year, month) / 1000;
}

std::int64_t share(const SampleUnit& unit, std::string_view what, int year, int month, std::int64_t low,
                   std::int64_t high) {
    const auto middle = trait(unit, what, low, high);
    return middle + chance_of(unit, what, year, month).between(-(high - low) / 40, (high - low) / 40);
}

std::int64_t trait(const SampleUnit& unit, std::string_view what, std::int64_t low, std::int64_t high) {
    return Chance(seed_of(unit.seed, what)).between(low, high);
}

std::int64_t year_to_date(Period period, const MonthFn& month_value) {
    std::int64_t sum = 0;
    for (int month = 1; month <= period.last_month(); ++month) sum += month_value(period.year(), month);
    return sum;
}

FourColumns four_columns(Period period, const MonthFn& month_value) {
    const auto within = [&](Period stretch) {
        std::int64_t sum = 0;
        for (int month = stretch.first_month(); month <= stretch.last_month(); ++month)
            sum += month_value(stretch.year(), month);
        return sum;
    };
    const auto earlier = period.year_earlier();
    return {within(period), year_to_date(period, month_value), within(earlier),
            year_to_date(earlier, month_value)};
}

}  // namespace yj::demo

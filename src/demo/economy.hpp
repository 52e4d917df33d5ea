// Economy: what the sample units do month by month; whole numbers, the same for the same seed.
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>

#include "base/period.hpp"
#include "demo/population.hpp"

namespace yj::demo {

/// The first year a unit has figures for; its level is meant for that year.
inline constexpr int kFirstYear = 2024;

/// A flow of one month: level × growth × season × chance. Never negative; 0 before the unit opened.
[[nodiscard]] std::int64_t turnover(const SampleUnit& unit, int year, int month);

/// A share in thousandths that belongs to the unit and wanders a little by month.
[[nodiscard]] std::int64_t share(const SampleUnit& unit, std::string_view what, int year, int month,
                                 std::int64_t low, std::int64_t high);

/// A constant of the unit in [low, high].
[[nodiscard]] std::int64_t trait(const SampleUnit& unit, std::string_view what, std::int64_t low,
                                 std::int64_t high);

/// The four columns of a monthly form: 本月, 1—本月, 上年同月, 上年同期累计. A 1—2月 report carries both
/// months in its first column too.
struct FourColumns {
    std::int64_t current = 0;
    std::int64_t to_date = 0;
    std::int64_t base_current = 0;
    std::int64_t base_to_date = 0;
};
using MonthFn = std::function<std::int64_t(int year, int month)>;
[[nodiscard]] FourColumns four_columns(Period period, const MonthFn& month_value);

/// Months from January to the period's last one.
[[nodiscard]] std::int64_t year_to_date(Period period, const MonthFn& month_value);

}  // namespace yj::demo

// TimeSpan: what a date, a time period or a time interval covers, and the same some steps later.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"

namespace yj::edit::vtl {

/// A stretch of days as VTL texts write it: "2012", "2012A", "2012-Q1", "2012M01", "2012-01", "2012S2",
/// "2012W5", "2012D200", a date "2012-12-31", an interval "2012-01-01/2012-12-31".
struct TimeSpan {
    enum class Style : std::uint8_t { Period, Date, Interval };

    Date first;
    Date last;
    char indicator = ' ';  ///< A S Q M W D; ' ' for an interval of no regular length
    Style style = Style::Period;
    std::string text;  ///< as written; what is reckoned from it is written alike

    [[nodiscard]] static std::optional<TimeSpan> parse(std::string_view text);
    /// `steps` periods later, written as this one is written. A date moves by days. Empty out of the years
    /// 0..9999 or when the interval is of no regular length.
    [[nodiscard]] std::optional<TimeSpan> shifted(std::int64_t steps) const;
};

/// How far neighbouring dates of one series lie apart.
struct Step {
    int months = 0;  ///< 0: by days
    int days = 0;
    bool month_ends = false;
};

/// The step of a series of dates: whole months when all fall on one day of the month (or on its end), else
/// days.
[[nodiscard]] Step step_of(std::vector<Date> dates);
/// Empty out of the years 1..9999.
[[nodiscard]] std::optional<Date> moved(Date date, const Step& step, std::int64_t steps);

}  // namespace yj::edit::vtl

#include <array>

#include "edit/vtl/functions.hpp"
#include "edit/vtl/time_value.hpp"

namespace yj::edit::vtl {

namespace {

using Reckoned = std::optional<Value>;
using std::chrono::year_month_day;

std::optional<TimeSpan> span_of(Arguments with, std::size_t at) { return TimeSpan::parse(with[at]->text()); }

template <class Part>
Reckoned part(Arguments with, Part of) {
    const auto span = span_of(with, 0);
    return span ? Reckoned(Value::whole(of(span->first))) : std::nullopt;
}

Reckoned days_between(Arguments with) {
    const auto from = span_of(with, 0), to = span_of(with, 1);
    if (!from || !to) return std::nullopt;
    return Value::whole(std::abs((to->last - from->last).count()));
}

/// A date some days, weeks, months, quarters, half years or years later; the day of the month is kept where
/// the month has it.
Reckoned later(Arguments with) {
    const auto span = span_of(with, 0);
    const auto steps = with[1]->is_number() ? with[1]->number().rounded(0, Round::HalfUp) : std::nullopt;
    if (!span || !steps || !with[2]->is_text() || std::abs(steps->units()) > 1'000'000) return std::nullopt;
    const auto& unit = with[2]->text();
    const int months = unit == "A" || unit == "Y"   ? 12
                       : unit == "S" || unit == "H" ? 6
                       : unit == "Q"                ? 3
                       : unit == "M"                ? 1
                                                    : 0;
    const int days = unit == "W" ? 7 : unit == "D" ? 1 : 0;
    if (months == 0 && days == 0) return std::nullopt;
    const auto date = moved(span->last, {months, days, false}, steps->units());
    return date ? Reckoned(Value(date_text(*date))) : std::nullopt;
}

const std::array<Function, 7> kTime{{
    {"getyear", 1, 1, "t", 'i', true, false,
     [](Arguments with) {
         return part(with, [](Date date) { return static_cast<int>(year_month_day(date).year()); });
     }},
    {"getmonth", 1, 1, "t", 'i', true, false,
     [](Arguments with) {
         return part(with, [](Date date) { return static_cast<unsigned>(year_month_day(date).month()); });
     }},
    {"dayofmonth", 1, 1, "t", 'i', true, false,
     [](Arguments with) {
         return part(with, [](Date date) { return static_cast<unsigned>(year_month_day(date).day()); });
     }},
    {"dayofyear", 1, 1, "t", 'i', true, false,
     [](Arguments with) {
         return part(with, [](Date date) {
             const Date start(
                 year_month_day(year_month_day(date).year(), std::chrono::month(1), std::chrono::day(1)));
             return (date - start).count() + 1;
         });
     }},
    {"datediff", 2, 2, "tt", 'i', true, false, days_between},
    {"dateadd", 3, 3, "tns", 'd', false, false, later},
    {"period_indicator", 0, 1, "t", 'p', true, false,
     [](Arguments with) -> Reckoned {
         const auto span = span_of(with, 0);
         if (!span || span->indicator == ' ') return std::nullopt;
         return Value(std::string(1, span->indicator));
     }},
}};

}  // namespace

std::span<const Function> time_functions() { return kTime; }

}  // namespace yj::edit::vtl

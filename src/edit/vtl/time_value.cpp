#include "edit/vtl/time_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <numeric>

namespace yj::edit::vtl {

namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::last;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;

constexpr std::int64_t kMostSteps = 4'000'000;

Date month_start(int months) {
    return Date(year_month_day(year(months / 12), month(static_cast<unsigned>(months % 12 + 1)), day(1)));
}

Date month_end(Date any) {
    const year_month_day parts(any);
    return Date(year_month_day_last(parts.year() / parts.month() / last));
}

int months_of(Date date) {
    const year_month_day parts(date);
    return static_cast<int>(parts.year()) * 12 + static_cast<int>(static_cast<unsigned>(parts.month())) - 1;
}

bool is_month_end(Date date) { return date == month_end(date); }

int months_in(char indicator) {
    switch (indicator) {
        case 'A': return 12;
        case 'S': return 6;
        case 'Q': return 3;
        case 'M': return 1;
        default: return 0;
    }
}

int most_in_year(char indicator) {
    switch (indicator) {
        case 'A': return 1;
        case 'S': return 2;
        case 'Q': return 4;
        case 'M': return 12;
        case 'W': return 53;
        default: return 366;
    }
}

/// The Monday of the first ISO week.
Date first_week(int of_year) {
    const Date fourth(year_month_day(year(of_year), month(1), day(4)));
    const auto weekday = std::chrono::weekday(fourth).iso_encoding();
    return fourth - days(static_cast<int>(weekday) - 1);
}

void cover(TimeSpan& span, int of_year, int number) {
    if (const int months = months_in(span.indicator); months > 0) {
        const int at = of_year * 12 + (number - 1) * months;
        span.first = month_start(at);
        span.last = month_start(at + months) - days(1);
    } else if (span.indicator == 'W') {
        span.first = first_week(of_year) + days(7 * (number - 1));
        span.last = span.first + days(6);
    } else {
        span.first = span.last = Date(year_month_day(year(of_year), month(1), day(1))) + days(number - 1);
    }
}

std::optional<int> number_of(std::string_view text) {
    if (text.empty() || text.size() > 4) return std::nullopt;
    int number = 0;
    for (const char c : text) {
        if (std::isdigit(static_cast<unsigned char>(c)) == 0) return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

char regular_length(Date first, Date end) {
    const bool months = static_cast<unsigned>(year_month_day(first).day()) == 1 && is_month_end(end);
    const int count = months_of(end) - months_of(first) + 1;
    if (months)
        for (const char indicator : {'A', 'S', 'Q', 'M'})
            if (count == months_in(indicator) && months_of(first) % count == 0) return indicator;
    const auto length = (end - first).count() + 1;
    return length == 7 ? 'W' : length == 1 ? 'D' : ' ';
}

std::optional<TimeSpan> parse_interval(std::string_view text, std::size_t slash) {
    const auto first = parse_date(text.substr(0, std::min<std::size_t>(slash, 10)));
    const auto end = parse_date(text.substr(slash + 1, 10));
    if (!first || !end || *end < *first) return std::nullopt;
    TimeSpan span{*first, *end, regular_length(*first, *end), TimeSpan::Style::Interval, std::string(text)};
    return span;
}

/// Where the number of the period begins in a text of the form 2012-Q1, 2012M01, 2012-01.
std::string period_text(const TimeSpan& like, int of_year, int number) {
    const auto& text = like.text;
    auto at = std::min<std::size_t>(4, text.size());
    std::string made = fmt::format("{:04}", of_year);
    while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) == 0) made += text[at++];
    if (at < text.size()) made += fmt::format("{:0{}}", number, text.size() - at);
    return made;
}

}  // namespace

std::optional<TimeSpan> TimeSpan::parse(std::string_view text) {
    if (const auto slash = text.find('/'); slash != std::string_view::npos)
        return parse_interval(text, slash);
    if (text.size() >= 10 && text[4] == '-' && text[7] == '-') {
        const auto date = parse_date(text.substr(0, 10));
        if (!date) return std::nullopt;
        return TimeSpan{*date, *date, 'D', Style::Date, std::string(text)};
    }
    const auto of_year = number_of(text.substr(0, 4));
    if (text.size() < 4 || !of_year) return std::nullopt;
    TimeSpan span{{}, {}, 'A', Style::Period, std::string(text)};
    auto rest = text.substr(4);
    const bool dash = rest.starts_with('-');
    if (dash) rest.remove_prefix(1);
    if (!rest.empty() && std::isalpha(static_cast<unsigned char>(rest.front())) != 0) {
        span.indicator = rest.front() == 'Y' ? 'A' : rest.front() == 'H' ? 'S' : rest.front();
        if (std::string_view("ASQMWD").find(span.indicator) == std::string_view::npos) return std::nullopt;
        rest.remove_prefix(1);
    } else if (dash) {
        span.indicator = 'M';
    }
    const auto number = rest.empty() && span.indicator == 'A' ? std::optional(1) : number_of(rest);
    if (!number || *number < 1 || *number > most_in_year(span.indicator)) return std::nullopt;
    cover(span, *of_year, *number);
    return span;
}

std::optional<TimeSpan> TimeSpan::shifted(std::int64_t steps) const {
    if (indicator == ' ' || steps > kMostSteps || steps < -kMostSteps) return std::nullopt;
    TimeSpan result = *this;
    if (const int length = months_in(indicator); length > 0) {
        const auto at = months_of(first) + steps * length;
        if (at < 0 || at >= 120'000) return std::nullopt;
        result.first = month_start(static_cast<int>(at));
        result.last = month_start(static_cast<int>(at) + length) - days(1);
    } else {
        const auto long_days = indicator == 'W' ? 7 : 1;
        result.first = first + days(steps * long_days);
        result.last = result.first + days(long_days - 1);
    }
    const auto middle = year_month_day(result.first + days(indicator == 'W' ? 3 : 0));
    const int of_year = static_cast<int>(middle.year());
    if (of_year < 1 || of_year > 9998) return std::nullopt;
    if (style == Style::Date) result.text = date_text(result.first);
    if (style == Style::Interval) result.text = date_text(result.first) + "/" + date_text(result.last);
    if (style == Style::Period) {
        int number = 1;
        if (const int length = months_in(indicator); length > 0)
            number = months_of(result.first) % 12 / length + 1;
        else if (indicator == 'W')
            number = static_cast<int>((result.first - first_week(of_year)).count()) / 7 + 1;
        else
            number = static_cast<int>(
                         (result.first - Date(year_month_day(year(of_year), month(1), day(1)))).count()) +
                     1;
        result.text = period_text(*this, of_year, number);
    }
    return result;
}

Step step_of(std::vector<Date> dates) {
    std::ranges::sort(dates);
    const auto twice = std::ranges::unique(dates);
    dates.erase(twice.begin(), twice.end());
    if (dates.size() < 2) return {0, 1, false};
    const bool ends = std::ranges::all_of(dates, is_month_end);
    const auto one_day = [&](Date date) {
        return year_month_day(date).day() == year_month_day(dates.front()).day();
    };
    int months = 0, apart = 0;
    for (std::size_t i = 1; i < dates.size(); ++i) {
        months = std::gcd(months, months_of(dates[i]) - months_of(dates[i - 1]));
        apart = std::gcd(apart, static_cast<int>((dates[i] - dates[i - 1]).count()));
    }
    // A gap in the series does not make its period longer: a year, a half, a quarter, a month; a week, a day.
    const auto regular = [&](int length) { return months % length == 0; };
    if ((ends || std::ranges::all_of(dates, one_day)) && months > 0)
        return {regular(12) ? 12 : regular(6) ? 6 : regular(3) ? 3 : 1, 0, ends};
    return {0, apart % 7 == 0 ? 7 : 1, false};
}

std::optional<Date> moved(Date date, const Step& step, std::int64_t steps) {
    if (steps > kMostSteps || steps < -kMostSteps) return std::nullopt;
    const auto within = [](std::int64_t months) { return months >= 12 && months < 120'000; };
    if (step.months == 0) {
        const auto far = (date.time_since_epoch() + days(step.days * steps)).count();
        constexpr std::int64_t kFirst = -719'162, kLast = 2'932'896;  // 0001-01-01 and 9999-12-31
        return far < kFirst || far > kLast ? std::nullopt : std::optional(date + days(step.days * steps));
    }
    const auto months = months_of(date) + steps * step.months;
    if (!within(months)) return std::nullopt;
    const auto start = month_start(static_cast<int>(months));
    const auto end = month_end(start);
    if (step.month_ends) return end;
    return std::min(end,
                    start + days(static_cast<int>(static_cast<unsigned>(year_month_day(date).day())) - 1));
}

}  // namespace yj::edit::vtl

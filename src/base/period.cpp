#include "base/period.hpp"

#include <array>
#include <charconv>

#include "base/invariant.hpp"
#include "base/text.hpp"

namespace yj {

using namespace std::chrono;

namespace {

int floor_div(int a, int b) { return a / b - (a % b < 0 ? 1 : 0); }
int floor_mod(int a, int b) { return a - floor_div(a, b) * b; }

constexpr std::array<std::string_view, 4> kQuarterNames{"一季度", "二季度", "三季度", "四季度"};

/// Takes 1..4 digits off the front of `text`.
std::optional<int> take_number(std::string_view& text) {
    int number = 0;
    const auto* limit = text.data() + std::min<std::size_t>(text.size(), 4);
    const auto [end, error] = std::from_chars(text.data(), limit, number);
    if (error != std::errc{} || number < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool take(std::string_view& text, std::string_view token) {
    if (!text.starts_with(token)) return false;
    text.remove_prefix(token.size());
    return true;
}

std::optional<Period> month_in(int year, std::optional<int> number) {
    if (!number || *number < 1 || *number > 12) return std::nullopt;
    return Period::month(year, *number);
}

std::optional<Period> quarter_in(int year, std::optional<int> number) {
    if (!number || *number < 1 || *number > 4) return std::nullopt;
    return Period::quarter(year, *number);
}

/// What follows "2026年".
std::optional<Period> parse_chinese(int year, std::string_view rest) {
    if (rest.empty()) return Period::of_year(year);
    if (rest == "上半年") return Period::half(year, 1);
    if (rest == "下半年") return Period::half(year, 2);
    if (rest == "1—2月" || rest == "1-2月" || rest == "1－2月") return Period::jan_feb(year);
    for (std::size_t i = 0; i < kQuarterNames.size(); ++i)
        if (rest == kQuarterNames[i]) return Period::quarter(year, static_cast<int>(i) + 1);
    const auto number = take_number(rest);
    if (rest == "月" || rest == "月份") return month_in(year, number);
    if (rest == "季度") return quarter_in(year, number);
    return std::nullopt;
}

/// What follows "2026" in a code.
std::optional<Period> parse_code(int year, std::string_view rest) {
    if (rest.empty()) return Period::of_year(year);
    if (rest == "H1") return Period::half(year, 1);
    if (rest == "H2") return Period::half(year, 2);
    if (rest == "-01..02") return Period::jan_feb(year);
    if (take(rest, "Q")) {
        const auto number = take_number(rest);
        return rest.empty() ? quarter_in(year, number) : std::nullopt;
    }
    if (rest.size() == 3 && take(rest, "-")) {
        const auto number = take_number(rest);
        return rest.empty() ? month_in(year, number) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

Period Period::half(int year, int half) {
    invariant(half == 1 || half == 2, "a year has two halves");
    return {Frequency::HalfYear, year * 2 + half - 1};
}

Period Period::quarter(int year, int quarter) {
    invariant(quarter >= 1 && quarter <= 4, "a year has four quarters");
    return {Frequency::Quarter, year * 4 + quarter - 1};
}

Period Period::month(int year, int month) {
    invariant(month >= 1 && month <= 12, "a year has twelve months");
    return {Frequency::Month, year * 12 + month - 1};
}

std::optional<Period> Period::parse(std::string_view text) {
    if (text.size() < 4) return std::nullopt;
    const auto year = take_number(text);
    if (!year || *year < 1000) return std::nullopt;
    if (take(text, "年")) return parse_chinese(*year, text);
    return parse_code(*year, text);
}

std::string Period::code() const {
    std::string y = padded(year(), 4);
    switch (frequency_) {
        case Frequency::Year: return y;
        case Frequency::HalfYear: return y + "H" + std::to_string(floor_mod(ordinal_, 2) + 1);
        case Frequency::Quarter: return y + "Q" + std::to_string(floor_mod(ordinal_, 4) + 1);
        case Frequency::Month: return y + "-" + padded(first_month(), 2);
        case Frequency::JanFeb: return y + "-01..02";
    }
    broken("a period of no known frequency");
}

std::string Period::name() const {
    std::string y = std::to_string(year()) + "年";
    switch (frequency_) {
        case Frequency::Year: return y;
        case Frequency::HalfYear: return y + (first_month() == 1 ? "上" : "下") + "半年";
        case Frequency::Quarter:
            return y + std::string(kQuarterNames[static_cast<std::size_t>(floor_mod(ordinal_, 4))]);
        case Frequency::Month: return y + std::to_string(first_month()) + "月";
        case Frequency::JanFeb: return y + "1—2月";
    }
    broken("a period of no known frequency");
}

int Period::year() const {
    switch (frequency_) {
        case Frequency::HalfYear: return floor_div(ordinal_, 2);
        case Frequency::Quarter: return floor_div(ordinal_, 4);
        case Frequency::Month: return floor_div(ordinal_, 12);
        case Frequency::Year:
        case Frequency::JanFeb: return ordinal_;
    }
    broken("a period of no known frequency");
}

int Period::first_month() const {
    switch (frequency_) {
        case Frequency::HalfYear: return floor_mod(ordinal_, 2) * 6 + 1;
        case Frequency::Quarter: return floor_mod(ordinal_, 4) * 3 + 1;
        case Frequency::Month: return floor_mod(ordinal_, 12) + 1;
        case Frequency::Year:
        case Frequency::JanFeb: return 1;
    }
    broken("a period of no known frequency");
}

int Period::last_month() const {
    switch (frequency_) {
        case Frequency::Year: return 12;
        case Frequency::HalfYear: return first_month() + 5;
        case Frequency::Quarter: return first_month() + 2;
        case Frequency::Month: return first_month();
        case Frequency::JanFeb: return 2;
    }
    broken("a period of no known frequency");
}

Date Period::first_day() const {
    return sys_days(std::chrono::year(year()) / std::chrono::month(static_cast<unsigned>(first_month())) / 1);
}

Date Period::last_day() const {
    return sys_days(std::chrono::year(year()) / std::chrono::month(static_cast<unsigned>(last_month())) /
                    last);
}

Period Period::year_earlier() const {
    switch (frequency_) {
        case Frequency::Year:
        case Frequency::JanFeb: return plus(-1);
        case Frequency::HalfYear: return plus(-2);
        case Frequency::Quarter: return plus(-4);
        case Frequency::Month: return plus(-12);
    }
    broken("a period of no known frequency");
}

bool Period::contains(Period inner) const {
    return first_day() <= inner.first_day() && inner.last_day() <= last_day();
}

std::strong_ordering Period::operator<=>(const Period& other) const {
    if (const auto by_end = last_day() <=> other.last_day(); by_end != 0) return by_end;
    if (const auto by_start = other.first_day() <=> first_day(); by_start != 0) return by_start;
    return frequency_ <=> other.frequency_;
}

Period previous_report(Period period, January january) {
    if (january == January::Reported || period.last_month() > 3) return period.plus(-1);
    if (period.frequency() == Frequency::JanFeb) return Period::month(period.year() - 1, 12);
    if (period.frequency() == Frequency::Month && period.last_month() == 3)
        return Period::jan_feb(period.year());
    return period.plus(-1);
}

Period next_report(Period period, January january) {
    if (january == January::Exempt && period.frequency() == Frequency::JanFeb)
        return Period::month(period.year(), 3);
    if (january == January::Exempt && period.frequency() == Frequency::Month && period.last_month() == 12)
        return Period::jan_feb(period.year() + 1);
    return period.plus(1);
}

std::string_view span_name(Span span) {
    switch (span) {
        case Span::Current: return "本期";
        case Span::YearToDate: return "累计";
        case Span::PeriodEnd: return "期末";
        case Span::SinceStart: return "自开工累计";
    }
    broken("a span of no known kind");
}

std::optional<Span> parse_span(std::string_view name) {
    for (const Span span : {Span::Current, Span::YearToDate, Span::PeriodEnd, Span::SinceStart})
        if (span_name(span) == name) return span;
    return std::nullopt;
}

std::string year_to_date_name(Period period) {
    switch (period.last_month()) {
        case 1: return "1月";
        case 6: return period.frequency() == Frequency::Month ? "1—6月" : "上半年";
        case 12: return period.frequency() == Frequency::Month ? "1—12月" : "全年";
        default: return "1—" + std::to_string(period.last_month()) + "月";
    }
}

}  // namespace yj

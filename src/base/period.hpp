// Period: the stretch of time a report speaks of; Span: how a value lies in it.
#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace yj {

/// JanFeb is 1—2月, the one reporting period that stands where two months would: January is exempt for most
/// monthly forms and February reports both.
enum class Frequency { Year, HalfYear, Quarter, Month, JanFeb };

/// A reporting period: frequency and ordinal, one value type for all frequencies.
/// Code: "2026", "2026H1", "2026Q3", "2026-10", "2026-01..02". A code is a key in the store and in URLs.
class Period {
public:
    Period() = default;
    [[nodiscard]] static Period of_year(int year) { return {Frequency::Year, year}; }
    /// REQUIRES: half is 1 or 2.
    [[nodiscard]] static Period half(int year, int half);
    /// REQUIRES: quarter in 1..4.
    [[nodiscard]] static Period quarter(int year, int quarter);
    /// REQUIRES: month in 1..12.
    [[nodiscard]] static Period month(int year, int month);
    [[nodiscard]] static Period jan_feb(int year) { return {Frequency::JanFeb, year}; }

    /// Reads a code, or the Chinese name ("2026年10月", "2026年1—2月", "2026年3季度", "2026年上半年",
    /// "2026年").
    [[nodiscard]] static std::optional<Period> parse(std::string_view text);

    [[nodiscard]] std::string code() const;
    /// "2026年10月", "2026年1—2月", "2026年三季度", "2026年上半年", "2026年".
    [[nodiscard]] std::string name() const;

    [[nodiscard]] Frequency frequency() const { return frequency_; }
    [[nodiscard]] int year() const;
    [[nodiscard]] int first_month() const;  ///< 1..12
    [[nodiscard]] int last_month() const;   ///< 1..12
    [[nodiscard]] Date first_day() const;
    [[nodiscard]] Date last_day() const;

    /// 上年同期: the same stretch one year earlier.
    [[nodiscard]] Period year_earlier() const;
    /// `steps` periods of the same frequency later (negative: earlier).
    [[nodiscard]] Period plus(int steps) const { return {frequency_, ordinal_ + steps}; }
    /// Lies wholly inside this one.
    [[nodiscard]] bool contains(Period inner) const;

    bool operator==(const Period&) const = default;
    /// By last day, then by first day (the longer one comes later).
    std::strong_ordering operator<=>(const Period& other) const;

private:
    Period(Frequency frequency, int ordinal) : frequency_(frequency), ordinal_(ordinal) {}

    Frequency frequency_ = Frequency::Year;
    int ordinal_ = 0;
};

/// Whether a monthly form is owed for January, or 1—2月 is one period (1月免报).
enum class January { Reported, Exempt };

/// 上期 in the reporting sequence of a form: with January exempt, 3月 follows 1—2月 and 1—2月 follows 12月.
[[nodiscard]] Period previous_report(Period period, January january);
[[nodiscard]] Period next_report(Period period, January january);

/// How a value lies in its period: 本期, 累计 (from the year's start), 期末, 自开工累计.
enum class Span { Current, YearToDate, PeriodEnd, SinceStart };

[[nodiscard]] std::string_view span_name(Span span);  ///< 本期 | 累计 | 期末 | 自开工累计
[[nodiscard]] std::optional<Span> parse_span(std::string_view name);

/// The stretch that a YearToDate value of this period covers, as readers say it: "1—10月", "1—2月", "上半年".
[[nodiscard]] std::string year_to_date_name(Period period);

}  // namespace yj

#include "base/period.hpp"

#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "base/invariant.hpp"

namespace yj {
namespace {

std::string code(std::string_view text) {
    const auto period = Period::parse(text);
    return period ? period->code() : "none";
}

Period at(std::string_view text) {
    const auto period = Period::parse(text);
    EXPECT_TRUE(period.has_value()) << text;
    return period.value_or(Period());
}

TEST(Period, ReadsCodesAndNamesAndWritesThem) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/base/cases/periods.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    for (const Case& one : *cases) {
        for (const Case::Row& row : one.rows("periods")) {
            const Period period = at(row[0]);
            EXPECT_EQ(period.code(), row[1]) << row[0];
            EXPECT_EQ(period.name(), row[2]) << row[0];
            EXPECT_EQ(date_text(period.first_day()), row[3]) << row[0];
            EXPECT_EQ(date_text(period.last_day()), row[4]) << row[0];
            EXPECT_EQ(at(period.code()), period) << row[0];
            EXPECT_EQ(at(period.name()), period) << row[0];
        }
        for (const Case::Row& row : one.rows("refused")) EXPECT_EQ(code(row[0]), "none") << row[0];
    }
}

TEST(Period, HoldsItsPromises) {
    EXPECT_THROW((void)Period::month(2026, 13), Broken);
    EXPECT_THROW((void)Period::quarter(2026, 0), Broken);
    EXPECT_THROW((void)Period::half(2026, 3), Broken);
}

TEST(Period, FindsTheSameStretchOneYearEarlier) {
    EXPECT_EQ(at("2026-10").year_earlier().code(), "2025-10");
    EXPECT_EQ(at("2026-01..02").year_earlier().code(), "2025-01..02");
    EXPECT_EQ(at("2026Q1").year_earlier().code(), "2025Q1");
    EXPECT_EQ(at("2026H2").year_earlier().code(), "2025H2");
    EXPECT_EQ(at("2026").year_earlier().code(), "2025");
}

TEST(Period, StepsOverYears) {
    EXPECT_EQ(at("2026-01").plus(-1).code(), "2025-12");
    EXPECT_EQ(at("2026-12").plus(1).code(), "2027-01");
    EXPECT_EQ(at("2026Q4").plus(1).code(), "2027Q1");
    EXPECT_EQ(at("2026H1").plus(-3).code(), "2024H2");
}

TEST(Period, IsOrderedByItsEndAndContainsWhatLiesInside) {
    EXPECT_LT(at("2026-01..02"), at("2026-03"));
    EXPECT_LT(at("2025-12"), at("2026-01..02"));
    EXPECT_LT(at("2026-03"), at("2026Q1"));
    EXPECT_LT(at("2026H2"), at("2026"));
    EXPECT_NE(at("2026-02"), at("2026-01..02"));
    EXPECT_TRUE(at("2026Q1").contains(at("2026-01..02")));
    EXPECT_TRUE(at("2026").contains(at("2026H2")));
    EXPECT_FALSE(at("2026Q1").contains(at("2026-04")));
    EXPECT_FALSE(at("2026-02").contains(at("2026-01..02")));
}

TEST(ReportSequence, GoesThroughJanuaryToFebruaryAsOnePeriodWhenJanuaryIsExempt) {
    std::string forward, back;
    Period period = at("2025-12");
    for (int i = 0; i < 3; ++i) {
        period = next_report(period, January::Exempt);
        forward += period.code() + " ";
    }
    for (int i = 0; i < 3; ++i) {
        period = previous_report(period, January::Exempt);
        back += period.code() + " ";
    }
    EXPECT_EQ(forward, "2026-01..02 2026-03 2026-04 ");
    EXPECT_EQ(back, "2026-03 2026-01..02 2025-12 ");
    EXPECT_EQ(previous_report(at("2026-03"), January::Reported).code(), "2026-02");
    EXPECT_EQ(next_report(at("2025-12"), January::Reported).code(), "2026-01");
    EXPECT_EQ(previous_report(at("2026Q1"), January::Exempt).code(), "2025Q4");
}

TEST(Span, IsReadByItsChineseName) {
    for (const Span span : {Span::Current, Span::YearToDate, Span::PeriodEnd, Span::SinceStart})
        EXPECT_EQ(parse_span(span_name(span)), span);
    EXPECT_FALSE(parse_span("本月").has_value());
}

TEST(YearToDate, IsNamedAsReadersSayIt) {
    EXPECT_EQ(year_to_date_name(at("2026-10")), "1—10月");
    EXPECT_EQ(year_to_date_name(at("2026-01..02")), "1—2月");
    EXPECT_EQ(year_to_date_name(at("2026Q2")), "上半年");
    EXPECT_EQ(year_to_date_name(at("2026-06")), "1—6月");
    EXPECT_EQ(year_to_date_name(at("2026Q4")), "全年");
    EXPECT_EQ(year_to_date_name(at("2026-12")), "1—12月");
    EXPECT_EQ(year_to_date_name(at("2026Q1")), "1—3月");
}

}  // namespace
}  // namespace yj

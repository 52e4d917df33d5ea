#include "base/amount.hpp"

#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "base/invariant.hpp"

namespace yj {
namespace {

Amount amount(std::string_view text) {
    const auto read = Amount::parse(text);
    EXPECT_TRUE(read.has_value()) << text;
    return read.value_or(Amount());
}

WideAmount wide(std::string_view text) { return WideAmount(amount(text)); }

std::string shown(const std::optional<Amount>& amount) { return amount ? amount->text() : "none"; }

TEST(Amount, KeepsTheDecimalsAsWrittenAndComparesByValue) {
    EXPECT_EQ(amount("107.770").text(), "107.770");
    EXPECT_EQ(amount("107.770"), amount("107.77"));
    EXPECT_LT(amount("-3"), amount("-2.999"));
    EXPECT_GT(amount("0.000000001"), amount("0"));
    EXPECT_EQ(amount("-0.050").text(), "-0.050");
}

TEST(Amount, ReadsPlainNotationOnly) {
    for (const std::string_view text : {"", "-", "+1", " 1", "1 ", "1.", ".1", "1e3", "1,000", "--1", "1.2.3",
                                        "1.0000000001", "1000000000000000000", "１"})
        EXPECT_FALSE(Amount::parse(text).has_value()) << text;
}

TEST(Amount, GroupsThousands) {
    EXPECT_EQ(amount("12345.6").grouped(), "12,345.6");
    EXPECT_EQ(amount("-1234567").grouped(), "-1,234,567");
    EXPECT_EQ(amount("123").grouped(), "123");
    EXPECT_EQ(amount("-123.4567").grouped(), "-123.4567");
}

TEST(Amount, HoldsItsPromiseOfRange) {
    EXPECT_THROW(Amount(1'000'000'000'000'000'000, 0), Broken);
    EXPECT_THROW(Amount(1, 10), Broken);
    EXPECT_THROW(Amount(1, -1), Broken);
}

TEST(Rounding, FollowsBothConventions) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/base/cases/rounding.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    for (const Case& one : *cases)
        for (const Case::Row& row : one.rows("rounding")) {
            ASSERT_EQ(row.size(), 4U) << one.title;
            const int decimals = row[1].front() - '0';
            EXPECT_EQ(amount(row[0]).rounded(decimals, Round::HalfUp).text(), row[2])
                << one.title << ": " << row[0];
            EXPECT_EQ(amount(row[0]).rounded(decimals, Round::HalfEven).text(), row[3])
                << one.title << ": " << row[0];
        }
}

TEST(WideAmount, SumsExactlyWhateverTheDecimals) {
    WideAmount sum;
    for (int i = 0; i < 10; ++i) sum.add(amount("0.1"));
    sum.add(amount("0.000000001"));
    sum.subtract(amount("1"));
    EXPECT_EQ(shown(sum.exact()), "0.000000001");
    EXPECT_EQ(sum.sign(), 1);
}

TEST(WideAmount, HoldsABillionOfTheLargestAmounts) {
    const Amount largest = amount("999999999999999999");
    WideAmount sum;
    for (int i = 0; i < 1000; ++i) sum.add(largest);
    EXPECT_EQ(shown(sum.exact()), "none");
    EXPECT_EQ(shown(sum.over(wide("1000"), 0, Round::HalfUp)), "999999999999999999");
}

TEST(WideAmount, ChangesMeasureByMovingThePoint) {
    EXPECT_EQ(shown(wide("12345").shifted(-1).rounded(1, Round::HalfUp)), "1234.5");  // 千元 → 万元
    EXPECT_EQ(shown(wide("1.5").shifted(4).exact()), "15000");                        // 万元 → 元
    EXPECT_EQ(shown(wide("1").shifted(-12).rounded(9, Round::HalfUp)), "0.000000000");
}

TEST(WideAmount, DividesWithOneRounding) {
    EXPECT_EQ(shown(wide("1").over(wide("3"), 4, Round::HalfUp)), "0.3333");
    EXPECT_EQ(shown(wide("-2").over(wide("3"), 0, Round::HalfUp)), "-1");
    EXPECT_EQ(shown(wide("1").over(wide("-8"), 2, Round::HalfUp)), "-0.13");
    EXPECT_EQ(shown(wide("1").over(wide("8"), 2, Round::HalfEven)), "0.12");
    EXPECT_EQ(shown(wide("0.001").over(wide("0.002"), 1, Round::HalfUp)), "0.5");
    EXPECT_EQ(shown(wide("1").over(wide("0.00"), 1, Round::HalfUp)), "none");
}

TEST(Growth, IsRoundedOnceAndNeedsAPositiveBase) {
    EXPECT_EQ(shown(growth_pct(wide("106.4"), wide("100"), 1, Round::HalfUp)), "6.4");
    EXPECT_EQ(shown(growth_pct(wide("95"), wide("100.0"), 1, Round::HalfUp)), "-5.0");
    EXPECT_EQ(shown(growth_pct(wide("0"), wide("7"), 1, Round::HalfUp)), "-100.0");
    EXPECT_EQ(shown(growth_pct(wide("200.1"), wide("200"), 1, Round::HalfUp)), "0.1");    // 0.05
    EXPECT_EQ(shown(growth_pct(wide("200.1"), wide("200"), 1, Round::HalfEven)), "0.0");  // 0.05
    EXPECT_EQ(shown(growth_pct(wide("1"), wide("0"), 1, Round::HalfUp)), "none");
    EXPECT_EQ(shown(growth_pct(wide("1"), wide("-5"), 1, Round::HalfUp)), "none");
}

}  // namespace
}  // namespace yj

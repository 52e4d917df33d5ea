#include "publish/words.hpp"

#include <gtest/gtest.h>

namespace yj::publish {
namespace {

Amount amount(std::string_view text) { return *Amount::parse(text); }
Measure measure(std::string_view name) { return *Measure::find(name); }

TEST(Words, NeverSayThatSomethingGrewByLessThanNothing) {
    EXPECT_EQ(change_words(amount("6.4"), 1, Round::HalfUp), "增长6.4%");
    EXPECT_EQ(change_words(amount("-3.2"), 1, Round::HalfUp), "下降3.2%");
    EXPECT_EQ(change_words(amount("0.0"), 1, Round::HalfUp), "持平");
}

TEST(Words, ChooseTheWordAfterRounding) {
    EXPECT_EQ(change_words(amount("-0.04"), 1, Round::HalfUp), "持平");
    EXPECT_EQ(change_words(amount("-0.05"), 1, Round::HalfUp), "下降0.1%");
    EXPECT_EQ(change_words(amount("-0.05"), 1, Round::HalfEven), "持平");
    EXPECT_EQ(change_words(amount("100"), 1, Round::HalfUp), "增长100.0%");
}

TEST(Words, SayDifferencesOfRatesInPercentagePoints) {
    EXPECT_EQ(points_words(amount("6.4"), amount("6.1")), "提高0.3个百分点");
    EXPECT_EQ(points_words(amount("-3.2"), amount("1.0")), "回落4.2个百分点");
    EXPECT_EQ(points_words(amount("6.4"), amount("6.1"), "1—9月"), "比1—9月提高0.3个百分点");
    EXPECT_EQ(points_words(amount("6.4"), amount("6.4"), "1—9月"), "与1—9月持平");
}

TEST(Words, ConvertExactlyAndRoundOnce) {
    EXPECT_EQ(amount_words(amount("1234567.8"), measure("万元"), measure("亿元"), 1, Round::HalfUp),
              "123.5亿元");
    EXPECT_EQ(amount_words(amount("12345"), measure("千元"), measure("万元"), 1, Round::HalfUp),
              "1234.5万元");
    // 12 345 万元 is 1.2345 亿元: rounding by way of 1.235 would give 1.24.
    EXPECT_EQ(amount_words(amount("12345"), measure("万元"), measure("亿元"), 2, Round::HalfUp), "1.23亿元");
    EXPECT_EQ(amount_words(amount("12345"), measure("吨"), measure("亿元"), 1, Round::HalfUp), std::nullopt);
}

TEST(Words, NameSpansWithoutTheYear) {
    EXPECT_EQ(span_words(Period::month(2026, 10)), "10月");
    EXPECT_EQ(span_words(Period::jan_feb(2026)), "1—2月");
    EXPECT_EQ(span_words(Period::half(2026, 1)), "上半年");
    EXPECT_EQ(span_words(Period::of_year(2026)), "全年");
    EXPECT_EQ(date_words(*parse_date("2026-01-05")), "2026年1月5日");
}

}  // namespace
}  // namespace yj::publish

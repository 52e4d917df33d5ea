#include "base/text.hpp"

#include <gtest/gtest.h>

namespace yj {
namespace {

TEST(Padded, PutsZerosInFrontAndNeverCutsADigit) {
    EXPECT_EQ(padded(7, 3), "007");
    EXPECT_EQ(padded(1234, 3), "1234");
    EXPECT_EQ(padded(-7, 3), "-07");
    EXPECT_EQ(padded(0, 1), "0");
}

TEST(Utf8, KnowsBrokenTextFromWhole) {
    for (const std::string_view whole : {"", "abc", "统计", "é", "\U0001F600", "\xEF\xBF\xBF"})
        EXPECT_TRUE(is_utf8(whole));
    using namespace std::string_view_literals;
    for (const std::string_view broken :
         {"\x80"sv, "\xC0\x80"sv, "\xE0\x80\x80"sv, "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv, "\xE7\xBB"sv,
          "\xFF"sv, "a\0b"sv, "\xC9\xCF\xBA\xA3"sv})
        EXPECT_FALSE(is_utf8(broken));
}

TEST(Characters, AreTakenOneByOneAndNeverBeyondTheEnd) {
    std::string_view text = "a数é";
    EXPECT_EQ(take_character(text), U'a');
    EXPECT_EQ(take_character(text), U'数');
    EXPECT_EQ(take_character(text), U'é');
    EXPECT_TRUE(text.empty());
    std::string_view cut = "\xE7\xBB";
    (void)take_character(cut);
    EXPECT_EQ(cut.size(), 1U);
}

TEST(HalfWidth, ChangesAsciiTwinsAlone) {
    EXPECT_EQ(half_width("Ａ１，．（）％"), "A1,.()%");
    EXPECT_EQ(half_width("统计　局"), "统计 局");
    EXPECT_EQ(half_width("。、￥"), "。、￥");
}

TEST(Trimmed, TakesEverySpaceOffBothEnds) {
    EXPECT_EQ(trimmed(" \t\u3000统 计\u00A0\r\n"), "统 计");
    EXPECT_EQ(trimmed("\uFEFFa"), "a");
    EXPECT_EQ(trimmed(" \u3000"), "");
    EXPECT_EQ(trimmed("计"), "计");
}

TEST(Split, KeepsEmptyPieces) {
    EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
    EXPECT_EQ(split(",", ','), (std::vector<std::string_view>{"", ""}));
}

TEST(DisplayWidth, CountsChineseTwice) {
    EXPECT_EQ(display_width("ab"), 2);
    EXPECT_EQ(display_width("统计ab"), 6);
    EXPECT_EQ(display_width("（）"), 4);
    EXPECT_EQ(display_width(""), 0);
}

TEST(NearestName, SuggestsOnlyWhatCouldBeMeant) {
    const std::vector<std::string> names{"工业总产值", "出口交货值", "turnover"};
    EXPECT_EQ(nearest_name("工业总产直", names), "工业总产值");
    EXPECT_EQ(nearest_name("turnovre", names), "turnover");
    EXPECT_FALSE(nearest_name("从业人员", names).has_value());
    EXPECT_FALSE(nearest_name("x", {}).has_value());
}

}  // namespace
}  // namespace yj

#include "base/measure.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/result.hpp"
#include "base/value.hpp"

namespace yj {
namespace {

std::optional<int> power(std::string_view from, std::string_view to) {
    const auto a = Measure::find(from), b = Measure::find(to);
    EXPECT_TRUE(a && b) << from << " " << to;
    return a && b ? a->power_to(*b) : std::nullopt;
}

TEST(Measure, ConvertsByPowersOfTenWithinOneQuantity) {
    EXPECT_EQ(power("千元", "万元"), -1);
    EXPECT_EQ(power("万元", "元"), 4);
    EXPECT_EQ(power("亿元", "万元"), 4);
    EXPECT_EQ(power("吨", "公斤"), 3);
    EXPECT_EQ(power("万元", "吨"), std::nullopt);
    EXPECT_EQ(power("%", "百分点"), std::nullopt);
    EXPECT_EQ(power("千美元", "千元"), std::nullopt);
}

TEST(Measure, HasEachNameOnce) {
    const auto names = Measure::names();
    EXPECT_EQ(std::set<std::string_view>(names.begin(), names.end()).size(), names.size());
    for (const std::string_view name : names) EXPECT_EQ(Measure::find(name)->name(), name);
    EXPECT_FALSE(Measure::find("斤两").has_value());
}

TEST(Value, IsAnAmountOrTheReasonWhyNot) {
    EXPECT_EQ(Value().text(), "未填");
    EXPECT_EQ(Value(Amount(15, 1)).text(), "1.5");
    EXPECT_EQ(Value(Amount(15, 1)), Value(Amount(150, 2)));
    EXPECT_NE(Value(Amount()), Value());
    EXPECT_NE(Value(Missing::Exempt), Value(Missing::Confidential));
}

TEST(Refusal, SpeaksInOneLine) {
    const Refusal refusal{Refused::NotFound, "没有这张表", "a.toml:3", "请检查表号"};
    const std::string text = refusal.text();
    EXPECT_LT(text.find("a.toml:3"), text.find("没有这张表"));
    EXPECT_LT(text.find("没有这张表"), text.find("请检查表号"));
    EXPECT_EQ(text.find('\n'), std::string::npos);
}

}  // namespace
}  // namespace yj

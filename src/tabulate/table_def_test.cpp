#include "tabulate/table_def.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tabulate/table_fixture.hpp"

namespace yj::tabulate {
namespace {

constexpr std::string_view kGood = R"T(code = "T-01"
title = "产值"
form = "T"
dims = [
  { by = "region", levels = ["county", "township"] },
  { by = "industry", levels = ["whole", "section"], layout = "columns" },
]
filter = { industries = ["C"], sizes = ["大", "中"] }
measures = [
  { id = "m", title = "本月", cell = "01.1", measure = "万元", decimals = 1 },
  { id = "g", title = "增长(%)", growth = { current = "01.2", base = "01.4" }, decimals = 1 },
  { id = "p", title = "单价", ratio = { of = "01.1", by = "02.1", power = 3 }, measure = "元" },
  { id = "n", title = "户数", count = true },
]
rounding = "GB/T 8170"
suppress = { min = 3, dominance = 85 }
)T";

std::vector<instrument::Fault> faults(std::string_view text) {
    const std::array forms{small_form()};
    const auto def = parse_table_def("tables/t.toml", text, forms);
    return def ? std::vector<instrument::Fault>{} : def.error();
}

std::string changed(std::string_view from, std::string_view to) {
    std::string text(kGood);
    const auto at = text.find(from);
    invariant(at != std::string::npos, "the text to change is there");
    return text.replace(at, from.size(), to);
}

TEST(TableDef, ReadsEveryPart) {
    const auto def = made(kGood);
    EXPECT_EQ(def.code, "T-01");
    EXPECT_EQ(def.dims[0].levels, (std::vector{3, 4}));
    EXPECT_TRUE(def.dims[1].columns);
    EXPECT_EQ(def.cells, (std::vector<std::string>{"01.1", "01.2", "01.4", "02.1"}));
    EXPECT_EQ(def.measures[0].power, -1);
    EXPECT_EQ(def.measures[2].second, 3);
    EXPECT_EQ(def.rounding, Round::HalfEven);
    EXPECT_EQ(def.suppress.dominance, 85);
    EXPECT_EQ(def.filter.sizes.size(), 2U);
    EXPECT_EQ(def.hash.size(), 64U);
    EXPECT_NE(def.hash, made(changed("产值", "产值 ")).hash);
}

TEST(TableDef, SaysUnderIndependentRoundingThatNothingWasAdjusted) {
    EXPECT_THAT(made(kGood).printed_note(), ::testing::HasSubstr("未作机械调整"));
}

struct Wrong {
    std::string_view from;
    std::string_view to;
    int line;
    std::string_view what;
};

class TableDefFault : public ::testing::TestWithParam<Wrong> {};

TEST_P(TableDefFault, IsNamedWithItsLine) {
    const auto found = faults(changed(GetParam().from, GetParam().to));
    const auto named = std::ranges::find_if(found, [](const instrument::Fault& fault) {
        return fault.line == GetParam().line && fault.what.find(GetParam().what) != std::string::npos;
    });
    ASSERT_NE(named, found.end()) << (found.empty() ? "no fault" : found.front().text());
    EXPECT_EQ(named->file, "tables/t.toml");
}

INSTANTIATE_TEST_SUITE_P(
    All, TableDefFault,
    ::testing::Values(Wrong{"title", "titel", 2, "titel"}, Wrong{"\"T\"", "\"TT\"", 3, "没有报表"},
                      Wrong{"\"township\"", "\"town\"", 5, "没有层级"},
                      Wrong{"[\"county\", \"township\"]", "[\"township\", \"county\"]", 5, "次序"},
                      Wrong{"\"industry\"", "\"region\"", 6, "没有层级"},
                      Wrong{"[\"C\"]", "[\"Z9\"]", 8, "Z9"}, Wrong{"01.1", "99.1", 10, "没有单元格"},
                      Wrong{"01.1", "03.1", 10, "文字指标"}, Wrong{"万元", "吨", 10, "不能换算"},
                      Wrong{"万元", "万圆", 10, "没有计量单位"},
                      Wrong{"decimals = 1", "decimals = 12", 10, "decimals"},
                      Wrong{"cell = \"01.1\"", "sum = \"01.1\"", 10, "sum"},
                      Wrong{"\"01.4\"", "\"02.4\"", 11, "计量单位不同"},
                      Wrong{"\"n\"", "\"m\"", 13, "写了两次"}, Wrong{"GB/T 8170", "bankers", 15, "rounding"},
                      Wrong{"rounding =", "additivity = \"强制平衡\"\nrounding =", 15, "一个分组"},
                      Wrong{"dims = [", "dims = ", 4, "TOML"}));

TEST(TableDef, ReportsAllFaultsTogether) {
    EXPECT_GE(faults("code = 1\nmeasures = [ { id = \"a\" } ]\nfoo = 2\n").size(), 5U);
    EXPECT_FALSE(faults("").empty());
    EXPECT_FALSE(faults("\xff\xfe").empty());
    EXPECT_FALSE(faults("dims = 3\nmeasures = [1, 2]\nform = [\"T\"]\n").empty());
}

}  // namespace
}  // namespace yj::tabulate

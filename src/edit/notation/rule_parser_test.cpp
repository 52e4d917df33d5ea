#include "edit/notation/rule_parser.hpp"

#include <gtest/gtest.h>

#include <random>

#include "edit/rule_set.hpp"

namespace yj::edit {
namespace {

instrument::Form form() {
    instrument::Form made;
    made.code = "B204-1";
    made.columns = {{"1", "本月", Span::Current, ""},
                    {"2", "1—本月", Span::YearToDate, ""},
                    {"3", "上年同月", Span::Current, "1"}};
    made.rows.resize(3);
    made.rows[0].code = "01";
    made.rows[0].name = "工业总产值(当年价格)";
    made.rows[1].code = "04";
    made.rows[1].name = "其中:出口交货值";
    made.rows[2].code = "hhhh";
    made.rows[2].name = "按小类";
    made.rows[2].open_list = "industry";
    return made;
}

struct Read {
    std::vector<Rule> rules;
    instrument::Faults faults;
};
Read read(std::string_view text) {
    const std::vector<instrument::Form> forms{form()};
    Read result;
    result.rules = read_rules("x.rules", text, forms, result.faults);
    return result;
}
std::string first_fault(std::string_view text) {
    const auto result = read(text);
    return result.faults.empty() ? "" : result.faults.front().text();
}

TEST(RuleText, GivesTheSameHashHoweverItIsLaidOut) {
    const auto a = read("规则 B204-1/H1 强制\n  [04] <= [01] 所有列\n  提示 \"其中项\"\n");
    const auto b = read("# 说明\n规则 B204-1/H1   强制  [04]<=[01]\n所有列 提示 \"其中项\"");
    ASSERT_TRUE(a.faults.empty() && b.faults.empty()) << a.faults.front().text();
    EXPECT_EQ(a.rules.at(0).hash, b.rules.at(0).hash);
    EXPECT_NE(a.rules.at(0).hash,
              read("规则 B204-1/H1 强制 [04] < [01] 所有列 提示 \"其中项\"").rules.at(0).hash);
}

TEST(RuleText, RefusesAnIdThatTwoFilesUse) {
    const std::vector<instrument::Form> forms{form()};
    const std::vector<RuleText> texts{{"rules/a.rules", "规则 B204-1/H1 强制 [04.1] <= [01.1]"},
                                      {"rules/b.rules", "# 另一个\n规则 B204-1/H1 强制 [04.2] <= [01.2]"}};
    const auto set = compile_rules(forms, texts);
    ASSERT_FALSE(set.has_value());
    EXPECT_EQ(set.error().front().text(),
              "rules/b.rules:2：规则编号“B204-1/H1”重复；应为另一个编号；rules/a.rules 第1行已经用了它");
}

TEST(RuleText, ReadsNamesAndFullWidthMarks) {
    const auto result = read("规则 B204-1/S1 核实 工业总产值.本月 ／ 工业总产值.累计 在 [0.1， 50%] 需说明");
    ASSERT_TRUE(result.faults.empty()) << result.faults.front().text();
    EXPECT_TRUE(result.rules.at(0).needs_explanation);
}

TEST(RuleText, TakesTheComparableBaseColumnForLastYear) {
    const auto result = read("规则 B204-1/S2 核实 [01.1] / 上年同期[01.1] 在 [0.5, 1.5]");
    ASSERT_TRUE(result.faults.empty());
    EXPECT_EQ(result.rules.at(0).condition.sources.size(), 1U);  // no other report: it stands in column 3
}

TEST(RuleFault, NamesPlaceExpectedAndNearest) {
    EXPECT_EQ(first_fault("规则 B204-1/H1 强制\n  [05] <= [01] 所有列"),
              "x.rules:2:4：B204-1 没有指标“05”；应为本表的指标代码；是不是“01”？");
    EXPECT_EQ(first_fault("规则 B204-1/H1 強制 [01.1] > 0"),
              "x.rules:1:14：不认识的审核类型“強制”；应为强制、核实 或 提示");
    EXPECT_EQ(
        first_fault("规则 B204-2/H1 强制 [01.1] > 0").substr(0, 60),
        std::string("x.rules:1:17：没有表号“B204-2”；应为本制度的表号；是不是“B204-1”？").substr(0, 60));
    EXPECT_EQ(first_fault("规则 B204-1/H1 强制 [01.9] > 0"),
              "x.rules:1:21：B204-1 没有宾栏“9”；应为本表的栏号");
    EXPECT_EQ(first_fault("规则 B204-1/H1 强制 [01] > 0"),
              "x.rules:1:25：规则“B204-1/H1”的单元格没有写栏；应为[行.栏]，或加“所有列”");
    EXPECT_EQ(first_fault("规则 B204-1/H1 强制 ([01.1] > 0"), "x.rules:1:28：这里少了“)”；应为)");
    EXPECT_EQ(first_fault("规则 B204-1/H1 强制 工业总产直.本月 > 0"),
              "x.rules:1:17：不认识“工业总产直”；应为指标名称、单元格 [行.栏] 或函数；是不是“工业总产值”？");
    EXPECT_EQ(first_fault("规则 B204-1/H1 强制 [hhhh.1] > 0"),
              "x.rules:1:22：开放行要写逐键或合计；应为[行[*].栏]、[行[本行业].栏] 或 合计[行.栏]");
    EXPECT_EQ(first_fault("[01.1] > 0"),
              "x.rules:1:1：每条规则以“规则”开头；应为规则 表号/编号 强制|核实|提示");
    EXPECT_EQ(first_fault("规则 B204-1/H1 强制 [01.1] > 0 规则 B204-1/H1 强制 [01.1] > 1"),
              "x.rules:1:31：规则编号“B204-1/H1”重复；应为每个编号只用一次");
}

TEST(RuleFault, LeavesTheOtherRulesStanding) {
    const auto result =
        read("规则 B204-1/A 强制 [99.1] > 0\n规则 B204-1/B 强制 [01.1] > 0\n规则 B204-1/C 强制 [01.1] >\n");
    EXPECT_EQ(result.rules.size(), 1U);
    EXPECT_EQ(result.faults.size(), 2U);
}

TEST(RuleReader, OutlivesAnyText) {
    const std::vector<std::string> pieces{
        "规则", " ",  "B204-1/H1", "强制", "[",  "]",    "01",   ".",      "1",    "(", ")",    "若",  "则",
        "且",   "或", "非",        "在",   ",",  "0.5%", "合计", "..",     "hhhh", "*", "上期", "\"",  "提示",
        "允差", "空", "=",         "<=",   "\n", "-",    "/",    "所有列", "月份", "#", "≈",    "\x80"};
    std::mt19937 random(7);  // the same texts each time
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (int i = 0; i < 40; ++i)
            text += pieces[random() % pieces.size()] + (random() % 2 != 0 ? " " : "");
        (void)read(text);
    }
    std::string deep = "规则 B204-1/H1 强制 ";
    for (int i = 0; i < 100'000; ++i) deep += "(";
    EXPECT_FALSE(read(deep).faults.empty());
}

}  // namespace
}  // namespace yj::edit

#include "edit/notation/table_form.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "edit/check.hpp"

namespace yj::edit {
namespace {

const std::vector<TableColumn> kColumns{{"id", true}, {"size", true}, {"incl.prob"}, {"other.rev"},
                                        {"M1"},       {"M2"},         {"M3"},        {"营业收入"},
                                        {"若"},       {"a]b#c \"d"},  {"2024 产值"}};

instrument::Form form() { return table_form(kColumns).value(); }

/// "rule 判定 …" of every finding over one row of values.
std::string said(std::string_view rules, std::string_view row) {
    const auto table = form();
    const std::vector<RuleText> texts{{"t.rules", std::string(rules)}};
    const auto set = compile_table_rules(table, texts);
    if (!set) return set.error().front().text();
    const auto values = split(row, ',');
    const auto sheet = table_row(table, values);
    if (!sheet) return sheet.error().text();
    const Context context{Period::of_year(2026), &table, &*sheet, nullptr, {}, {}};
    std::string text;
    for (const auto& it : check_report(*set, context)) {
        text += it.rule + " " + std::string(verdict_name(it.verdict)) + " " + it.sentence + " [";
        for (const auto& cell : it.cells) text += cell + ";";
        text += "]";
    }
    return text;
}

TEST(TableRules, NameColumnsBareOrInBrackets) {
    constexpr auto kRow = "RET01,sc0,0.5,1,10,4,5,-3,0,7,9";
    EXPECT_EQ(said("规则 r01 强制 M1 == M2 + M3", kRow),
              "r01 不通过 M1 10 应等于 M2 4 + M3 5（计 9），相差 1 [M1;M2;M3;]");
    EXPECT_EQ(said("规则 GY/X6 核实 营业收入 >= 0", kRow), "GY/X6 不通过 营业收入 -3 应不小于 0 [营业收入;]");
    EXPECT_EQ(said("规则 1011/H1 强制 [other.rev] < 1 或 other.rev > 1", kRow),
              "1011/H1 不通过 other.rev 1 应小于 1；或者 other.rev 1 应大于 1 [other.rev;]");
    EXPECT_EQ(said("规则 a 强制 [若] > 0 规则 b 强制 [a]]b#c \"d] == 7 且 [2024 产值] == 9", kRow),
              "a 不通过 若 0 应大于 0 [若;]");
    EXPECT_EQ(said("规则 a 强制 适用 随便 合计[M1..M3] == 19 且 [incl.prob] 在 [0, 1]", kRow), "");
    EXPECT_EQ(said("规则 a 强制 [*] >= 0", kRow), "a 不通过 -3 应不小于 0（营业收入） [营业收入;]");
}

TEST(TableRules, SpeakOfWords) {
    constexpr auto kRow = "RET01,sc0,0.5,1,10,4,5,-3,0,7,9";
    EXPECT_EQ(said("规则 a 强制 size == \"sc1\"", kRow), "a 不通过 size sc0 应为 sc1 [size;]");
    EXPECT_EQ(said("规则 a 强制 样式(id, \"RET*\") 且 长度(id) == 5 且 属于([size], \"sc0\", \"sc1\")", kRow),
              "");
}

TEST(TableRules, NeverPassABlankRowSilently) {
    EXPECT_EQ(said("规则 a 强制 M1 > 0", ",,,,,,,,,,"), "a 无法判定 M1未填 [M1;]");
    EXPECT_EQ(said("规则 a 强制 非 空值(M1)", ",,,,,,,,,,"), "a 不通过 M1未填 [M1;]");
}

TEST(TableRules, RefuseWhatTheTableDoesNotHave) {
    EXPECT_EQ(said("规则 a 强制 [other.ref] > 0", ""),
              "t.rules:1:10：表中没有“other.ref”这一列；应为表头中的列名；是不是“other.rev”？");
    EXPECT_EQ(said("规则 a 强制 size > 0", ""),
              "t.rules:1:17：文字只能比较是否相同；应为== 或 !=；年月用 年月(…)");
    EXPECT_EQ(said("规则 a 强制 合计[id..M3] > 0", ""),
              "t.rules:1:12：“id”这一列是文字，不能合计；应为数字的列");
}

TEST(TableForm, RefusesColumnsThatCannotBeToldApart) {
    const std::vector<TableColumn> twice{{"甲"}, {" 甲"}};
    EXPECT_EQ(table_form(twice).error().text(), "第 2 列：列名“ 甲”出现两次。给每一列不同的名称");
    const std::vector<TableColumn> blank{{"甲"}, {""}};
    EXPECT_FALSE(table_form(blank));
    EXPECT_FALSE(table_form({}));
    EXPECT_EQ(said("规则 a 强制 M1 > 0", ",,x"),
              "incl.prob：“x”不是数字。请填写阿拉伯数字，如 1234.5；负数前加减号或加括号");
}

}  // namespace
}  // namespace yj::edit

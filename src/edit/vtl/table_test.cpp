#include "edit/vtl/table.hpp"

#include <gtest/gtest.h>

namespace yj::edit::vtl {
namespace {

const PlainTable kTable{{"unit", "code", "a", "b", "note"},
                        {{"01", "T", "3", "1", "x"},
                         {"01", "A", "", "2", "y"},
                         {"02", "T", "5", "0", ""},
                         {"02", "A", "5", "7", "x"}}};

std::string said(std::string_view script, std::vector<std::string> keys = {"unit", "code"}) {
    const auto verdicts = vtl_over_table(script, kTable, keys);
    if (!verdicts) return verdicts.error().text();
    std::string text;
    for (const auto& it : *verdicts) {
        for (const auto& key : it.key) text += key + " ";
        text += it.rule + " " + std::string(verdict_name(it.verdict)) + "；";
    }
    return text;
}

constexpr std::string_view kRules =
    "define datapoint ruleset R (variable a, b, note) is r1: a > b; r2: when note = \"x\" then b < 5 "
    "end datapoint ruleset;";

TEST(VtlOverTable, TellsEveryRowAndRuleAndHidesNoNull) {
    const auto expected =
        "01 T r1 通过；01 T r2 通过；01 A r1 无法判定；01 A r2 通过；02 T r1 通过；02 T r2 通过；"
        "02 A r1 不通过；02 A r2 不通过；";
    EXPECT_EQ(said(kRules), expected);
    EXPECT_EQ(said(std::string(kRules) + "DS_r <- check_datapoint(DS_1, R);"), expected);
    EXPECT_EQ(said(std::string(kRules) + "DS_r <- check_datapoint(BOP, R invalid);"), expected);
}

TEST(VtlOverTable, RunsCheckStatementsAndHierarchies) {
    EXPECT_EQ(said("positive <- check(DS_1#a > 3 invalid);"),
              "01 T positive 不通过；01 A positive 无法判定；02 T positive 通过；02 A positive 通过；");
    EXPECT_EQ(said("define hierarchical ruleset H (variable rule code) is h1: T = A end hierarchical ruleset;"
                   "r <- check_hierarchy(DS_1#a, H);"),
              "01 T h1 无法判定；02 T h1 通过；");
}

TEST(VtlOverTable, RefusesWhatItCannotPlace) {
    EXPECT_EQ(said(kRules, {"uint"}), "脚本：表中没有键列“uint”；应为表头中的列名");
    EXPECT_EQ(said("r := DS_1 + DS_2;"),
              "脚本：脚本读几个数据集（DS_1、DS_2 …），而表只有一张；应为一个数据集");
    EXPECT_EQ(said("r := DS_1;"),
              "脚本：脚本里没有可以应用的规则；应为define datapoint ruleset … 或 "
              "check_datapoint、check、check_hierarchy 语句");
    EXPECT_EQ(said("r := check(sum(DS_1#a group by unit) > 3);"),
              "脚本:1:1：“r”的结果没有键列“code”，说不出是哪一行；应为保留全部键列的检查");
    EXPECT_EQ(said("r := check(DS_1#a > 3);", {"unit"}),
              "脚本：第 2 行的键与前面一行相同；应为每一行的键不同");
    EXPECT_EQ(
        said("define hierarchical ruleset H (variable rule code) is T = A end hierarchical ruleset;"),
        "脚本:1:1：层次规则集“H”要用一条语句说明怎样应用；应为结果 <- check_hierarchy(DS_1, H rule 标识列)");
    EXPECT_EQ(said("define datapoint ruleset R (variable c) is c > 1 end datapoint ruleset;"),
              "脚本:1:1：没有组件“c”；应为unit、code、a、b、note；是不是“a”？");
}

}  // namespace
}  // namespace yj::edit::vtl

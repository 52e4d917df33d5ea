#include "edit/notation/format_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/case_file.hpp"
#include "edit/notation/rule_words.hpp"

namespace yj::edit {
namespace {

std::string formatted(const std::string& text) {
    const auto made = format_rules("x", text);
    return made ? *made : made.error().front().text();
}

TEST(Format, LaysARuleOutAsThePageHasIt) {
    EXPECT_EQ(
        formatted("规则 B204-1/H1 强制 适用 B204-1,B203 出口交货值<=工业销售产值 所有列 提示 \"甲\" 出处 C\n"
                  "规则 B204-1/H4 强制 3月..12月 规上工业 工业总产值 . 累计==上期 "
                  ".工业总产值.累计+工业总产值.本月 允差 1 空 = 不判"),
        "规则 B204-1/H1  强制  适用 B204-1, B203\n"
        "  出口交货值 <= 工业销售产值                                所有列\n"
        "  提示 \"甲\"  出处 C\n"
        "\n"
        "规则 B204-1/H4  强制  3月..12月  规上工业\n"
        "  工业总产值.累计 == 上期.工业总产值.累计 + 工业总产值.本月  允差 1  空=不判\n");
    EXPECT_EQ(
        formatted("规则 a 强制 若 非(M1 >-1)且[other.rev]在[-1,M2]则 绝对值( -M1 )≥5%*M2或[2024 产值]==-1"),
        "规则 a  强制\n  若 非 (M1 > -1) 且 [other.rev] 在 [-1, M2] 则 绝对值(-M1) >= 5% * M2 或 [2024 产值] "
        "== -1\n");
    EXPECT_EQ(formatted("范围 规上工业 行业属于(\"B\",\"C\")  且 单位 . 四上==1"),
              "范围 规上工业  行业属于(\"B\", \"C\") 且 单位.四上 == 1\n");
}

TEST(Format, KeepsRemarksWhereTheyStand) {
    const std::string blanks(45, ' ');
    EXPECT_EQ(
        formatted(
            "# 头\n\n\n# 甲\n规则 a 强制 # 尾\n [01] > 0 # 二\n  # 三\n 且 [02] > 0 允差 1 # 四\n\n# 末\n"),
        "# 头\n\n# 甲\n规则 a  强制  # 尾\n  [01] > 0  # 二\n  # 三\n    且 [02] > 0" + blanks +
            "允差 1  # 四\n\n# 末\n");
}

TEST(Format, RefusesWhatIsNoRuleFile) {
    EXPECT_EQ(formatted("规则 a 强制 [01] > 0 提示 \"甲\n"),
              "x:1:21：这里的引号没有合上；应为同一行内的“\"”");
    EXPECT_EQ(formatted("[01] > 0"), "x:1:1：每条规则以“规则”开头；应为规则 编号 强制|核实|提示");
    EXPECT_EQ(formatted("规则 a \xFF"), "x:1:6：这里不是 UTF-8 文字；应为另存为 UTF-8 编码");
    EXPECT_EQ(formatted(""), "");
}

std::string words_of(const std::string& text) {
    std::string all;
    for (const auto& word : cut_words(text)) all += word.text + "\n";
    return all;
}

TEST(Format, ChangesNoWordOfAPackAndNothingASecondTime) {
    int files = 0;
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(std::filesystem::path(YJ_SOURCE_DIR) / "packs")) {
        if (file.path().extension() != ".rules") continue;
        ++files;
        const auto text = read_text_file(file.path().string()).value();
        const auto once = format_rules(file.path().string(), text);
        ASSERT_TRUE(once) << once.error().front().text();
        EXPECT_EQ(words_of(*once), words_of(text)) << file.path();
        EXPECT_EQ(std::ranges::count(*once, '#'), std::ranges::count(text, '#')) << file.path();
        EXPECT_EQ(format_rules("again", *once).value(), *once) << file.path();
    }
    EXPECT_GT(files, 10);
}

}  // namespace
}  // namespace yj::edit

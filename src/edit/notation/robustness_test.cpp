#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "base/case_file.hpp"
#include "edit/notation/rule_parser.hpp"
#include "edit/notation/rules_trial.hpp"

namespace yj::edit {
namespace {

std::vector<std::string> real_texts() {
    std::vector<std::string> texts;
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(std::filesystem::path(YJ_SOURCE_DIR) / "packs"))
        if (file.path().extension() == ".rules")
            texts.push_back(read_text_file(file.path().string()).value());
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/edit/notation/meaning.case");
    for (const auto& it : cases.value())
        for (const auto& row : it.rows("rules"))
            texts.push_back("规则 B204-1/A 强制 " + row.at(0) + "\n规则 B204-1/B 核实 [01.1] > 0");
    texts.emplace_back(
        "范围 甲 行业属于(\"C\")\n规则 GY/X6 核实 甲 3月..9月 B204-1.工业总产值.累计 ≈ 台账.产值 允差 0.5% "
        "空=0\n"
        "规则 a 强制 [other.rev] <= 平均值(M1 按 size) 且 四分位内(M1, 1.5 按 size) 且 唯一(size, M1)");
    return texts;
}

/// A text with some of its bytes or pieces changed, doubled, left out or moved.
std::string mutated(std::string text, const std::vector<std::string>& all, std::mt19937& random) {
    constexpr std::size_t kLargest = 3000;
    const auto within = [&](std::size_t size) { return size == 0 ? 0 : random() % size; };
    if (text.size() > kLargest) text = text.substr(within(text.size() - kLargest), kLargest);
    for (auto changes = 1 + random() % 6; changes > 0; --changes) {
        const auto at = within(text.size()), length = within(std::min<std::size_t>(40, text.size() - at));
        const auto& other = all[within(all.size())];
        const auto from = within(other.size());
        switch (random() % 6) {
            case 0: text.erase(at, length); break;
            case 1: text.insert(at, text.substr(at, length)); break;
            case 2: text.insert(at, other.substr(from, 1 + random() % 30)); break;
            case 3:
                if (!text.empty()) text[at] = static_cast<char>(random() % 256);
                break;
            case 4: text.insert(at, std::string(1, "\"[](){}.,#*-="[random() % 13])); break;
            default: text.insert(at, std::string(1 + random() % 200, "(-[ "[random() % 4])); break;
        }
    }
    return text;
}

TEST(RuleTexts, AreReadOrRefusedWithPlaceAndSentenceWhateverStandsInThem) {
    const auto all = real_texts();
    std::mt19937 random(20'260'701);  // the same texts each time
    for (int round = 0; round < 5000; ++round) {
        const auto text = mutated(all[random() % all.size()], all, random);
        const auto wrong = trial::try_rules(text);
        ASSERT_EQ(wrong, "") << "round " << round << ":\n" << text;
    }
}

std::string first_fault(const std::string& text) {
    const auto form = trial::form();
    const auto set = compile_rules({&form, 1}, std::vector<RuleText>{{"x", text}});
    return set ? "" : set.error().front().text();
}

std::string times(int count, const std::string& piece) {
    std::string text;
    for (int i = 0; i < count; ++i) text += piece;
    return text;
}

TEST(RuleTexts, RefuseDeepNestingWithASentence) {
    constexpr int kDeep = 200'000;
    const std::string head = "规则 B204-1/A 强制 ";
    for (const char* piece :
         {"(", "-", "若 ", "若 [01.1] > 0 则 ", "最大(1, ", "取值(", "[01.1] + (", "平均值("})
        EXPECT_NE(first_fault(head + times(kDeep, piece)), "") << piece;
    EXPECT_NE(first_fault(head + times(kDeep, "(") + "[01.1] > 0").find("条件嵌套过深"), std::string::npos);
    EXPECT_NE(first_fault(head + times(kDeep, "-") + "[01.1] > 0").find("条件嵌套过深"), std::string::npos);
    EXPECT_NE(first_fault(head + times(kDeep, "若 [01.1] > 0 则 ") + "[01.1] > 0").find("条件嵌套过深"),
              std::string::npos);
    EXPECT_NE(first_fault(head + "1" + times(kDeep, " + 1") + " > 0").find("条件过长"), std::string::npos);
    EXPECT_NE(first_fault(head + "[01.1] > 0" + times(kDeep, " 且 [01.1] > 0")).find("条件过长"),
              std::string::npos);
    EXPECT_EQ(first_fault(head + times(kDeep, "非 ") + "[01.1] > 0"), "");  // 非 alone does not nest
    EXPECT_EQ(first_fault(head + "1" + times(400, " + 1") + " > 0"), "");
}

TEST(RuleTexts, TakeTimeInProportionToTheirLength) {
    std::string many;
    for (int i = 0; i < 20'000; ++i)
        many += "规则 B204-1/R" + std::to_string(i) + " 强制 [01.1] >= [03.1]  提示 \"第一项不小于第二项\"\n";
    const auto form = trial::form();
    const auto set = compile_rules({&form, 1}, std::vector<RuleText>{{"x", many}});
    ASSERT_TRUE(set) << set.error().front().text();
    EXPECT_NE(set->rule("B204-1/R19999", "B204-1"), nullptr);
    EXPECT_EQ(first_fault(many + many).substr(0, 7), "x:20001");
    EXPECT_NE(first_fault(times(300'000, "甲乙丙-")), "");
    EXPECT_NE(first_fault("规则 " + times(1'000'000, "a-")), "");
    EXPECT_NE(first_fault("规则 B204-1/A 强制 " + times(500'000, "甲")), "");
    EXPECT_NE(first_fault(times(1'000'000, " \n") + "甲" + times(1'000'000, " ")), "");
}

TEST(RuleTexts, OverTheStatedSizeOrNoUtf8AreRefusedWhole) {
    EXPECT_EQ(first_fault(std::string(kLargestRuleFile + 1, ' ')).substr(0, 30),
              std::string("x:1:1：规则文件超过 16 MB").substr(0, 30));
    EXPECT_EQ(first_fault("规则 B204-1/A\n强制 \xC3("), "x:2:4：这里不是 UTF-8 文字；应为另存为 UTF-8 编码");
    EXPECT_EQ(first_fault(std::string("规则 \0", 8)).substr(0, 12), std::string("x:1:4：这里").substr(0, 12));
    EXPECT_EQ(first_fault("\xEF\xBB\xBF规则 B204-1/A 强制 [01.1] > 0"), "");  // Notepad's mark
}

TEST(RuleTexts, WithManyFaultsAreReadNoFurther) {
    const auto form = trial::form();
    const auto set = compile_rules({&form, 1}, std::vector<RuleText>{{"x", times(5000, "规则 甲 乙\n")}});
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().size(), 102U);
    EXPECT_EQ(set.error().back().what, "错误太多，其余的没有列出");
}

}  // namespace
}  // namespace yj::edit

#include "publish/sentence.hpp"

#include <gtest/gtest.h>

namespace yj::publish {
namespace {

std::string fault_of(std::string_view text) {
    const auto sentence = parse_sentence(text);
    return sentence ? std::string() : sentence.error();
}

TEST(Sentence, ReadsWordsFactsAndFiguresInOrder) {
    const auto sentence = parse_sentence("{累计期}，同比{T:B204-1-01 本地/*:g|增长}。");
    ASSERT_TRUE(sentence.has_value()) << sentence.error();
    ASSERT_EQ(sentence->parts.size(), 4U);
    EXPECT_EQ(std::get<FactChip>(sentence->parts[0]).name, "累计期");
    EXPECT_EQ(std::get<std::string>(sentence->parts[1]), "，同比");
    const auto& chip = std::get<Chip>(sentence->parts[2]);
    EXPECT_EQ(chip.figure.table, "B204-1-01");
    EXPECT_EQ(chip.figure.cell, "本地/*:g");
    EXPECT_EQ(chip.form, ChipForm::Change);
}

TEST(Sentence, ReadsEveryFormOfANumber) {
    const auto chip = [](std::string_view text) { return parse_sentence(text).value().chips().at(0); };
    EXPECT_EQ(chip("{T:A b:c}").form, ChipForm::AsPrinted);
    EXPECT_EQ(chip("{T:A b:c|亿元.2}").decimals, 2);
    EXPECT_EQ(chip("{T:A b:c|亿元.2}").measure->name(), "亿元");
    EXPECT_EQ(chip("{T:A b:c@上年同期}").figure.at, RefPeriod::YearEarlier);
    EXPECT_EQ(chip("{T:A b:c 较 T:A b:c@上期|百分点}").against->at, RefPeriod::Previous);
    EXPECT_EQ(chip("{T:A b:c 较 T:A b:c@上期|百分点 上期累计期}").than, "上期累计期");
    EXPECT_EQ(chip("{T:A b:c|前3 亿元.1}").top, 3);
    EXPECT_EQ(chip("{T:A b:c|下降个数}").count, CountOf::Falling);
}

TEST(Sentence, SaysWhatIsWrongWithAChip) {
    EXPECT_EQ(fault_of("增长{T:A b:c"), "花括号不成对");
    EXPECT_EQ(fault_of("增长}"), "花括号不成对");
    EXPECT_EQ(fault_of("{累积期}"), "不认识“{累积期}”，是否为“{累计期}”");
    EXPECT_NE(fault_of("{T:A b}").find("不是数字的地址"), std::string::npos);
    EXPECT_NE(fault_of("{T:A b:c|亿块}").find("不是数字的写法"), std::string::npos);
    EXPECT_NE(fault_of("{T:A b:c|亿元.12}").find("不是数字的写法"), std::string::npos);
    EXPECT_NE(fault_of("{T:A b:c@去年}").find("不是时期"), std::string::npos);
    EXPECT_NE(fault_of("{T:A b:c|百分点}").find("要一起用"), std::string::npos);
    EXPECT_NE(fault_of("{T:A b:c 较 T:A b:c}").find("要一起用"), std::string::npos);
    EXPECT_NE(fault_of("{T:A b:c|前0}").find("不是数字的写法"), std::string::npos);
}

}  // namespace
}  // namespace yj::publish

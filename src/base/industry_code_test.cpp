#include "base/industry_code.hpp"

#include <gtest/gtest.h>

namespace yj {
namespace {

std::string read(std::string_view text) {
    const auto code = IndustryCode::parse(text);
    return code ? code->text() : "none";
}

TEST(IndustryCode, FindsTheSectionOfADivision) {
    EXPECT_EQ(read("1310"), "C1310");
    EXPECT_EQ(read("C1310"), "C1310");
    EXPECT_EQ(read("01"), "A01");
    EXPECT_EQ(read("97"), "T97");
    EXPECT_EQ(read("C"), "C");
    EXPECT_EQ(section_of_division(43), 'C');
    EXPECT_EQ(section_of_division(44), 'D');
    EXPECT_EQ(section_of_division(0), 0);
    EXPECT_EQ(section_of_division(98), 0);
}

TEST(IndustryCode, LeavesNoDivisionWithoutASection) {
    for (int division = 1; division <= 97; ++division)
        EXPECT_NE(section_of_division(division), 0) << division;
}

TEST(IndustryCode, RefusesWhatTheStandardDoesNotHave) {
    for (const std::string_view text :
         {"", "U", "c", "C1", "1", "00", "98", "D13", "C13101", "13a", "CC", "C 13"})
        EXPECT_EQ(read(text), "none") << text;
}

TEST(IndustryCode, IsATreeThatCanBeReadOffTheCode) {
    const IndustryCode grain = IndustryCode::parse("1310").value();
    EXPECT_EQ(grain.level(), IndustryLevel::Class);
    EXPECT_EQ(grain.parent().text(), "C131");
    EXPECT_EQ(grain.parent().level(), IndustryLevel::Group);
    EXPECT_EQ(grain.parent().parent().text(), "C13");
    EXPECT_EQ(grain.at(IndustryLevel::Section).text(), "C");
    EXPECT_EQ(grain.at(IndustryLevel::Whole), IndustryCode());
    EXPECT_EQ(grain.digits(), "1310");
    EXPECT_TRUE(IndustryCode().contains(grain));
    EXPECT_TRUE(IndustryCode::parse("C13")->contains(grain));
    EXPECT_FALSE(IndustryCode::parse("C14")->contains(grain));
}

}  // namespace
}  // namespace yj

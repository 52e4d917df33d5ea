#include "base/number_text.hpp"

#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "base/text.hpp"

namespace yj {
namespace {

TEST(NumberText, ReadsWhatPeopleTypeAndRefusesTheRest) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/base/cases/number_text.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    for (const Case& one : *cases) {
        for (const Case::Row& row : one.rows("typed")) {
            const auto value = read_number(row[0]);
            ASSERT_TRUE(value.has_value()) << one.title << ": " << row[0];
            ASSERT_TRUE(value->present()) << one.title << ": " << row[0];
            EXPECT_EQ(value->amount().text(), row[1]) << one.title << ": " << row[0];
        }
        for (const Case::Row& row : one.rows("missing")) {
            const auto value = read_number(row[0]);
            ASSERT_TRUE(value.has_value() && !value->present()) << one.title << ": " << row[0];
            EXPECT_EQ(value->text(), row[1]);
        }
        for (const Case::Row& row : one.rows("refused")) {
            const auto value = read_number(row[0]);
            EXPECT_FALSE(value.has_value()) << one.title << ": " << row[0] << " read as " << value->text();
        }
    }
}

TEST(NumberText, TakesAnEmptyCellAsNotFilled) {
    for (const std::string_view blank : {"", "  ", "\t", "\u3000", "\u00A0 "}) {
        const auto value = read_number(blank);
        ASSERT_TRUE(value.has_value());
        EXPECT_EQ(value->reason(), Missing::NotFilled);
    }
}

TEST(NumberText, LeavesOutSpacesAround) { EXPECT_EQ(read_number("\u3000 12.5\u00A0")->text(), "12.5"); }

TEST(NumberText, SaysWhatItFoundAndWhatToDo) {
    const auto value = read_number("一千");
    ASSERT_FALSE(value.has_value());
    EXPECT_EQ(value.error().kind, Refused::Malformed);
    EXPECT_NE(value.error().what.find("一千"), std::string::npos);
    EXPECT_FALSE(value.error().remedy.empty());
}

TEST(NumberText, QuotesAWholeCharacterEvenOfALongText) {
    std::string text = "ab";
    for (int i = 0; i < 40; ++i) text += "数";
    const auto value = read_number(text);
    ASSERT_FALSE(value.has_value());
    EXPECT_TRUE(is_utf8(value.error().what)) << "a character was cut in two";
}

TEST(NumberText, SurvivesBytesThatAreNotText) {
    for (int first = 0; first < 256; ++first)
        for (int second = 0; second < 256; second += 5) {
            const std::string bytes{static_cast<char>(first), static_cast<char>(second)};
            const auto value = read_number(bytes);
            if (!value) {
                EXPECT_TRUE(is_utf8(value.error().what));
            }
        }
}

}  // namespace
}  // namespace yj

#include "base/case_file.hpp"

#include <gtest/gtest.h>

#include "base/golden.hpp"

namespace yj {
namespace {

TEST(CaseFile, ReadsTitlesValuesAndTables) {
    const auto cases = parse_cases(
        "# 说明\n"
        "## 第一例\n"
        "form: B204-1\n"
        "cells:\n"
        "    01.1 | 107.770 | 千元\n"
        "    01.2 |  |\n"
        "\n"
        "## 第二例\n"
        "expect: a: b\n");
    ASSERT_TRUE(cases.has_value());
    ASSERT_EQ(cases->size(), 2U);
    const Case& first = cases->front();
    EXPECT_EQ(first.title, "第一例");
    EXPECT_EQ(first.line, 2);
    EXPECT_EQ(first.at("form"), "B204-1");
    ASSERT_EQ(first.rows("cells").size(), 2U);
    EXPECT_EQ(first.rows("cells")[0], (Case::Row{"01.1", "107.770", "千元"}));
    EXPECT_EQ(first.rows("cells")[1], (Case::Row{"01.2", "", ""}));
    EXPECT_EQ(cases->back().at("expect"), "a: b");
    EXPECT_EQ(cases->back().get("form", "none"), "none");
    EXPECT_TRUE(cases->back().rows("cells").empty());
}

TEST(CaseFile, NamesTheLineThatCannotBeRead) {
    const auto refused_at = [](std::string_view text) {
        const auto cases = parse_cases(text);
        return cases ? std::string("read") : cases.error().place;
    };
    EXPECT_EQ(refused_at("form: B204-1\n"), "第 1 行");
    EXPECT_EQ(refused_at("## 例\nwithout a colon\n"), "第 2 行");
    EXPECT_EQ(refused_at("## 例\na: 1\n    1 | 2\n"), "第 3 行");
    EXPECT_EQ(refused_at("## 例\na: 1\na: 2\n"), "第 3 行");
}

TEST(CaseFile, SaysWhichFileIsNotThere) {
    const auto cases = read_cases("no-such.case");
    ASSERT_FALSE(cases.has_value());
    EXPECT_EQ(cases.error().kind, Refused::NotFound);
    EXPECT_EQ(cases.error().place, "no-such.case");
}

TEST(Golden, ShowsTheFirstLineThatDiffers) {
    EXPECT_EQ(first_difference("a\nb\n", "a\nb\n"), "");
    EXPECT_EQ(first_difference("a\nb\n", "a\nc\n"), "line 2\n  golden: b\n  actual: c");
    EXPECT_EQ(first_difference("a\n", "a"), "line 2\n  golden: \n  actual: (end)");
}

}  // namespace
}  // namespace yj

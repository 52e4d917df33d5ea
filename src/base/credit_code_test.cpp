#include "base/credit_code.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "base/case_file.hpp"
#include "base/text.hpp"

namespace yj {
namespace {

TEST(CreditCode, AgreesWithRealRegistrationsAndTheirMisprints) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/base/cases/credit_codes.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    const auto& codes = cases->at(0).rows("codes");
    EXPECT_EQ(codes.size(), 84U);
    for (const Case::Row& row : codes) {
        EXPECT_EQ(check_credit_code(row[0]) == CodeCheck::Good, row[1] == "是") << row[0] << " " << row[3];
        const bool organisation =
            row[0].size() == 18 && check_organisation_code(row[0].substr(8, 9)) == CodeCheck::Good;
        if (row[0] == normal_code(row[0])) {
            EXPECT_EQ(organisation, row[2] == "是") << row[0] << " " << row[3];
        }
    }
}

TEST(CreditCode, AgreesWithAWholeProvince) {
    const char* shared = std::getenv("YJ_SHARED");
    const std::string folder = shared != nullptr ? shared : YJ_SOURCE_DIR "/../shared";
    const auto text = read_text_file(folder + "/data/register/ningxia_uscc_codes.txt");
    if (!text)
        GTEST_SKIP() << "the list of 55,739 registrations may not be shipped and is not on this machine";
    std::map<CodeCheck, int> found;
    for (std::string_view line : split(*text, '\n'))
        if (!trimmed(line).empty()) ++found[check_credit_code(trimmed(line))];
    // 55,738 pass their own check digit; one of them carries an organisation code whose digit does not fit,
    // and one registration ends in a lower-case letter.
    EXPECT_EQ(found[CodeCheck::Good], 55'737);
    EXPECT_EQ(found[CodeCheck::OrganisationPart], 1);
    EXPECT_EQ(found[CodeCheck::Alphabet], 1);
    EXPECT_EQ(found.size(), 3U);
    EXPECT_EQ(check_credit_code("91640100694249148Q"), CodeCheck::OrganisationPart);
}

TEST(CreditCode, SaysWhichPartFails) {
    EXPECT_EQ(check_credit_code("91640106MA75W3MK0W"), CodeCheck::Good);
    EXPECT_EQ(check_credit_code("91640106MA75W3MK0"), CodeCheck::Length);
    EXPECT_EQ(check_credit_code("91640106MA75W3MKOW"), CodeCheck::Alphabet);
    EXPECT_EQ(check_credit_code("91640106MA75W3MK0X"), CodeCheck::CheckDigit);
    // A right last digit over a wrong organisation code.
    const std::string broken_part = "91640106MA75W3MK1";
    EXPECT_EQ(check_credit_code(broken_part + credit_check_digit(broken_part)), CodeCheck::OrganisationPart);
    EXPECT_EQ(code_check_sentence(CodeCheck::Good), "");
    EXPECT_NE(code_check_sentence(CodeCheck::CheckDigit), "");
}

TEST(CreditCode, IsMadeComparableBeforeItIsChecked) {
    EXPECT_EQ(normal_code(" ９１６40100-694313414a "), "91640100694313414A");
    EXPECT_EQ(check_credit_code(normal_code("91640100694313414a")), CodeCheck::Good);
}

TEST(OrganisationCode, KnowsItsThreeKindsOfCheckDigit) {
    EXPECT_EQ(check_organisation_code("MA75W3MK0"), CodeCheck::Good);  // remainder 0 → '0'
    EXPECT_EQ(check_organisation_code("57486545X"), CodeCheck::Good);  // remainder 1 → 'X'
    EXPECT_EQ(check_organisation_code("317860383"), CodeCheck::Good);
    EXPECT_EQ(check_organisation_code("317860384"), CodeCheck::CheckDigit);
    EXPECT_EQ(check_organisation_code("31786038"), CodeCheck::Length);
    EXPECT_EQ(check_organisation_code("31786038a"), CodeCheck::Alphabet);
}

}  // namespace
}  // namespace yj

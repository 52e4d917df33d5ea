#include "registry/frame.hpp"

#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "base/text.hpp"

namespace yj::registry {
namespace {

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    for (const auto piece : split(text, ' '))
        if (!piece.empty()) out.emplace_back(piece);
    return out;
}

instrument::FrameRule rule_of(const Case& one) {
    instrument::FrameRule rule;
    rule.professions = one.get("professions");
    if (!one.get("above_scale").empty()) rule.above_scale = one.get("above_scale") == "是";
    rule.kinds = words(one.get("kinds"));
    rule.industries = words(one.get("industries"));
    for (const auto& state : words(one.get("states"))) rule.states.push_back(std::stoi(state));
    rule.number_attribute = one.get("number");
    if (!one.get("at_least").empty()) rule.at_least = std::stoll(one.get("at_least"));
    if (!one.get("below").empty()) rule.below = std::stoll(one.get("below"));
    return rule;
}

UnitAttributes unit_of(const Case::Row& row) {
    UnitAttributes is;
    is.kind = *parse_unit_kind(row[0]);
    is.industry = *IndustryCode::parse(row[1]);
    is.professions = row[2];
    is.above_scale = row[3] == "是";
    is.state = std::stoi(row[4]);
    if (!row[5].empty()) is.more["计划总投资"] = row[5];
    return is;
}

TEST(FrameFilter, TakesTheUnitsThatTheCasesSay) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/registry/cases/frame.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    ASSERT_EQ(cases->size(), 4U);
    for (const auto& one : *cases) {
        const FrameFilter filter(rule_of(one));
        int number = 0;
        for (const auto& row : one.rows("units"))
            EXPECT_EQ(filter.takes(unit_of(row)), row[6] == "in") << one.title << ", unit " << ++number;
    }
}

TEST(FrameFilter, TakesNobodyByAnIndustryOrKindThatDoesNotExist) {
    instrument::FrameRule rule;
    rule.industries = {"ZZ"};
    UnitAttributes is;
    is.industry = *IndustryCode::parse("C1311");
    EXPECT_FALSE(FrameFilter(rule).takes(is));
    rule = {};
    rule.kinds = {"公司"};
    EXPECT_FALSE(FrameFilter(rule).takes(is));
}

}  // namespace
}  // namespace yj::registry

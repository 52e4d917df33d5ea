#include <gmock/gmock.h>

#include <algorithm>

#include "desk/county_fixture.hpp"
#include "desk/review/rule_use_question.hpp"

namespace yj::desk {
namespace {

class RuleUse : public CountyFixture {
protected:
    edit::RuleUse of(const std::string& rule, Period first, Period last) {
        const auto uses = must(rule_use(county(), as("profession_officer"), kForm, first, last));
        const auto found = std::ranges::find(uses, rule, &edit::RuleUse::rule);
        return found == uses.end() ? edit::RuleUse{} : *found;
    }
};

// The sixth works halves and doubles: B204-1/S2 finds it, and the second sending answers.
TEST_F(RuleUse, SeesThatASecondSendingAnsweredAFinding) {
    import_national("2026-10", {900, 900, 900, 900, 900, 9000});
    const auto before = of("B204-1/S2", october, october);
    EXPECT_EQ(before.failed, 1);
    EXPECT_EQ(before.corrected, 0);
    import_national("2026-10", {900, 900, 900, 900, 900, 910});
    const auto after = of("B204-1/S2", october, october);
    EXPECT_EQ(after.failed, 1);
    EXPECT_EQ(after.corrected, 1);
}

TEST_F(RuleUse, TellsRulesThatNeverFoundAnything) {
    import_national("2026-10", {900, 900, 900, 900, 900, 900});
    const auto uses = must(rule_use(county(), as("profession_officer"), kForm, october, october));
    EXPECT_TRUE(std::ranges::any_of(uses, [](const auto& it) { return it.failed + it.undecided == 0; }));
    EXPECT_EQ(of("B204-1/H6", september, october).rule, "B204-1/H6");
}

TEST_F(RuleUse, IsNotForRespondents) {
    import_national("2026-10", {900, 900, 900, 900, 900, 900});
    EXPECT_EQ(rule_use(county(), as("enterprise1"), kForm, october, october).error().kind,
              Refused::Forbidden);
    EXPECT_EQ(rule_use(county(), as("profession_officer"), kForm, september, september).error().kind,
              Refused::NotFound);
}

}  // namespace
}  // namespace yj::desk

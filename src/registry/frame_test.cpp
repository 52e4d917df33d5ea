#include "registry/frame.hpp"

#include <gtest/gtest.h>

namespace yj::registry {
namespace {

UnitAttributes factory() {
    UnitAttributes it;
    it.professions = "BP";
    it.above_scale = true;
    it.industry = *IndustryCode::parse("1311");
    return it;
}

instrument::FrameRule industry_rule() {
    instrument::FrameRule rule;
    rule.professions = "B";
    rule.above_scale = true;
    rule.kinds = {"法人单位"};
    rule.industries = {"B", "C", "D"};
    rule.states = {1, 2, 4};
    return rule;
}

TEST(FrameRule, TakesInAUnitThatHoldsEverythingAsked) { EXPECT_TRUE(falls_under(industry_rule(), factory())); }

TEST(FrameRule, LeavesOutAUnitThatMissesOneThing) {
    auto other = factory();
    other.professions = "E";
    EXPECT_FALSE(falls_under(industry_rule(), other));
    other = factory();
    other.above_scale = false;
    EXPECT_FALSE(falls_under(industry_rule(), other));
    other = factory();
    other.kind = UnitKind::Local;
    EXPECT_FALSE(falls_under(industry_rule(), other));
    other = factory();
    other.industry = *IndustryCode::parse("5211");
    EXPECT_FALSE(falls_under(industry_rule(), other));
    other = factory();
    other.state = 6;
    EXPECT_FALSE(falls_under(industry_rule(), other));
}

TEST(FrameRule, DividesProjectsByPlannedInvestmentWithoutGapOrOverlap) {
    instrument::FrameRule large, small;
    large.number_attribute = small.number_attribute = "计划总投资";
    large.at_least = 5000;
    small.at_least = 500;
    small.below = 5000;
    for (const char* planned : {"499", "500", "4999", "5000", "80000"}) {
        auto project = factory();
        project.more["计划总投资"] = planned;
        const bool in_large = falls_under(large, project), in_small = falls_under(small, project);
        EXPECT_FALSE(in_large && in_small) << planned;
        EXPECT_EQ(in_large || in_small, std::string(planned) != "499") << planned;
    }
    EXPECT_FALSE(falls_under(large, factory()));  // no planned investment known
    auto words = factory();
    words.more["计划总投资"] = "五千";
    EXPECT_FALSE(falls_under(large, words));
}

}  // namespace
}  // namespace yj::registry

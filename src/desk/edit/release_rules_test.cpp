#include "desk/edit/release_rules.hpp"

#include <gmock/gmock.h>

#include "desk/county_fixture.hpp"
#include "desk/edit/check_rules.hpp"
#include "desk/review/audit_reports.hpp"

namespace yj::desk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ReleasedRules : public CountyFixture {
protected:
    /// The pack's own file with one rule more.
    RuleFile with_rule(const std::string& rule) {
        for (const auto* file : county().packs().front()->pack.texts("rules"))
            if (file->path.ends_with("/B204-1.rules")) return {"B204-1.rules", file->bytes + "\n" + rule};
        return {};
    }
    Result<RuleRelease> release(const RuleFile& file, const std::string& who = "profession_officer",
                                const std::string& key = {}) {
        return release_rules(county(), as(who), kForm, october, file, key);
    }
    static constexpr const char* kRule =
        "规则 B204-1/Z1 核实 [01.1] <= 1 需说明\n  提示 \"请核实工业总产值\"\n";
};

TEST_F(ReleasedRules, HoldFromTheirPeriodOnAndLeaveEarlierPeriodsAlone) {
    const auto released = must(release(with_rule(kRule)));
    EXPECT_THAT(released.added, ElementsAre("B204-1/Z1"));
    EXPECT_TRUE(released.changed.empty());
    EXPECT_TRUE(released.removed.empty());
    EXPECT_EQ(county().pack_for(october)->pack.hash(), released.pack_hash);
    EXPECT_NE(county().pack_for(october)->rules.rule("B204-1/Z1", kForm), nullptr);
    EXPECT_EQ(county().pack_for(september)->rules.rule("B204-1/Z1", kForm), nullptr);
    reopen();
    EXPECT_NE(county().pack_for(october)->rules.rule("B204-1/Z1", kForm), nullptr);
}

TEST_F(ReleasedRules, AreFoundByTheNextAudit) {
    for (const auto* period : {"2026-09", "2026-10"}) import_national(period, {100, 100, 100, 100, 100, 100});
    const auto before = must(audit_reports(county(), as("profession_officer"), kForm, october, {}));
    must(release(with_rule(kRule)));
    const auto after = must(audit_reports(county(), as("profession_officer"), kForm, october, {}));
    EXPECT_EQ(after.soft, before.soft + 6);
    const auto earlier = must(audit_reports(county(), as("profession_officer"), kForm, september, {}));
    EXPECT_EQ(earlier.changed, 0);
}

TEST_F(ReleasedRules, AreRefusedWithThePlaceOfTheFirstFault) {
    const auto refused = release(with_rule("规则 B204-1/Z1 核实 [99.1] <= 1\n"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, Refused::Malformed);
    EXPECT_THAT(refused.error().what, HasSubstr("rules/B204-1.rules:"));
    EXPECT_EQ(county().packs().size(), 1U);
}

// Before they are released: what is new, and what an examination of the whole form finds.
TEST_F(ReleasedRules, AreComparedWithThePackAndExaminedFirst) {
    const auto& pack = county().packs().front()->pack;
    const auto checked = check_rules(
        pack, with_rule("规则 B204-1/Z1 强制 [03.1] > [01.1]\n规则 B204-1/Z2 强制 [03.1] < [01.1]\n"));
    ASSERT_TRUE(checked.has_value());
    const auto state = [&](const std::string& id) {
        for (const auto& it : checked->rules)
            if (it.id == id) return it.state;
        return std::string("没有");
    };
    EXPECT_EQ(state("B204-1/Z1"), "新增");
    EXPECT_EQ(state("B204-1/H6"), "未变");
    std::string remarks;
    for (const auto& line : checked->remarks) remarks += line + "\n";
    EXPECT_THAT(remarks, HasSubstr("矛盾"));
    EXPECT_THAT(remarks, HasSubstr("B204-1/Z1"));
}

TEST_F(ReleasedRules, WithoutAChangeAreRefused) {
    EXPECT_EQ(release(with_rule("# 只是一句话\n")).error().kind, Refused::Malformed);
}

TEST_F(ReleasedRules, ComeFromTheProfessionOfTheirFormsOnly) {
    for (const auto* who : {"system_admin", "register_officer", "enterprise1", "leader"})
        EXPECT_EQ(release(with_rule(kRule), who).error().kind, Refused::Forbidden) << who;
}

TEST_F(ReleasedRules, AreOneActForOneKey) {
    const auto once = must(release(with_rule(kRule), "profession_officer", "release-1"));
    const auto again = must(release(with_rule(kRule), "profession_officer", "release-1"));
    EXPECT_EQ(once.entry.value, again.entry.value);
    EXPECT_EQ(county().packs().size(), 2U);
}

TEST_F(ReleasedRules, BeforeThePackAreRefused) {
    const auto early = release_rules(county(), as("profession_officer"), kForm, Period::month(2020, 1),
                                     with_rule(kRule), {});
    EXPECT_EQ(early.error().kind, Refused::Conflict);
}

}  // namespace
}  // namespace yj::desk

#include "access/actor.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/case_file.hpp"

namespace yj::access {
namespace {

RegionCode region(std::string_view digits) { return *RegionCode::parse(digits); }

/// The place of all tests: an industrial report of unit 7 in the county 990101.
const Scope kHere{"工业", "B204-1", region("990101"), StatUnitId{7}};

/// A grant that reaches exactly there.
Grant grant_here(Role role) {
    return {role, "工业", region("990101"), "B204-1",
            role == Role::Respondent ? StatUnitId{7} : StatUnitId{}};
}
Actor actor_with(std::vector<Grant> grants) { return {AccountId{1}, "某人", std::move(grants)}; }

/// One row of the table that people read.
struct Expected {
    Act act{};
    std::string about;
    std::set<Role> roles;
    [[nodiscard]] bool limited_by(std::string_view what) const {
        return about.find(what) != std::string::npos;
    }
};

std::vector<Expected> expected_rows() {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/access/cases/permissions.case");
    EXPECT_TRUE(cases.has_value()) << cases.error().text();
    const auto& rows = cases->front().rows("acts");
    std::vector<Expected> all;
    for (std::size_t at = 1; at < rows.size(); ++at) {
        const auto act = parse_act(rows[at][0]);
        EXPECT_TRUE(act) << rows[at][0];
        Expected one{*act, rows[at][1], {}};
        for (std::size_t column = 2; column < rows[at].size(); ++column)
            if (rows[at][column] == "是") one.roles.insert(*parse_role(rows[0][column]));
        all.push_back(std::move(one));
    }
    return all;
}

TEST(PermissionTable, NamesEveryActAndEveryRoleOnce) {
    std::set<Act> acts;
    for (const auto& row : expected_rows()) EXPECT_TRUE(acts.insert(row.act).second) << act_word(row.act);
    EXPECT_EQ(acts.size(), all_acts().size());
    EXPECT_EQ(acts.size(), static_cast<std::size_t>(Act::LogRead) + 1);
    EXPECT_EQ(all_roles().size(), static_cast<std::size_t>(Role::AuditAdmin) + 1);
}

TEST(PermissionTable, IsWhatPeopleReadForEveryActAndRole) {
    for (const auto& row : expected_rows())
        for (const auto role : all_roles())
            EXPECT_EQ(may(actor_with({grant_here(role)}), row.act, kHere), row.roles.contains(role))
                << act_word(row.act) << " " << role_name(role);
}

struct Move {
    const char* what;  ///< as in the column 范围; empty: no limit may stop this
    const char* title;
    Scope scope;
};

/// The same act a little elsewhere.
std::vector<Move> moves() {
    auto profession = kHere, form = kHere, sibling = kHere, parent = kHere, county_of_other = kHere,
         open = kHere;
    profession.profession = "投资";
    form.form = "B203";
    sibling.region = region("990102");
    parent.region = region("9901");
    county_of_other.region = region("980101");
    open.profession.clear();
    return {{"专业", "another profession", profession},    {"表", "another form", form},
            {"区划", "the county beside", sibling},        {"区划", "the city above", parent},
            {"区划", "another province", county_of_other}, {"专业", "no profession named", open}};
}

TEST(PermissionTable, StopsEveryActOutsideItsGrant) {
    for (const auto& row : expected_rows())
        for (const auto role : row.roles)
            for (const auto& move : moves())
                EXPECT_EQ(may(actor_with({grant_here(role)}), row.act, move.scope),
                          !row.limited_by(move.what))
                    << act_word(row.act) << " " << role_name(role) << ": " << move.title;
}

TEST(PermissionTable, LetsAnActHappenBelowTheGrantedRegion) {
    auto below = kHere;
    below.region = region("990101002003");
    for (const auto& row : expected_rows())
        for (const auto role : row.roles)
            EXPECT_TRUE(may(actor_with({grant_here(role)}), row.act, below)) << act_word(row.act);
}

TEST(PermissionTable, GivesAGrantWithoutLimitsTheWholeHouse) {
    for (const auto& row : expected_rows())
        for (const auto role : row.roles) {
            if (role == Role::Respondent) continue;
            const Grant wide{role, {}, {}, {}, {}};
            for (const auto& move : moves()) EXPECT_TRUE(may(actor_with({wide}), row.act, move.scope));
        }
}

TEST(Respondent, ActsForItsOwnUnitAndNeverForAnotherOrForNone) {
    auto other = kHere, none = kHere;
    other.unit = StatUnitId{8};
    none.unit = StatUnitId{};
    const Grant without_unit{Role::Respondent, {}, {}, {}, {}};
    for (const auto act : all_acts()) {
        EXPECT_FALSE(may(actor_with({grant_here(Role::Respondent)}), act, other)) << act_word(act);
        EXPECT_FALSE(may(actor_with({grant_here(Role::Respondent)}), act, none)) << act_word(act);
        EXPECT_FALSE(may(actor_with({without_unit}), act, kHere)) << act_word(act);
        EXPECT_FALSE(may(actor_with({without_unit}), act, none)) << act_word(act);
    }
}

// ---- laws, for all acts and roles -----------------------------------------------------------------------

bool may_anywhere(Role role, Act act) {
    const Grant wide{role, {}, {}, {}, role == Role::Respondent ? StatUnitId{7} : StatUnitId{}};
    return may(actor_with({wide}), act, kHere);
}

TEST(Law, TheBureauNeverTypesARespondentsNumber) {
    for (const auto role : all_roles()) {
        if (role == Role::Respondent) continue;
        for (const auto act : {Act::ReportSubmit, Act::ReportExplain, Act::VoucherAdd, Act::LedgerAdd})
            EXPECT_FALSE(may_anywhere(role, act)) << role_name(role) << " " << act_word(act);
    }
}

TEST(Law, NoRespondentJudgesItsOwnReport) {
    for (const auto act :
         {Act::ReportImport, Act::ReportReturn, Act::ReportAccept, Act::TableBuild, Act::BoardRead})
        EXPECT_FALSE(may_anywhere(Role::Respondent, act)) << act_word(act);
}

TEST(Law, AdministratorsReadNoMicrodata) {
    for (const auto role : {Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin})
        for (const auto act :
             {Act::UnitRead, Act::ReportRead, Act::BoardRead, Act::VoucherRead, Act::FigureTrace})
            EXPECT_FALSE(may_anywhere(role, act)) << role_name(role) << " " << act_word(act);
}

TEST(Law, NoTwoAdministratorsShareAnAct) {
    for (const auto act : all_acts()) {
        const int holders = may_anywhere(Role::SystemAdmin, act) + may_anywhere(Role::SecurityAdmin, act) +
                            may_anywhere(Role::AuditAdmin, act);
        EXPECT_LE(holders, 1) << act_word(act);
    }
}

TEST(Law, WhoeverHoldsRolesThatDoNotGoTogetherMayDoNothing) {
    for (const auto one : all_roles())
        for (const auto other : all_roles()) {
            if (roles_go_together(one, other)) continue;
            for (const auto act : all_acts())
                EXPECT_FALSE(may(actor_with({grant_here(one), grant_here(other)}), act, kHere))
                    << role_name(one) << " " << role_name(other) << " " << act_word(act);
        }
}

TEST(Law, AnAccountWithoutGrantsMayDoNothing) {
    for (const auto act : all_acts()) EXPECT_FALSE(may(actor_with({}), act, kHere));
}

TEST(Law, AnActThatIsInNoTableNobodyMayDo) {
    for (const auto role : all_roles())
        EXPECT_FALSE(may(actor_with({grant_here(role)}), static_cast<Act>(999), kHere));
}

TEST(Roles, OfTheBureauGoTogetherAndOthersKeepApart) {
    EXPECT_TRUE(roles_go_together(Role::ProfessionOfficer, Role::Editor));
    EXPECT_FALSE(roles_go_together(Role::Respondent, Role::ProfessionOfficer));
    EXPECT_FALSE(roles_go_together(Role::SystemAdmin, Role::AuditAdmin));
    EXPECT_FALSE(roles_go_together(Role::SecurityAdmin, Role::Leader));
}

TEST(Roles, AreFoundByWordAndByName) {
    for (const auto role : all_roles()) {
        EXPECT_EQ(parse_role(role_word(role)), role);
        EXPECT_EQ(parse_role(role_name(role)), role);
    }
    EXPECT_FALSE(parse_role("root"));
    EXPECT_FALSE(parse_act("report.forge"));
}

}  // namespace
}  // namespace yj::access

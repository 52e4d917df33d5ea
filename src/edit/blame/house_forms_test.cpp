// Blame on every form of the packs: reports of chance figures, with last month's beside them.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "edit/blame/blame.hpp"
#include "edit/browser/at_server_fixture.hpp"

namespace yj::edit {
namespace {

using instrument::CellSheet;
using instrument::Form;

CellSheet chance_report(const Form& form, std::mt19937& random, std::int64_t least) {
    CellSheet sheet(form);
    for (int row = 0; row < static_cast<int>(form.rows.size()); ++row) {
        const auto& it = form.rows[static_cast<std::size_t>(row)];
        if (it.text || !it.open_list.empty()) continue;
        for (int column = 0; column < static_cast<int>(form.columns.size()); ++column)
            if (random() % 4 != 0)
                sheet.set({row, column, {}}, Amount(static_cast<std::int64_t>(random() % 1000) + least, 0));
    }
    return sheet;
}

/// 强制 rules that fail and are not among those that were left out.
std::set<std::string> failing(const RuleSet& set, const Context& context, const Blame& found) {
    std::set<std::string> rules;
    for (const auto& finding : check_report(set, context))
        if (finding.severity == Severity::Hard && finding.verdict == Verdict::Failed)
            rules.insert(finding.rule);
    for (const auto& out : found.left_out) rules.erase(out.rule);
    return rules;
}

class HouseForms : public ::testing::TestWithParam<const char*> {};

TEST_P(HouseForms, HoldAgainOnceTheBlamedCellsAreTakenOut) {
    const auto house = house_of_pack(GetParam());
    const registry::UnitAttributes unit;
    std::mt19937 random(7);
    int blamed = 0;
    for (const auto& form : house.forms) {
        Localiser localiser(house.rules, form);
        for (int again = 0; again < 4; ++again) {
            auto report = chance_report(form, random, -50);
            // A stock below zero last month would leave this month no way out.
            const auto last = chance_report(form, random, 0);
            Context context{Period::month(2026, 10), &form, &report, &unit, {}, {}};
            for (const auto& source : house.rules.plan(form.code).sources) {
                const bool own = source.form.empty() && source.place == Place::Report;
                context.others.push_back(own && again % 2 == 0 ? &last : nullptr);
                context.other_forms.push_back(source.form.empty() ? &form : &house.form(source.form));
            }
            const auto found = localiser.blame(context);
            ASSERT_NE(found.outcome, Blame::Outcome::Limit) << form.code;
            if (found.outcome == Blame::Outcome::NoSolution) {
                // Figures of chance in last year's report bind this one: 年初库存 is last December's.
                EXPECT_FALSE(found.conflict.empty()) << form.code;
                EXPECT_EQ(again % 2, 0) << blame_sentence(found, form);
                continue;
            }
            if (found.outcome == Blame::Outcome::Holds && found.blanks.empty()) {
                EXPECT_TRUE(failing(house.rules, context, found).empty()) << form.code;
            }
            blamed += static_cast<int>(found.cells.size());
            for (const auto& cell : found.cells) report.set(cell, Value());
            const auto without = localiser.blame(context);
            EXPECT_EQ(without.outcome, Blame::Outcome::Holds)
                << form.code << ' ' << blame_sentence(found, form) << '\n'
                << blame_sentence(without, form);
        }
    }
    EXPECT_GT(blamed, 0);
}

INSTANTIATE_TEST_SUITE_P(Packs, HouseForms, ::testing::Values("unified-2025", "eia-1996"));

}  // namespace
}  // namespace yj::edit

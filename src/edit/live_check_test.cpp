#include "edit/live_check.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "edit/engine/population_fixture.hpp"

namespace yj::edit {
namespace {

using instrument::CellAddress;

struct Change {
    CellAddress cell;
    Value value;
    std::string note;
};

/// Some cells, open keys and words set to something, one after the other.
std::vector<Change> changes_of(RandomPopulation& population, int many) {
    std::vector<Change> changes;
    for (int i = 0; i < many; ++i) {
        const int what = population.pick(10);
        if (what == 0)
            changes.push_back(
                {{5, population.pick(3), population.pick(2) == 0 ? "11" : "1102"}, population.value(), {}});
        else if (what == 1)
            changes.push_back({{6, 0, {}}, {}, std::to_string(population.pick(300))});
        else if (what == 2)
            changes.push_back({{population.pick(5), population.pick(3), {}}, {}, "=2+3"});
        else
            changes.push_back({{population.pick(5), population.pick(3), {}}, population.value(), {}});
    }
    return changes;
}

std::span<const LiveChange> make(LiveCheck& live, const Change& change) {
    return change.note.empty() ? live.set(change.cell, change.value)
                               : live.set_note(change.cell, change.note);
}

TEST(LiveCheck, SaysAfterEveryChangeWhatCheckReportSaysFromNothing) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        RandomPopulation population(seed, 4);
        const LivePlan plan(population.set(), population.form(), population.period());
        for (const auto& context : population.contexts()) {
            LiveCheck live(plan, context);
            ASSERT_EQ(live.findings(), check_report(population.set(), context));
            for (const auto& change : changes_of(population, 25)) {
                const auto before = live.findings();
                std::size_t gone = 0, come = 0;
                for (const auto& each : make(live, change)) {
                    gone += each.before.size();
                    come += each.now.size();
                }
                auto now = context;
                now.report = &live.report();
                ASSERT_EQ(live.findings(), check_report(population.set(), now)) << "seed " << seed;
                ASSERT_EQ(live.count(), before.size() - gone + come);
            }
        }
    }
}

TEST(LiveCheck, EndsTheSameInWhateverOrderCellsAreSet) {
    for (unsigned seed = 100; seed < 140; ++seed) {
        RandomPopulation population(seed, 1);
        const LivePlan plan(population.set(), population.form(), population.period());
        auto changes = changes_of(population, 20);
        std::ranges::sort(changes, {}, &Change::cell);
        const auto twice = std::ranges::unique(changes, {}, &Change::cell);
        changes.erase(twice.begin(), twice.end());
        LiveCheck first(plan, population.contexts()[0]);
        for (const auto& change : changes) (void)make(first, change);
        std::shuffle(changes.begin(), changes.end(), std::mt19937(seed));
        LiveCheck second(plan, population.contexts()[0]);
        for (const auto& change : changes) (void)make(second, change);
        ASSERT_EQ(first.findings(), second.findings()) << "seed " << seed;
    }
}

TEST(LiveCheck, NamesNothingWhenACellIsSetToWhatItHolds) {
    RandomPopulation population(9, 1);
    const LivePlan plan(population.set(), population.form(), population.period());
    LiveCheck live(plan, population.contexts()[0]);
    for (int row = 0; row < 5; ++row) EXPECT_TRUE(live.set({row, 0, {}}, live.report().at(row, 0)).empty());
}

}  // namespace
}  // namespace yj::edit

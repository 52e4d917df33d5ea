#include "edit/check_population.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <thread>

#include "edit/engine/population_fixture.hpp"

namespace yj::edit {
namespace {

using Findings = std::vector<std::vector<Finding>>;

/// Jobs taken in a fixed interleaving by some threads.
Executor threads(std::size_t many) {
    return [many](std::size_t count, const std::function<void(std::size_t)>& job) {
        std::vector<std::jthread> all;
        for (std::size_t thread = 0; thread < many; ++thread)
            all.emplace_back([=, &job] {
                for (auto at = thread; at < count; at += many) job(at);
            });
    };
}

Findings one_by_one(const RuleSet& set, std::span<const Context> contexts) {
    Findings all;
    for (const auto& context : contexts) all.push_back(check_report(set, context));
    return all;
}

Findings at_once(const RuleSet& set, const Columns& columns, const Executor& run) {
    Findings all(columns.reports());
    const auto hits = check_population(set, columns, run);
    EXPECT_TRUE(std::ranges::is_sorted(hits));
    each_findings(set, columns, hits, run, [&](std::size_t report, std::vector<Finding> findings) {
        all[report] = std::move(findings);
    });
    return all;
}

std::string shown(const std::vector<Finding>& findings) {
    std::string text;
    for (const auto& it : findings)
        text += it.rule + " " + it.column + it.key + " " + std::string(verdict_name(it.verdict)) + " " +
                it.sentence + "\n";
    return text;
}

void expect_same(const RandomPopulation& population, const Findings& wanted, const Findings& got) {
    ASSERT_EQ(wanted.size(), got.size());
    for (std::size_t at = 0; at < wanted.size(); ++at)
        ASSERT_EQ(wanted[at], got[at]) << "report " << at << "\nwanted\n"
                                       << shown(wanted[at]) << "got\n"
                                       << shown(got[at]) << population.rules();
}

TEST(CheckPopulation, SaysOfEachReportWhatCheckReportSays) {
    std::size_t in_blocks = 0, one_by_one_only = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        const RandomPopulation population(seed, 300);
        const auto columns = Columns::of(population.set(), population.form(), population.period(),
                                         population.contexts(), run_in_turn);
        const BatchPlan plan(population.set(), columns);
        in_blocks += plan.in_blocks();
        one_by_one_only += plan.one_by_one();
        expect_same(population, one_by_one(population.set(), population.contexts()),
                    at_once(population.set(), columns, run_in_turn));
        if (HasFatalFailure()) FAIL() << "seed " << seed;
    }
    EXPECT_GT(in_blocks, one_by_one_only * 3);
}

TEST(CheckPopulation, IsTheSameOnAnyNumberOfThreadsAndAtTheEdgesOfBlocks) {
    for (const std::size_t reports :
         {std::size_t{0}, std::size_t{1}, kBlock - 1, kBlock, kBlock + 1, 17 * kBlock + 7}) {
        const RandomPopulation population(static_cast<unsigned>(reports) + 7, reports);
        const auto wanted = one_by_one(population.set(), population.contexts());
        for (const std::size_t many : {1, 2, 7}) {
            const auto run = threads(many);
            const auto columns = Columns::of(population.set(), population.form(), population.period(),
                                             population.contexts(), run);
            expect_same(population, wanted, at_once(population.set(), columns, run));
            if (HasFatalFailure()) FAIL() << reports << " reports, " << many << " threads";
        }
    }
}

TEST(CheckPopulation, SaysTheSameOfAReportWhereverItStands) {
    const RandomPopulation population(4711, 3000);
    std::vector<std::size_t> order(population.contexts().size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), std::mt19937(5));
    std::vector<Context> turned;
    for (const auto at : order) turned.push_back(population.contexts()[at]);
    const auto wanted = one_by_one(population.set(), population.contexts());
    const auto columns =
        Columns::of(population.set(), population.form(), population.period(), turned, run_in_turn);
    const auto got = at_once(population.set(), columns, run_in_turn);
    for (std::size_t i = 0; i < order.size(); ++i) ASSERT_EQ(got[i], wanted[order[i]]);
}

TEST(CheckPopulation, SaysTheSameOfNumbersWithoutReports) {
    for (unsigned seed = 1; seed <= 15; ++seed) {
        RandomPopulation population(seed, 0);
        constexpr std::size_t kReports = 1500;
        std::vector<std::vector<std::int64_t>> numbers;
        std::vector<std::vector<std::uint8_t>> missing;
        std::vector<NumberColumn> given;
        for (int row = 0; row < 5; ++row)
            for (int column = 0; column < 3; ++column) {
                auto& units = numbers.emplace_back();
                auto& blanks = missing.emplace_back();
                for (std::size_t at = 0; at < kReports; ++at) {
                    const auto value = population.value();
                    const bool there = value.present() && value.amount().decimals() <= 1;
                    units.push_back(there ? value.amount().units() : 77);
                    blanks.push_back(there ? 0 : value.present() ? 1 : 1 + static_cast<int>(value.reason()));
                }
                if (seed % 3 != 0 || row != 1) given.push_back({{0, row, column}, 1, {}, {}, {}});
            }
        for (std::size_t i = 0; i < given.size(); ++i) {
            const auto from = static_cast<std::size_t>(given[i].slot.row) * 3 +
                              static_cast<std::size_t>(given[i].slot.column);
            given[i].wide = numbers[from];
            given[i].missing = missing[from];
        }
        const std::vector<const instrument::Form*> others(population.set().plan("T1").sources.size(),
                                                          &population.form());
        const auto columns = Columns::of(population.set(), population.form(), population.period(), kReports,
                                         given, others, run_in_turn);
        Findings wanted;
        for (std::size_t at = 0; at < kReports; ++at) {
            Columns::Made made;
            wanted.push_back(check_report(population.set(), columns.context(at, made)));
        }
        expect_same(population, wanted, at_once(population.set(), columns, run_in_turn));
        if (HasFatalFailure()) FAIL() << "seed " << seed;
    }
}

}  // namespace
}  // namespace yj::edit

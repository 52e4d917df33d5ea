#include <benchmark/benchmark.h>

#include <random>

#include "edit/blame/blame.hpp"
#include "edit/notation/table_form.hpp"

namespace yj::edit {
namespace {

/// Seven cells under the eleven edits (balances, signs, shares, conditions) that methods.md times its peer
/// on.
constexpr const char* kRules =
    "规则 r1 强制 人员 >= 0\n规则 r2 强制 营业收入 >= 0\n规则 r3 强制 其他收入 >= 0\n"
    "规则 r4 强制 人工费用 >= 0\n规则 r5 强制 费用合计 >= 0\n规则 r6 强制 营业收入 + 其他收入 == 收入合计\n"
    "规则 r7 强制 收入合计 - 费用合计 == 利润\n规则 r8 强制 利润 <= 0.6 * 收入合计\n"
    "规则 r9 强制 人工费用 <= 费用合计\n规则 r10 强制 若 人员 >= 1 则 人工费用 >= 1\n"
    "规则 r11 强制 若 营业收入 >= 1 则 费用合计 >= 1\n";

struct Population {
    instrument::Form form;
    RuleSet rules;
    std::vector<instrument::CellSheet> reports;
};

/// Reports in which every rule holds, then in `wrong` of 100 one to three cells mistaken, and one cell in
/// eight blank, as in the retailers of the peer's own example.
Population population(std::int64_t count, int wrong) {
    std::vector<TableColumn> columns;
    for (const auto* name : {"人员", "营业收入", "其他收入", "收入合计", "人工费用", "费用合计", "利润"})
        columns.push_back({name});
    Population made{table_form(columns).value(), {}, {}};
    const std::vector<RuleText> texts{{"bench", kRules}};
    made.rules = compile_table_rules(made.form, texts).value();
    std::mt19937_64 random(20'261'001);
    const auto any = [&](std::int64_t most) {
        return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most));
    };
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t turnover = 100 + any(5000), other = any(300), total = turnover + other;
        const std::int64_t costs = total * (60 + any(60)) / 100;
        std::vector<std::int64_t> cells{1 + any(20),    turnover, other,        total,
                                        1 + any(costs), costs,    total - costs};
        if (any(100) < wrong)
            for (auto left = 1 + any(3); left > 0; --left)
                cells[static_cast<std::size_t>(any(7))] *= any(2) == 0 ? 10 : -1;
        auto& sheet = made.reports.emplace_back(made.form);
        for (std::size_t row = 0; row < cells.size(); ++row)
            if (any(8) != 0) sheet.set({static_cast<int>(row), 0, {}}, Amount(cells[row], 0));
    }
    return made;
}

void run(benchmark::State& state, int wrong) {
    const auto made = population(state.range(0), wrong);
    std::int64_t blamed = 0;
    for (auto _ : state) {
        Localiser localiser(made.rules, made.form);
        blamed = 0;
        for (const auto& report : made.reports) {
            const Context context{Period::month(2026, 10), &made.form, &report, nullptr, {}, {}};
            blamed += static_cast<std::int64_t>(localiser.blame(context).cells.size());
        }
    }
    state.counters["blamed"] = static_cast<double>(blamed);
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

/// 1,020 records under 11 edits: errorlocate needs 1.8 ms a record. Half of them wrong, most with a blank.
void BM_edit_blame(benchmark::State& state) { run(state, 50); }
BENCHMARK(BM_edit_blame)->Arg(1'020)->Unit(benchmark::kMillisecond);

/// The same where one report in fifty is wrong, as in a month of the house.
void BM_edit_blame_few_wrong(benchmark::State& state) { run(state, 2); }
BENCHMARK(BM_edit_blame_few_wrong)->Arg(1'020)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace yj::edit

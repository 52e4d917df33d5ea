#include <benchmark/benchmark.h>

#include <filesystem>
#include <random>

#include "base/invariant.hpp"
#include "base/text.hpp"
#include "edit/blame/blame.hpp"
#include "edit/blame/examine.hpp"
#include "edit/blame/hints.hpp"
#include "edit/notation/table_form.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

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

struct House {
    instrument::Pack pack;
    RuleSet rules;
};

const House& house() {
    static const House made = [] {
        auto files =
            instrument::read_pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs/unified-2025");
        auto pack = instrument::load_pack(std::move(files.value()));
        invariant(pack.has_value(), "the pack of the house loads");
        std::vector<RuleText> texts;
        for (const auto* file : pack->texts("rules"))
            if (file->path.ends_with(".rules")) texts.push_back({file->path, file->bytes});
        auto rules = compile_rules(pack->forms(), texts);
        invariant(rules.has_value(), "its rules compile");
        return House{std::move(*pack), std::move(*rules)};
    }();
    return made;
}

/// A B203 of 80 cells in which every identity holds, then one total a thousand times too large.
instrument::CellSheet account(const instrument::Form& form, std::int64_t scale) {
    instrument::CellSheet sheet(form);
    for (const auto cell :
         split("101=90 201=400 202=120 205=90 206=40 209=500 210=150 211=20 213=800 214=300 215=100 216=100 "
               "217=400 218=400 219=200 301=900 302=880 307=700 308=690 309=10 312=20 313=40 331=10 317=8 "
               "318=2 319=10 320=0 333=0 321=0 322=0 334=0 335=3 323=115 325=5 326=2 327=118 328=18 401=60 "
               "402=30 606=1",
               ' ')) {
        const auto sides = split(cell, '=');
        const auto value = Amount::parse(sides.at(1)).value().units() * scale;
        for (const char* column : {".1", ".2"})
            sheet.set(*form.cell(std::string(sides.at(0)) + column), Amount(value, 0));
    }
    sheet.set(*form.cell("323.1"), Amount(115'000 * scale, 0));
    return sheet;
}

Context context_of(const instrument::Form& form, const instrument::CellSheet& report,
                   const registry::UnitAttributes& unit) {
    Context context{Period::month(2026, 10), &form, &report, &unit, {}, {}};
    for (const auto& source : house().rules.plan(form.code).sources) {
        context.others.push_back(nullptr);
        context.other_forms.push_back(source.form.empty() ? &form : house().pack.form(source.form));
    }
    return context;
}

/// One wrong cell in the largest form of the house.
void BM_edit_blame_account(benchmark::State& state) {
    const auto& form = *house().pack.form("B203");
    const registry::UnitAttributes unit;
    Localiser localiser(house().rules, form);
    std::int64_t scale = 1000;
    std::size_t cells = 0;
    for (auto _ : state) {
        const auto report = account(form, ++scale);
        cells = localiser.blame(context_of(form, report, unit)).cells.size();
    }
    state.counters["blamed"] = static_cast<double>(cells);
}
BENCHMARK(BM_edit_blame_account)->Unit(benchmark::kMicrosecond);

void BM_edit_hints_account(benchmark::State& state) {
    const auto& form = *house().pack.form("B203");
    const registry::UnitAttributes unit;
    const auto report = account(form, 1000);
    std::size_t found = 0;
    for (auto _ : state) found = hints(house().rules, context_of(form, report, unit)).size();
    state.counters["hints"] = static_cast<double>(found);
}
BENCHMARK(BM_edit_hints_account)->Unit(benchmark::kMicrosecond);

/// Every form of the pack, every rule of it.
void BM_edit_examine_pack(benchmark::State& state) {
    int places = 0;
    for (auto _ : state) {
        places = 0;
        for (const auto& form : house().pack.forms())
            places += examine(house().rules, house().pack.forms(), form, Period::month(2026, 10)).places;
    }
    state.counters["places"] = places;
}
BENCHMARK(BM_edit_examine_pack)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace yj::edit

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>

#include "base/invariant.hpp"
#include "edit/live_check.hpp"

namespace yj::edit {
namespace {

using instrument::CellSheet;
using instrument::Form;

constexpr int kRows = 30;

std::string code(int row) { return (row < 10 ? "0" : "") + std::to_string(row); }

/// 30 rows and two columns: 60 cells.
const std::vector<Form>& forms() {
    static const auto made = [] {
        Form form;
        form.code = "L";
        form.columns = {{"1", "本月", Span::Current, ""}, {"2", "余额", Span::PeriodEnd, ""}};
        for (int row = 1; row <= kRows; ++row) {
            instrument::Indicator item;
            item.code = code(row);
            item.name = "指标" + code(row);
            form.rows.push_back(item);
        }
        return std::vector{form};
    }();
    return made;
}

/// A hundred rules, none made by the form itself: parts, totals, ratios, conditions.
const RuleSet& rules() {
    static const auto set = [] {
        std::string text;
        for (int at = 1; at <= 100; ++at) {
            const auto a = code(at % 29 + 1), b = code(at % 29 + 2);
            text += "规则 L/R" + std::to_string(at) + " 强制 ";
            switch (at % 5) {
                case 0: text += fmt::format("[{0}.1] <= [{0}.2]", a); break;
                case 1: text += fmt::format("[{0}.2] == [{0}.1] * 10", a); break;
                case 2: text += fmt::format("若 [{0}.1] > 0 则 [{1}.1] / [{0}.1] 在 [0.5, 2]", a, b); break;
                case 3: text += fmt::format("[{0}.1] + [{1}.1] <= [{0}.2] + [{1}.2]", a, b); break;
                default: text += fmt::format("绝对值([{0}.1] - [{1}.1]) <= 50% * [{0}.2]", a, b); break;
            }
            text += '\n';
        }
        const std::vector<RuleText> texts{{"bench", text}};
        auto made = compile_rules(forms(), texts);
        invariant(made.has_value(), "the rules of the bench compile");
        return std::move(*made);
    }();
    return set;
}

CellSheet filled() {
    CellSheet sheet(forms()[0]);
    for (int row = 0; row < kRows; ++row) {
        sheet.set({row, 0, {}}, Amount(1000 + row * 3, 0));
        sheet.set({row, 1, {}}, Amount(10000 + row * 30, 0));
    }
    return sheet;
}

Context context_of(const CellSheet& sheet) {
    Context context{Period::month(2026, 10), forms().data(), &sheet, nullptr, {}, {}};
    for (std::size_t i = 0; i < rules().plan("L").sources.size(); ++i) {
        context.others.push_back(&sheet);
        context.other_forms.push_back(forms().data());
    }
    return context;
}

/// Goal: a report of 60 cells under 100 rules from nothing, at most 20 µs.
void BM_edit_live_report(benchmark::State& state) {
    const auto sheet = filled();
    const auto context = context_of(sheet);
    const LivePlan plan(rules(), forms()[0], context.period);
    std::size_t findings = 0;
    for (auto _ : state) findings = LiveCheck(plan, context).count();
    state.counters["instances"] = static_cast<double>(rules().plan("L").instances.size());
    state.counters["findings"] = static_cast<double>(findings);
}
BENCHMARK(BM_edit_live_report);

/// Goal: one changed cell, at most 2 µs. Every rule that reads it passes before and after.
void BM_edit_live_change(benchmark::State& state) {
    const auto sheet = filled();
    const auto context = context_of(sheet);
    const LivePlan plan(rules(), forms()[0], context.period);
    LiveCheck live(plan, context);
    std::int64_t turn = 0;
    std::size_t changes = 0;
    for (auto _ : state) {
        const int row = static_cast<int>(turn++ % kRows);
        changes += live.set({row, 0, {}}, sheet.at(row, 0)).size();
    }
    state.counters["changes"] = static_cast<double>(changes);
}
BENCHMARK(BM_edit_live_change);

/// The same with a finding that comes and goes, its sentence made each time it comes.
void BM_edit_live_change_finding(benchmark::State& state) {
    const auto sheet = filled();
    const auto context = context_of(sheet);
    const LivePlan plan(rules(), forms()[0], context.period);
    LiveCheck live(plan, context);
    bool wrong = false;
    for (auto _ : state) {
        wrong = !wrong;
        benchmark::DoNotOptimize(live.set({4, 0, {}}, Amount(wrong ? 1013 : 1012, 0)).size());
    }
}
BENCHMARK(BM_edit_live_change_finding);

/// The reference from nothing: what check_report takes for the same report.
void BM_edit_live_reference(benchmark::State& state) {
    const auto sheet = filled();
    const auto context = context_of(sheet);
    for (auto _ : state) benchmark::DoNotOptimize(check_report(rules(), context));
}
BENCHMARK(BM_edit_live_reference);

}  // namespace
}  // namespace yj::edit

#include <benchmark/benchmark.h>

#include <atomic>
#include <thread>

#include "edit/audit_fixture.hpp"

namespace yj::edit {
namespace {

const std::vector<instrument::Form>& forms() {
    static const std::vector all{audit_form()};
    return all;
}

/// Two cores, as the goals are set for.
void on_two(std::size_t count, const std::function<void(std::size_t)>& job) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto at = next++; at < count; at = next++) job(at);
    };
    const std::jthread other(work);
    work();
}

Columns columns_of(const RuleSet& set, std::size_t reports) {
    const AuditNumbers numbers(reports);
    return Columns::of(set, forms()[0], Period::month(2026, 10), reports, numbers.columns(), {}, on_two);
}

void report(benchmark::State& state, const Columns& columns, std::size_t hits) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(columns.reports()));
    state.counters["hits"] = static_cast<double>(hits);
    const double raw = static_cast<double>(columns.reports()) * kAuditMeasures * 4;
    state.counters["bytes/raw"] = static_cast<double>(columns.bytes()) / raw;
    state.counters["GB/s"] = benchmark::Counter(raw / 1e9, benchmark::Counter::kIsIterationInvariantRate);
}

/// Goal: a million reports of 22 columns (20 measures and two keys) under 20 rules, the complete list of
/// findings, at most 30 ms on two cores. The series shows that the cost is linear.
void BM_edit_population(benchmark::State& state) {
    static const auto set = audit_set(forms());
    const auto columns = columns_of(set, static_cast<std::size_t>(state.range(0)));
    std::size_t hits = 0;
    for (auto _ : state) hits = check_population(set, columns, on_two).size();
    report(state, columns, hits);
}
BENCHMARK(BM_edit_population)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// The twenty rules so many times over, under ids of their own.
RuleSet rules_over(std::int64_t rules) {
    std::string text;
    for (std::int64_t copy = 0; copy < rules / 20; ++copy) {
        std::string more = audit_rules();
        for (auto at = more.find("M/r"); at != std::string::npos; at = more.find("M/r", at + 3))
            more.insert(at + 2, "k" + std::to_string(copy));
        text += more;
    }
    const std::vector<RuleText> texts{{"audit", text}};
    auto set = compile_rules(forms(), texts);
    invariant(set.has_value(), "the rules compile");
    return std::move(*set);
}

/// The same million reports under more and more rules: the series shows that the cost is linear in rules.
void BM_edit_population_rules(benchmark::State& state) {
    const auto set = rules_over(state.range(0));
    const auto columns = columns_of(set, 1'000'000);
    std::size_t hits = 0;
    for (auto _ : state) hits = check_population(set, columns, on_two).size();
    report(state, columns, hits);
}
BENCHMARK(BM_edit_population_rules)
    ->Arg(20)
    ->Arg(40)
    ->Arg(80)
    ->Arg(160)
    ->Arg(320)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void BM_edit_population_one_core(benchmark::State& state) {
    static const auto set = audit_set(forms());
    const auto columns = columns_of(set, static_cast<std::size_t>(state.range(0)));
    std::size_t hits = 0;
    for (auto _ : state) hits = check_population(set, columns).size();
    report(state, columns, hits);
}
BENCHMARK(BM_edit_population_one_core)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();

/// The findings in words: every hit with its cells, values and sentence.
void BM_edit_population_findings(benchmark::State& state) {
    static const auto set = audit_set(forms());
    const auto columns = columns_of(set, static_cast<std::size_t>(state.range(0)));
    const auto hits = check_population(set, columns, on_two);
    for (auto _ : state)
        each_findings(set, columns, hits, on_two,
                      [](std::size_t, std::vector<Finding> findings) { benchmark::DoNotOptimize(findings); });
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(hits.size()));
}
BENCHMARK(BM_edit_population_findings)->Arg(100'000)->Unit(benchmark::kMillisecond)->UseRealTime();

/// What a plain read of the same columns takes on the same threads: the floor that memory sets.
void BM_edit_population_read(benchmark::State& state) {
    const AuditNumbers numbers(static_cast<std::size_t>(state.range(0)));
    std::atomic<std::int64_t> sum = 0;
    for (auto _ : state)
        on_two(kAuditMeasures, [&](std::size_t at) {
            const auto& cells = numbers.units[at];
            sum += reach_of(cells.data(), cells.size());
        });
    benchmark::DoNotOptimize(sum.load());
    const double raw = static_cast<double>(state.range(0)) * kAuditMeasures * 4;
    state.counters["GB/s"] = benchmark::Counter(raw / 1e9, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(BM_edit_population_read)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace yj::edit

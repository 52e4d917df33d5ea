// What a month of one county asks of the words: 20,354 units, some tens of cells each.
#include <benchmark/benchmark.h>

#include "base/amount.hpp"
#include "base/clock.hpp"
#include "base/credit_code.hpp"
#include "base/digest.hpp"
#include "base/number_text.hpp"

namespace yj {
namespace {

std::vector<std::string> typed_numbers(std::int64_t count) {
    SeededRandom random(1);
    std::vector<std::string> typed;
    for (std::int64_t i = 0; i < count; ++i)
        typed.push_back(
            Amount(static_cast<std::int64_t>(random.next() % 100'000'000), i % 3 == 0 ? 1 : 0).grouped());
    return typed;
}

void BM_base_read_number(benchmark::State& state) {
    const auto typed = typed_numbers(state.range(0));
    for (auto _ : state)
        for (const std::string& text : typed) benchmark::DoNotOptimize(read_number(text));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_base_read_number)->Arg(20'354);

void BM_base_sum_amounts(benchmark::State& state) {
    std::vector<Amount> amounts;
    for (const std::string& text : typed_numbers(state.range(0)))
        amounts.push_back(read_number(text)->amount());
    for (auto _ : state) {
        WideAmount sum;
        for (const Amount amount : amounts) sum.add(amount);
        benchmark::DoNotOptimize(sum.rounded(1, Round::HalfUp));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_base_sum_amounts)->Arg(20'354);

void BM_base_check_credit_code(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(check_credit_code("91640106MA75W3MK0W"));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_base_check_credit_code);

void BM_base_sha256(benchmark::State& state) {
    const std::string payload(static_cast<std::size_t>(state.range(0)), 'x');
    for (auto _ : state) benchmark::DoNotOptimize(sha256(payload));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_base_sha256)->Arg(600);  // one report's payload

}  // namespace
}  // namespace yj

#include "tabulate/tabulate.hpp"

#include <benchmark/benchmark.h>

#include <random>

#include "tabulate/lineage.hpp"
#include "tabulate/protect.hpp"
#include "tabulate/table_fixture.hpp"

namespace yj::tabulate {
namespace {

std::string definition(std::string_view more_dims, int min) {
    return R"T(code = "C"
title = "C"
form = "T"
dims = [
  { by = "region", levels = ["county", "township"] },
  { by = "industry", levels = ["whole", "section", "division"] },)T" +
           std::string(more_dims) + R"T(
]
measures = [
  { id = "m", title = "m", cell = "01.1", measure = "万元", decimals = 1 },
  { id = "v", title = "v", cell = "01.2", measure = "万元", decimals = 1 },
  { id = "g", title = "g", growth = { current = "01.2", base = "01.4" }, decimals = 1 },
  { id = "n", title = "n", count = true },
]
suppress = { min = )T" +
           std::to_string(min) + " }\n";
}

/// 16 townships, 41 divisions, few units in most cells: a county's industry.
Contributors county(std::int64_t size) {
    std::mt19937 random(20261101);
    Contributors contributors(3);
    for (std::int64_t i = 0; i < size; ++i) {
        const auto skewed = static_cast<int>(std::min(random() % 41, random() % 41));
        const int division = 6 + skewed;
        auto one = contributor(i + 1, "990101" + std::to_string(100 + std::min(random() % 16, random() % 16)),
                               (division < 10 ? "0" : "") + std::to_string(division) + "10", {});
        for (int v = 0; v < 3; ++v)
            one.values.emplace_back(Amount(static_cast<std::int64_t>(random() % 10'000'000), 0));
        one.size = static_cast<registry::SizeClass>(1 + random() % 4);
        contributors.add(one);
    }
    return contributors;
}

void run(benchmark::State& state, std::string_view more_dims, int min) {
    const auto def = made(definition(more_dims, min));
    const auto contributors = county(state.range(0));
    std::size_t figures = 0;
    std::size_t withheld = 0;
    for (auto _ : state) {
        const auto table = tabulate(def, contributors);
        figures = table.figures().size();
        withheld = static_cast<std::size_t>(
            std::ranges::count(table.figures(), FigureStatus::Withheld, &Figure::status));
    }
    state.counters["figures"] = static_cast<double>(figures);
    state.counters["withheld"] = static_cast<double>(withheld);
}

void BM_tabulate_form(benchmark::State& state) { run(state, "", 3); }
void BM_tabulate_form_open(benchmark::State& state) { run(state, "", 0); }
void BM_tabulate_cube(benchmark::State& state) { run(state, "{ by = \"size\" }", 3); }

/// One figure's lineage out of a whole county.
void BM_tabulate_contributors_of(benchmark::State& state) {
    const auto def = made(definition("", 3));
    const auto contributors = county(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(contributors_of(def, "990101000000/C13:v", contributors));
}

BENCHMARK(BM_tabulate_form)->Arg(1500)->Arg(20000)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_tabulate_form_open)->Arg(1500)->Arg(20000)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_tabulate_cube)->Arg(1500)->Arg(20000)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_tabulate_contributors_of)->Arg(1500)->Arg(20000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace yj::tabulate

// Benches of the collect room. A county's month of one form is some 1,000 reports of 40 cells; 5,000 is a
// city's.
#include <benchmark/benchmark.h>

#include "collect/import_table.hpp"
#include "collect/small_forms.hpp"
#include "sheet/csv.hpp"

namespace yj::collect {
namespace {

instrument::Form wide_form() {
    instrument::Form form = small_b203();
    form.rows.clear();
    for (int i = 0; i < 40; ++i)
        form.rows.push_back(small_row(std::to_string(201 + i), "指标" + std::to_string(i), 1));
    return form;
}

std::string wide_csv(const instrument::Form& form, std::int64_t reports) {
    std::string text = "统一社会信用代码,报告期";
    for (const auto& row : form.rows) text += "," + row.code + " " + row.name;
    for (std::int64_t i = 0; i < reports; ++i) {
        text += "\n91510700" + std::to_string(1000000000 + i) + ",2026-10";
        for (std::size_t c = 0; c < form.rows.size(); ++c)
            text += "," + std::to_string(i * 31 + static_cast<std::int64_t>(c)) + ".5";
    }
    return text;
}

/// From parsed cells to packed payloads.
void BM_collect_import_rows(benchmark::State& state) {
    const auto form = wide_form();
    const std::vector<sheet::Grid> grids{*sheet::read_csv(wide_csv(form, state.range(0)), "a.csv")};
    for (auto _ : state) {
        const auto table = import_tables(grids, form);
        std::size_t bytes = 0;
        for (const auto& draft : table.drafts) bytes += draft.sheet.pack().size();
        benchmark::DoNotOptimize(bytes);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_collect_import_rows)->Arg(5000)->Unit(benchmark::kMillisecond);

/// From the bytes of the file to packed payloads.
void BM_collect_import_csv(benchmark::State& state) {
    const auto form = wide_form();
    const auto text = wide_csv(form, state.range(0));
    for (auto _ : state) {
        const std::vector<sheet::Grid> grids{*sheet::read_csv(text, "a.csv")};
        const auto table = import_tables(grids, form);
        std::size_t bytes = 0;
        for (const auto& draft : table.drafts) bytes += draft.sheet.pack().size();
        benchmark::DoNotOptimize(bytes);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_collect_import_csv)->Arg(5000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace yj::collect

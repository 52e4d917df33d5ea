// Benches of the sheet room. Goal of BM_sheet_read_xlsx/50000x20: 0.2 s and 34 MB (a county's year in one
// file).
#include <benchmark/benchmark.h>

#include <string>

#include "base/value.hpp"
#include "sheet/csv.hpp"
#include "sheet/xlsx_reader.hpp"
#include "sheet/xlsx_writer.hpp"

namespace yj::sheet {
namespace {

std::string book_of(int rows, int columns) {
    Workbook book("bench");
    auto& sheet = book.add_sheet("数据");
    for (int row = 1; row <= rows; ++row) {
        sheet.text(row, 1, "91510700" + std::to_string(1000000000 + row));
        for (int column = 2; column <= columns; ++column) {
            sheet.number(row, column, Amount(std::int64_t{7919} * row % 1000003 + column, 1));
        }
    }
    return *book.bytes();
}

void BM_sheet_read_xlsx(benchmark::State& state) {
    const auto rows = static_cast<int>(state.range(0));
    const auto bytes = book_of(rows, 20);
    for (auto _ : state) {
        const auto grids = read_xlsx(bytes, "bench.xlsx");
        benchmark::DoNotOptimize(grids->front().size());
    }
    state.SetItemsProcessed(state.iterations() * rows * 20);
}
BENCHMARK(BM_sheet_read_xlsx)->Arg(50000)->ArgName("rows_by_20")->Unit(benchmark::kMillisecond);

void BM_sheet_read_csv(benchmark::State& state) {
    std::string text = "单位代码,报告期";
    for (int i = 1; i <= 18; ++i) text += "," + std::to_string(i) + ".1";
    for (int row = 0; row < state.range(0); ++row) {
        text += "\n91510700" + std::to_string(1000000000 + row) + ",2026-10";
        for (int i = 1; i <= 18; ++i) text += "," + std::to_string(row * i) + ".5";
    }
    for (auto _ : state) benchmark::DoNotOptimize(read_csv(text, "bench.csv")->size());
    state.SetItemsProcessed(state.iterations() * state.range(0) * 20);
}
BENCHMARK(BM_sheet_read_csv)->Arg(50000)->ArgName("rows_by_20")->Unit(benchmark::kMillisecond);

void BM_sheet_write_xlsx(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(book_of(static_cast<int>(state.range(0)), 20).size());
}
BENCHMARK(BM_sheet_write_xlsx)->Arg(2000)->ArgName("rows_by_20")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace yj::sheet

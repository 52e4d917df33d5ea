// What packing and unpacking reports and loading a pack cost.
#include <benchmark/benchmark.h>

#include "base/invariant.hpp"
#include "instrument/cell_sheet.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::instrument {
namespace {

std::vector<PackFile> files() {
    auto read = read_pack_folder(std::string(YJ_SOURCE_DIR) + "/packs/unified-2025");
    invariant(read.has_value(), "the pack is in the repository");
    return std::move(*read);
}

/// A form of so many cells in four columns, every one filled with an amount of five digits.
Form form_of(std::int64_t cells) {
    Form form;
    form.code = "T1";
    for (int column = 1; column <= 4; ++column)
        form.columns.push_back({std::to_string(column), "栏", Span::Current, ""});
    form.rows.resize(static_cast<std::size_t>(cells / 4));
    return form;
}

CellSheet filled(const Form& form) {
    CellSheet sheet(form);
    std::int64_t value = 10'000;
    for (int row = 0; row < static_cast<int>(form.rows.size()); ++row)
        for (int column = 0; column < 4; ++column) sheet.set({row, column, {}}, Amount(value += 97, 0));
    return sheet;
}

void BM_instrument_pack_sheet(benchmark::State& state) {
    const auto form = form_of(state.range(0));
    const auto sheet = filled(form);
    for (auto _ : state) benchmark::DoNotOptimize(sheet.pack());
}
BENCHMARK(BM_instrument_pack_sheet)->Arg(40)->Arg(480);

void BM_instrument_unpack_sheet(benchmark::State& state) {
    const auto form = form_of(state.range(0));
    const auto bytes = filled(form).pack();
    for (auto _ : state) benchmark::DoNotOptimize(CellSheet::unpack(form, bytes));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}
BENCHMARK(BM_instrument_unpack_sheet)->Arg(40)->Arg(480);

void BM_instrument_load_pack(benchmark::State& state) {
    const auto all = files();
    for (auto _ : state) benchmark::DoNotOptimize(load_pack(all));
}
BENCHMARK(BM_instrument_load_pack)->Unit(benchmark::kMillisecond);

void BM_instrument_due_at(benchmark::State& state) {
    const auto pack = load_pack(files());
    invariant(pack.has_value(), "the pack has no fault");
    const auto& form = *pack->form("B204-1");
    for (auto _ : state) benchmark::DoNotOptimize(pack->due_at(form, Period::month(2026, 10)));
}
BENCHMARK(BM_instrument_due_at);

}  // namespace
}  // namespace yj::instrument

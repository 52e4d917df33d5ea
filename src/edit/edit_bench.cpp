#include <benchmark/benchmark.h>

#include <filesystem>
#include <utility>

#include "base/invariant.hpp"
#include "edit/check.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::edit {
namespace {

using instrument::CellSheet;
using instrument::Form;

const instrument::Pack& pack() {
    static const auto loaded = [] {
        auto files =
            instrument::read_pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs/unified-2025");
        auto read = instrument::load_pack(std::move(files.value()));
        invariant(read.has_value(), "the pack of the house loads");
        return std::move(*read);
    }();
    return loaded;
}

std::vector<RuleText> texts() {
    std::vector<RuleText> all;
    for (const auto* file : pack().texts("rules"))
        if (file->path.ends_with(".rules")) all.push_back({file->path, file->bytes});
    return all;
}

const RuleSet& rules() {
    static const auto set = compile_rules(pack().forms(), texts()).value();
    return set;
}

/// A B203 of some size in which every identity holds: 80 cells.
CellSheet account(const Form& form, std::int64_t scale) {
    static const std::vector<std::pair<const char*, std::int64_t>> kCells{
        {"101", 90},  {"201", 400}, {"202", 120}, {"205", 90},  {"206", 40},  {"209", 500}, {"210", 150},
        {"211", 20},  {"213", 800}, {"214", 300}, {"215", 100}, {"216", 100}, {"217", 400}, {"218", 400},
        {"219", 200}, {"301", 900}, {"302", 880}, {"307", 700}, {"308", 690}, {"309", 10},  {"312", 20},
        {"313", 40},  {"331", 10},  {"317", 8},   {"318", 2},   {"319", 10},  {"320", 0},   {"333", 0},
        {"321", 0},   {"322", 0},   {"334", 0},   {"335", 3},   {"323", 115}, {"325", 5},   {"326", 2},
        {"327", 118}, {"328", 18},  {"401", 60},  {"402", 30},  {"606", 1}};
    CellSheet sheet(form);
    for (const auto& [row, value] : kCells)
        for (const char* column : {".1", ".2"})
            sheet.set(*form.cell(std::string(row) + column), Amount(value * scale, 0));
    return sheet;
}

/// The report under check with every other report that its rules read (the same figures for all).
Context context_of(const Form& form, const CellSheet& report, const registry::UnitAttributes& unit) {
    Context context{Period::month(2026, 10), &form, &report, &unit, {}, {}};
    for (const auto& source : rules().plan(form.code).sources) {
        context.others.push_back(source.form.empty() ? &report : nullptr);
        context.other_forms.push_back(source.form.empty() ? &form : pack().form(source.form));
    }
    return context;
}

registry::UnitAttributes manufacturer() {
    registry::UnitAttributes unit;
    unit.industry = IndustryCode::parse("1311").value();
    return unit;
}

/// Goal: at most 20 µs for a report of 60 cells under 100 rules that all pass.
void BM_edit_check_report(benchmark::State& state) {
    const auto& form = *pack().form("B203");
    const auto report = account(form, 1000);
    const auto unit = manufacturer();
    const auto context = context_of(form, report, unit);
    std::size_t findings = 0;
    for (auto _ : state) findings = check_report(rules(), context).size();
    state.counters["cells"] = static_cast<double>(form.rows.size() * form.columns.size());
    state.counters["rules"] = static_cast<double>(rules().plan("B203").instances.size());
    state.counters["findings"] = static_cast<double>(findings);
}
BENCHMARK(BM_edit_check_report);

/// A form's whole population on one core, one report in fifty with a wrong total.
void BM_edit_check_form(benchmark::State& state) {
    const auto& form = *pack().form("B203");
    const auto unit = manufacturer();
    std::vector<CellSheet> reports;
    for (std::int64_t i = 0; i < state.range(0); ++i) {
        reports.push_back(account(form, 1000 + i));
        if (i % 50 == 0) reports.back().set(*form.cell("213.1"), Amount(1, 0));
    }
    std::size_t findings = 0;
    for (auto _ : state) {
        findings = 0;
        for (const auto& report : reports)
            findings += check_report(rules(), context_of(form, report, unit)).size();
    }
    state.counters["findings"] = static_cast<double>(findings);
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_edit_check_form)->Arg(20'000)->Unit(benchmark::kMillisecond);

/// All rules of the pack, read and laid out.
void BM_edit_compile(benchmark::State& state) {
    const auto all = texts();
    for (auto _ : state) benchmark::DoNotOptimize(compile_rules(pack().forms(), all));
    state.counters["rules"] = static_cast<double>(rules().rules().size());
}
BENCHMARK(BM_edit_compile)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace yj::edit

#include <benchmark/benchmark.h>

#include <cstdlib>

#include "publish/bulletin.hpp"
#include "publish/sample_issue.hpp"
#include "publish/xlsx_tables.hpp"

#include <fstream>
#include <iterator>

namespace yj::publish {
namespace {

std::string bytes_of(const std::string& path) {
    std::ifstream in(std::string(YJ_SOURCE_DIR) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Template, sentences, two charts and two tables; the argument is the rows added to the first table.
void BM_publish_bulletin(benchmark::State& state) {
    const auto product = parse_product("sample.toml", bytes_of("src/publish/cases/sample.toml"));
    const auto docx = bytes_of("packs/unified-2025/products/monthly/template.docx");
    const auto tables = sample_tables(static_cast<int>(state.range(0)));
    if (!product) return state.SkipWithError("the sample product is faulty");
    for (auto _ : state) {
        auto bulletin = make_bulletin(*product, docx, sample_issue(), tables);
        if (!bulletin) return state.SkipWithError(bulletin.error().text().c_str());
        benchmark::DoNotOptimize(bulletin->docx);
    }
}
BENCHMARK(BM_publish_bulletin)->Arg(0)->Arg(30)->Arg(3000)->Unit(benchmark::kMillisecond);

void BM_publish_tables(benchmark::State& state) {
    auto tables = sample_tables(static_cast<int>(state.range(0)));
    tables.resize(1);
    for (auto _ : state) {
        auto book = tables_workbook("示例县统计月报", sample_issue(), tables);
        benchmark::DoNotOptimize(book);
    }
}
BENCHMARK(BM_publish_tables)->Arg(30)->Arg(3000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace yj::publish

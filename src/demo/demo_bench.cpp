// The whole sample county, from an empty folder to a released bulletin: once, with the time of every phase.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "demo/build_county.hpp"

namespace yj::demo {
namespace {

void BM_demo_build_county(benchmark::State& state) {
    const SystemClock clock;
    SystemRandom chance;
    for (auto _ : state) {
        const auto folder =
            std::filesystem::temp_directory_path() / fmt::format("yj_demo_bench_{}", ::getpid());
        std::filesystem::remove_all(folder);
        DemoPlan plan;
        plan.units = static_cast<int>(state.range(0));
        const auto built =
            build_county(folder, plan, std::filesystem::path(YJ_SOURCE_DIR) / "packs", {clock, chance}, {});
        if (!built) {
            state.SkipWithError(built.error().text().c_str());
            return;
        }
        state.counters["reports"] = built->reports;
        state.counters["entries"] = static_cast<double>(built->entries);
        for (const auto& phase : built->phases)
            fmt::print(stderr, "{:>9.3f} s  {:>6}  {}\n", static_cast<double>(phase.us) / 1e6, phase.acts,
                       phase.phase);
        fmt::print(stderr,
                   "reports {} refused {} explained {} returned {} amended {} accepted {} vouchers {} "
                   "planted {} {}\n",
                   built->reports, built->refused, built->explained, built->returned, built->amended,
                   built->accepted, built->vouchers, built->planted, built->released);
        std::filesystem::remove_all(folder);
    }
}
BENCHMARK(BM_demo_build_county)->Arg(300)->Arg(20'354)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace yj::demo

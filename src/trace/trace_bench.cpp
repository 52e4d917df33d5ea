#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "trace/sample_world_shelf.hpp"

namespace yj::trace {
namespace {

/// A county's month and the same month a year before, in a file of its own.
class County {
public:
    explicit County(std::int64_t units)
        : folder_(std::filesystem::temp_directory_path() / fmt::format("yj_trace_bench_{}", getpid())) {
        std::filesystem::create_directories(folder_);
        auto opened = store::Store::open("sqlite:" + (folder_ / "county.db").string());
        invariant(opened.has_value(), "a fresh file opens");
        store_ = std::move(*opened);
        world = std::make_unique<SampleWorld>(*store_);
        world->act("unit.import", "units", [&](store::Tx& tx, EntryIndex since) {
            for (std::int64_t unit = 1; unit <= units; ++unit)
                SampleWorld::put_unit(tx, unit, fmt::format("示例县第{}厂", unit),
                                      fmt::format("990101{:03}", 1 + unit % 16), since);
        });
        for (const Period period : {kLastOctober, kOctober})
            world->act("report.import", "reports", [&](store::Tx& tx, EntryIndex since) {
                for (std::int64_t unit = 1; unit <= units; ++unit) {
                    const auto ytd = std::to_string(100'000 + unit * 37 + period.year());
                    world->accept(tx, world->put_report(tx, unit, period, ytd, 0, since), unit, period, 0,
                                  since);
                }
            });
        release = world->release();
    }
    ~County() {
        world.reset();
        store_.reset();
        std::filesystem::remove_all(folder_);
    }
    County(const County&) = delete;
    County& operator=(const County&) = delete;
    [[nodiscard]] const store::Store& store() const { return *store_; }

    std::unique_ptr<SampleWorld> world;
    EntryIndex release;

private:
    std::filesystem::path folder_;
    std::unique_ptr<store::Store> store_;
};

void run(benchmark::State& state, std::string_view measure) {
    const County county(state.range(0));
    journal::LogTree tree;
    const auto defs = county.world->proven(tree);
    const auto id = county.world->figure("990101000000:" + std::string(measure), county.release);
    const Rights all{.microdata = true, .may_see_unit = {}};
    for (auto _ : state) {
        const auto done = county.store().read([&](store::Tx& tx) -> Done {
            const auto node = trace_figure(tx, defs, id, all, {.top = 5, .expand = StatUnitId{7}});
            invariant(node.has_value() && node->check == Check::Held, "the sample figure is computed again");
            return tx.state();
        });
        invariant(done.has_value(), "the trace reads");
    }
}

void BM_trace_figure(benchmark::State& state) { run(state, "ytd"); }
void BM_trace_growth(benchmark::State& state) { run(state, "g"); }

/// Which released figures one cell touched.
void BM_trace_way_back(benchmark::State& state) {
    const County county(state.range(0));
    const auto defs = county.world->definitions();
    const Rights all{.microdata = true, .may_see_unit = {}};
    for (auto _ : state) {
        const auto done = county.store().read([&](store::Tx& tx) -> Done {
            const auto node =
                way_back_of_cell(tx, defs, {StatUnitId{7}, "T", kOctober, "01.2"}, {1'000'000}, all);
            invariant(node.has_value() && !node->children.empty(), "the cell was published");
            return tx.state();
        });
        invariant(done.has_value(), "the trace reads");
    }
}

BENCHMARK(BM_trace_figure)->Arg(1500)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_trace_growth)->Arg(1500)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_trace_way_back)->Arg(1500)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace yj::trace

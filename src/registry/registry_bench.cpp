// What a register of one county costs: reading the file, putting it, finding the frame.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>

#include "base/invariant.hpp"
#include "registry/frame.hpp"
#include "registry/registry_shelf.hpp"
#include "registry/unit_import.hpp"
#include "sheet/csv.hpp"
#include "store/store.hpp"

namespace yj::registry {
namespace {

const Period kOctober = Period::month(2026, 10);
constexpr EntryIndex kNow{1000};

std::string county_csv(std::int64_t units) {
    std::string csv =
        "单位代码,单位名称,单位类型,区划代码,行业代码,规模,报表类别,是否四上,运营状态,归属法人代码\n";
    for (std::int64_t i = 0; i < units; ++i) {
        const auto number = std::to_string(1'000'000 + i);
        csv += "99" + number.substr(1) + "B,示例县第" + number + "分部,产业活动单位,990101001001,1311,小," +
               (i % 15 == 0 ? "BP,是" : ",否") + ",1,\n";
    }
    return csv;
}

UnitLists all_lists() {
    return {[](RegionCode) { return true; }, [](const IndustryCode&) { return true; }};
}

UnitImport read_file(const std::string& csv, const KnownUnits& known) {
    const auto grid = sheet::read_csv(csv, "名录.csv");
    invariant(grid.has_value(), "the bench's file is a CSV file");
    auto read = read_register(*grid, known, all_lists());
    invariant(read.has_value() && read->refused.empty(), "the bench's file holds no fault");
    return std::move(*read);
}

/// A store in a folder of its own, gone with the bench.
class BenchStore {
public:
    BenchStore()
        : folder_(std::filesystem::temp_directory_path() / ("yj_registry_bench" + std::to_string(getpid()))) {
        std::filesystem::create_directories(folder_);
        auto opened = store::Store::open("sqlite:" + (folder_ / "county.db").string());
        invariant(opened.has_value(), "the bench's store opens");
        store_ = std::move(*opened);
    }
    ~BenchStore() {
        store_.reset();
        std::filesystem::remove_all(folder_);
    }
    BenchStore(const BenchStore&) = delete;
    BenchStore& operator=(const BenchStore&) = delete;
    store::Store& operator*() { return *store_; }

private:
    std::filesystem::path folder_;
    std::unique_ptr<store::Store> store_;
};

void put_all(store::Store& into, const UnitImport& import) {
    const auto done = into.write([&](store::Tx& tx) {
        std::int64_t next = 0;
        for (const auto& change : import.changes) {
            const StatUnitId id{++next};
            add_unit(tx, id, EntryIndex{1});
            add_version(
                tx, {id, kOctober, change.attributes, std::string(change_reason(change)), "", EntryIndex{1}});
        }
        return tx.state();
    });
    invariant(done.has_value(), "the bench's units go in");
}

void BM_registry_read_file(benchmark::State& state) {
    const auto csv = county_csv(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(read_file(csv, {}));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_registry_read_file)->Arg(20'354)->Unit(benchmark::kMillisecond);

void BM_registry_import(benchmark::State& state) {
    const auto csv = county_csv(state.range(0));
    for (auto _ : state) {
        state.PauseTiming();
        auto store = std::make_unique<BenchStore>();
        state.ResumeTiming();
        put_all(**store, read_file(csv, {}));
        state.PauseTiming();
        store.reset();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_registry_import)->Arg(20'354)->Unit(benchmark::kMillisecond)->UseRealTime();

void BM_registry_import_again(benchmark::State& state) {
    const auto csv = county_csv(state.range(0));
    BenchStore store;
    put_all(*store, read_file(csv, {}));
    for (auto _ : state) {
        const auto done = (*store).read([&](store::Tx& tx) {
            const auto again = read_file(csv, known_units(tx, kOctober, kNow));
            invariant(again.changes.empty(), "a second import changes nothing");
            return tx.state();
        });
        invariant(done.has_value(), "the register is read");
    }
}
BENCHMARK(BM_registry_import_again)->Arg(20'354)->Unit(benchmark::kMillisecond);

void BM_registry_find_frame(benchmark::State& state) {
    BenchStore store;
    put_all(*store, read_file(county_csv(state.range(0)), {}));
    instrument::FrameRule rule;
    rule.professions = "B";
    rule.above_scale = true;
    rule.industries = {"B", "C", "D"};
    const FrameFilter filter(rule);
    for (auto _ : state) {
        std::int64_t taken = 0;
        const auto done = (*store).read([&](store::Tx& tx) {
            each_in_force(tx, kOctober, kNow,
                          [&](const UnitVersion& each) { taken += filter.takes(each.attributes); });
            return tx.state();
        });
        invariant(done.has_value() && taken > 0, "the frame is found");
    }
}
BENCHMARK(BM_registry_find_frame)->Arg(20'354)->Unit(benchmark::kMillisecond);

void BM_registry_find_by_code(benchmark::State& state) {
    BenchStore store;
    put_all(*store, read_file(county_csv(state.range(0)), {}));
    for (auto _ : state) {
        const auto done = (*store).read([&](store::Tx& tx) {
            invariant(find_by_code(tx, "99000777B", kOctober, kNow).has_value(), "the unit is there");
            return tx.state();
        });
        invariant(done.has_value(), "the register is read");
    }
}
BENCHMARK(BM_registry_find_by_code)->Arg(20'354)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace yj::registry

#include "facts/facts_shelf.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "base/invariant.hpp"
#include "registry/registry_shelf.hpp"
#include "store/store.hpp"

namespace yj::facts {
namespace {

const Period kOctober = Period::month(2026, 10);

/// A county's month in a file of its own: a register of twenty thousand, and reports of 250 bytes each.
class County {
public:
    explicit County(std::int64_t reports)
        : folder_(std::filesystem::temp_directory_path() / fmt::format("yj_facts_bench_{}", getpid())) {
        std::filesystem::create_directories(folder_);
        auto opened = store::Store::open("sqlite:" + (folder_ / "county.db").string());
        invariant(opened.has_value(), "a fresh file opens");
        store_ = std::move(*opened);
        const auto done = store_->write([&](store::Tx& tx) {
            fill(tx, reports);
            return tx.state();
        });
        invariant(done.has_value(), "a fresh county is filled");
    }
    ~County() {
        store_.reset();
        std::filesystem::remove_all(folder_);
    }
    County(const County&) = delete;
    County& operator=(const County&) = delete;
    [[nodiscard]] const store::Store& store() const { return *store_; }

private:
    static void fill(store::Tx& tx, std::int64_t reports) {
        const std::string payload(250, 'x');
        for (std::int64_t unit = 1; unit <= 20'354; ++unit) {
            registry::UnitVersion version;
            version.unit = StatUnitId{unit};
            version.since = EntryIndex{1};
            version.valid_from = Period::month(2025, 10);
            version.attributes.code = fmt::format("{:018}", unit);
            version.attributes.name = fmt::format("示例县第{}厂", unit);
            version.attributes.region = *RegionCode::parse("990101001");
            version.attributes.industry = *IndustryCode::parse("C1310");
            registry::add_unit(tx, version.unit, version.since);
            registry::add_version(tx, version);
            if (unit > reports) continue;
            tx.run(
                "INSERT INTO collect_submission (id, task, sequence, since, channel, account, received_at,"
                " form_hash, payload, payload_hash) VALUES ($1, $1, 1, 1, 'import', 1, 0, 'fh', $2, $2)",
                {unit, store::Blob{payload}});
            put_sheet(tx,
                      {"B204-1", kOctober, version.unit, EntryIndex{2}, SubmissionId{unit}, EntryIndex{2}});
        }
    }

    std::filesystem::path folder_;
    std::unique_ptr<store::Store> store_;
};

template <class Fn>
void read(benchmark::State& state, Fn question) {
    const County county(state.range(0));
    std::size_t bytes = 0;
    for (auto _ : state) {
        const auto done = county.store().read([&](store::Tx& tx) {
            question(tx, bytes);
            return tx.state();
        });
        invariant(done.has_value(), "a question is answered");
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
    benchmark::DoNotOptimize(bytes);
}

void BM_facts_each_fact(benchmark::State& state) {
    read(state, [](store::Tx& tx, std::size_t& bytes) {
        each_fact(tx, "B204-1", kOctober, EntryIndex{9},
                  [&](const SheetPayload& fact) { bytes += fact.payload.size(); });
    });
}

void BM_facts_each_fact_of_unit(benchmark::State& state) {
    read(state, [](store::Tx& tx, std::size_t& bytes) {
        each_fact_of_unit(
            tx, "B204-1", kOctober, EntryIndex{9},
            [&](const SheetPayload& fact, const registry::UnitVersion&) { bytes += fact.payload.size(); });
    });
}

BENCHMARK(BM_facts_each_fact)->Arg(1500)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_facts_each_fact_of_unit)->Arg(1500)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace yj::facts

// What durability costs: single puts by 1, 8 and 64 threads, reads, and the engine alone in the same run.
#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>

#include "base/invariant.hpp"
#include "store/reading_room.hpp"
#include "store/store.hpp"

namespace yj::store {
namespace {

namespace fs = std::filesystem;

constexpr Column kColumns[]{
    {"id", ColumnKind::Number}, {"since", ColumnKind::Number}, {"bytes", ColumnKind::Bytes}};
constexpr Table kThings{"bench_thing", kColumns, 1};
constexpr const char* kCreate = "CREATE TABLE bench_thing (id BIGINT PRIMARY KEY, since BIGINT, bytes BYTEA)";
const std::string kPayload(400, 'x');

fs::path bench_folder() { return fs::temp_directory_path() / ("yj_store_bench" + std::to_string(getpid())); }

/// A fresh store for one bench, shared by its threads.
struct Shared {
    std::unique_ptr<Store> store;
    std::atomic<std::int64_t> next{0};

    void open(const benchmark::State&) {
        fs::remove_all(bench_folder());
        fs::create_directories(bench_folder());
        auto opened = Store::open("sqlite:" + (bench_folder() / "county.db").string());
        invariant(opened.has_value(), "the bench's store opens");
        store = std::move(*opened);
        next = 0;
        const auto done = store->write([](Tx& tx) {
            tx.run(kCreate);
            return tx.state();
        });
        invariant(done.has_value(), "the bench's table is made");
    }
    void close(const benchmark::State&) {
        store.reset();
        fs::remove_all(bench_folder());
    }
    void put_one() {
        const auto done = store->write([&](Tx& tx) {
            tx.put(kThings, {next++, std::int64_t{1}, Blob{kPayload}});
            return tx.state();
        });
        invariant(done.has_value(), "the bench's row goes in");
    }
};
Shared shared;

void open_shared(const benchmark::State& state) { shared.open(state); }
void close_shared(const benchmark::State& state) { shared.close(state); }

void BM_store_put_durably(benchmark::State& state) {
    for (auto _ : state) shared.put_one();
    state.SetItemsProcessed(state.iterations());
    if (state.thread_index() == 0)
        state.counters["jobs/commit"] =
            static_cast<double>(shared.next.load()) / static_cast<double>(shared.store->commits());
}
BENCHMARK(BM_store_put_durably)
    ->Threads(1)
    ->Threads(8)
    ->Threads(64)
    ->UseRealTime()
    ->Setup(open_shared)
    ->Teardown(close_shared);

void BM_store_put_many(benchmark::State& state) {
    for (auto _ : state) {
        const auto done = shared.store->write([&](Tx& tx) {
            for (std::int64_t i = 0; i < state.range(0); ++i)
                tx.put(kThings, {shared.next++, std::int64_t{1}, Blob{kPayload}});
            return tx.state();
        });
        invariant(done.has_value(), "the bench's rows go in");
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_store_put_many)->Arg(5'000)->UseRealTime()->Setup(open_shared)->Teardown(close_shared);

void BM_store_read_one(benchmark::State& state) {
    if (state.thread_index() == 0)
        for (int i = 0; i < 100; ++i) shared.put_one();
    std::int64_t id = 0;
    for (auto _ : state) {
        const auto done = shared.store->read([&](Tx& tx) {
            benchmark::DoNotOptimize(tx.first("SELECT bytes FROM bench_thing WHERE id = $1", {++id % 100},
                                              [](const Row& row) { return row.blob(0); }));
            return tx.state();
        });
        invariant(done.has_value(), "the bench's row is read");
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_store_read_one)
    ->Threads(1)
    ->Threads(8)
    ->UseRealTime()
    ->Setup(open_shared)
    ->Teardown(close_shared);

/// The engine alone under the same settings: what a put costs without this room.
struct Raw {
    sqlite3* db = nullptr;
    sqlite3_stmt* insert = nullptr;
    Raw() {
        fs::create_directories(bench_folder());
        sqlite3_open((bench_folder() / "raw.db").c_str(), &db);
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
        run(kCreate);
        sqlite3_prepare_v2(db, "INSERT INTO bench_thing VALUES (?, 1, ?)", -1, &insert, nullptr);
    }
    ~Raw() {
        sqlite3_finalize(insert);
        sqlite3_close(db);
        fs::remove_all(bench_folder());
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;
    void run(const char* sql) { sqlite3_exec(db, sql, nullptr, nullptr, nullptr); }
    void put(std::int64_t id) {
        sqlite3_bind_int64(insert, 1, id);
        sqlite3_bind_blob(insert, 2, kPayload.data(), static_cast<int>(kPayload.size()), SQLITE_STATIC);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
};

void BM_store_raw_sqlite_put_durably(benchmark::State& state) {
    Raw raw;
    std::int64_t id = 0;
    for (auto _ : state) raw.put(++id);
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_store_raw_sqlite_put_durably)->UseRealTime();

void BM_store_raw_sqlite_put_many(benchmark::State& state) {
    Raw raw;
    std::int64_t id = 0;
    for (auto _ : state) {
        raw.run("BEGIN");
        for (std::int64_t i = 0; i < state.range(0); ++i) raw.put(++id);
        raw.run("COMMIT");
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_store_raw_sqlite_put_many)->Arg(5'000)->UseRealTime();

void BM_store_rebuild_reading_room(benchmark::State& state) {
    fs::create_directories(bench_folder());
    auto room = ReadingRoom::open(bench_folder() / "reading.duckdb");
    invariant(room.has_value(), "the bench's reading room opens");
    for (auto _ : state) {
        const auto done = room->rebuild("cells", kColumns, [&](const ReadingRoom::RowSink& sink) -> Done {
            for (std::int64_t i = 0; i < state.range(0); ++i) {
                const Field row[]{i, std::int64_t{1}, Blob{"B204-1"}};
                YJ_TRY(sink(row));
            }
            return {};
        });
        invariant(done.has_value(), "the bench's rows go in");
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
    room = ReadingRoom::open(bench_folder() / "other.duckdb");
    fs::remove_all(bench_folder());
}
BENCHMARK(BM_store_rebuild_reading_room)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace yj::store

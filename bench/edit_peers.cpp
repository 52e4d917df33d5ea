// edit_peers: the audit of edit/audit_fixture.hpp by our engine, by DuckDB's SQL, and by a plain read of the
// memory.
#include <benchmark/benchmark.h>
#include <duckdb.h>

#include <atomic>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "edit/audit_fixture.hpp"

namespace yj::edit {
namespace {

const std::vector<instrument::Form>& forms() {
    static const std::vector all{audit_form()};
    return all;
}

void on_two(std::size_t count, const std::function<void(std::size_t)>& job) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto at = next++; at < count; at = next++) job(at);
    };
    const std::jthread other(work);
    work();
}

/// One size at a time lies in memory.
const AuditNumbers& numbers(std::size_t reports) {
    static std::map<std::size_t, std::unique_ptr<AuditNumbers>> held;
    if (!held.contains(reports)) {
        held.clear();
        held[reports] = std::make_unique<AuditNumbers>(reports);
    }
    return *held[reports];
}

void count(benchmark::State& state, std::size_t failed, std::size_t undecided) {
    state.counters["failed"] = static_cast<double>(failed);
    state.counters["undecided"] = static_cast<double>(undecided);
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void youju(benchmark::State& state, const Executor& run) {
    static const auto set = audit_set(forms());
    const auto reports = static_cast<std::size_t>(state.range(0));
    const auto columns = Columns::of(set, forms()[0], Period::month(2026, 10), reports,
                                     numbers(reports).columns(), {}, on_two);
    std::vector<Hit> hits;
    for (auto _ : state) hits = check_population(set, columns, run);
    std::size_t failed = 0;
    for (const auto& hit : hits) failed += hit.verdict == Verdict::Failed ? 1 : 0;
    count(state, failed, hits.size() - failed);
    state.counters["bytes/raw"] =
        static_cast<double>(columns.bytes()) / (80.0 * static_cast<double>(reports));
}

void on_two_cores(benchmark::State& state) { youju(state, on_two); }
void on_one_core(benchmark::State& state) { youju(state, run_in_turn); }

/// The floor: every number of the same columns read once on both cores.
void memory_read(benchmark::State& state) {
    const auto reports = static_cast<std::size_t>(state.range(0));
    const auto& all = numbers(reports);
    constexpr std::size_t kParts = 8;
    std::atomic<std::int64_t> sum = 0;
    for (auto _ : state)
        on_two(kAuditMeasures * kParts, [&](std::size_t job) {
            const auto& cells = all.units[job / kParts];
            const auto first = reports * (job % kParts) / kParts,
                       last = reports * (job % kParts + 1) / kParts;
            sum += reach_of(cells.data() + first, last - first);
        });
    benchmark::DoNotOptimize(sum.load());
    state.counters["GB/s"] = benchmark::Counter(80.0e-9 * static_cast<double>(reports),
                                                benchmark::Counter::kIsIterationInvariantRate);
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

/// A database in memory with the same reports: t(id, m1 … m20), INTEGER, NULL where blank.
class Duck {
public:
    explicit Duck(std::size_t reports) {
        invariant(duckdb_open(nullptr, &database_) == DuckDBSuccess, "DuckDB opens in memory");
        invariant(duckdb_connect(database_, &connection_) == DuckDBSuccess, "DuckDB connects");
        std::string sql = "CREATE TABLE t(id INTEGER";
        for (int i = 1; i <= kAuditMeasures; ++i) sql += ", m" + std::to_string(i) + " INTEGER";
        run("SET threads = 2");
        run(sql + ")");
        fill(numbers(reports), reports);
    }
    ~Duck() {
        duckdb_disconnect(&connection_);
        duckdb_close(&database_);
    }
    Duck(const Duck&) = delete;
    Duck& operator=(const Duck&) = delete;

    /// The result lies in memory, column by column, when this returns.
    template <class Fn>
    void query(const std::string& sql, const Fn& fn) const {
        duckdb_result result;
        const auto state = duckdb_query(connection_, sql.c_str(), &result);
        invariant(state == DuckDBSuccess, "DuckDB answers");
        fn(result);
        duckdb_destroy_result(&result);
    }
    void run(const std::string& sql) const {
        query(sql, [](duckdb_result&) {});
    }

private:
    void fill(const AuditNumbers& all, std::size_t reports) const {
        duckdb_appender appender = nullptr;
        invariant(duckdb_appender_create(connection_, nullptr, "t", &appender) == DuckDBSuccess,
                  "DuckDB takes rows");
        for (std::size_t at = 0; at < reports; ++at) {
            duckdb_append_int32(appender, static_cast<std::int32_t>(at));
            for (std::size_t i = 0; i < kAuditMeasures; ++i)
                all.missing[i][at] != 0 ? duckdb_append_null(appender)
                                        : duckdb_append_int32(appender, all.units[i][at]);
            duckdb_appender_end_row(appender);
        }
        duckdb_appender_destroy(&appender);
    }

    duckdb_database database_ = nullptr;
    duckdb_connection connection_ = nullptr;
};

constexpr std::array<const char*, 20> kConditions{"m1 = m2 + m3 + m4 + m5",
                                                  "m6 >= 0",
                                                  "m10 = m6 - m8 - m9",
                                                  "NOT m11 > 0 OR m12 > 0",
                                                  "NOT m11 = 0 OR m12 = 0",
                                                  "NOT m7 > 0 OR m6 <= 1.5 * m7",
                                                  "NOT m7 > 0 OR m6 >= 0.6 * m7",
                                                  "NOT m6 > 0 OR m8 <= m6",
                                                  "NOT m11 > 0 OR m12 <= 20 * m11",
                                                  "m2 <= m1",
                                                  "m3 <= m1",
                                                  "m4 <= m1",
                                                  "m5 <= m1",
                                                  "m9 <= m6",
                                                  "m6 IS NOT NULL",
                                                  "m11 IS NOT NULL",
                                                  "m13 + m14 >= m13",
                                                  "NOT m15 > 5000 OR m16 >= 0",
                                                  "m17 <= 9999",
                                                  "m18 + m19 + m20 >= 0"};

/// One pass: a bit for each rule that fails, and where asked one for each that is undecided; reports without
/// any stay out.
std::string masks_sql(bool undecided) {
    std::string failed, open;
    for (std::size_t i = 0; i < kConditions.size(); ++i) {
        const auto bit = std::to_string(1U << i);
        failed += (i > 0 ? " + " : "") + std::string("CASE WHEN NOT (") + kConditions[i] + ") THEN " + bit +
                  " ELSE 0 END";
        open += (i > 0 ? " + " : "") + std::string("CASE WHEN (") + kConditions[i] + ") IS NULL THEN " + bit +
                " ELSE 0 END";
    }
    if (!undecided)
        return "SELECT id, failed FROM (SELECT id, " + failed + " AS failed FROM t) WHERE failed <> 0";
    return "SELECT id, failed, undecided FROM (SELECT id, " + failed + " AS failed, " + open +
           " AS undecided FROM t) WHERE failed <> 0 OR undecided <> 0";
}

/// The list itself: a row for each (report, rule) that fails.
std::string list_sql() {
    return "SELECT id, rule FROM (" + masks_sql(false) +
           "), generate_series(0, 19) AS s(rule) WHERE (failed >> rule::INTEGER) & 1 = 1";
}

/// Bits of an INTEGER column of a result.
std::size_t bits_of(duckdb_result& result, idx_t column) {
    std::size_t bits = 0;
    for (idx_t row = 0; row < duckdb_row_count(&result); ++row)
        bits += static_cast<std::size_t>(
            __builtin_popcountll(static_cast<unsigned long long>(duckdb_value_int64(&result, column, row))));
    return bits;
}

/// One size at a time lies in DuckDB.
const Duck& duck_of(std::int64_t reports) {
    static std::map<std::int64_t, std::unique_ptr<Duck>> held;
    if (!held.contains(reports)) {
        held.clear();
        held[reports] = std::make_unique<Duck>(static_cast<std::size_t>(reports));
    }
    return *held[reports];
}

void duckdb_masks(benchmark::State& state) {
    const auto& duck = duck_of(state.range(0));
    const auto sql = masks_sql(true);
    for (auto _ : state) duck.run(sql);
    duck.query(sql, [&](duckdb_result& result) { count(state, bits_of(result, 1), bits_of(result, 2)); });
}

void duckdb_failures(benchmark::State& state) {
    const auto& duck = duck_of(state.range(0));
    const auto sql = masks_sql(false);
    for (auto _ : state) duck.run(sql);
    duck.query(sql, [&](duckdb_result& result) { count(state, bits_of(result, 1), 0); });
}

void duckdb_list(benchmark::State& state) {
    const auto& duck = duck_of(state.range(0));
    const auto sql = list_sql();
    for (auto _ : state) duck.run(sql);
    duck.query(sql, [&](duckdb_result& result) { count(state, duckdb_row_count(&result), 0); });
}

/// The same reports for other programs to read.
void write_csv(const char* path, std::size_t reports) {
    const AuditNumbers all(reports);
    std::ofstream out(path);
    for (int i = 1; i <= kAuditMeasures; ++i) out << (i > 1 ? "," : "") << 'M' << i;
    for (std::size_t at = 0; at < reports; ++at) {
        out << '\n';
        for (std::size_t i = 0; i < kAuditMeasures; ++i) {
            if (i > 0) out << ',';
            if (all.missing[i][at] == 0) out << all.units[i][at];
        }
    }
    out << '\n';
}

}  // namespace
}  // namespace yj::edit

/// edit_peers [Google Benchmark's options]; edit_peers --csv FILE REPORTS
int main(int argc, char** argv) {
    using namespace yj::edit;
    if (argc == 4 && std::string(argv[1]) == "--csv") {
        write_csv(argv[2], std::stoul(argv[3]));
        return 0;
    }
    benchmark::Initialize(&argc, argv);
    // By size, so that one set of numbers lies in memory at a time.
    for (const std::int64_t reports : {10'000, 100'000, 1'000'000, 10'000'000}) {
        const auto add = [&](const char* name, void (*bench)(benchmark::State&)) {
            benchmark::RegisterBenchmark(name, bench)
                ->Arg(reports)
                ->Unit(benchmark::kMillisecond)
                ->UseRealTime();
        };
        add("youju_two_cores", on_two_cores);
        add("youju_one_core", on_one_core);
        add("memory_read", memory_read);
        add("duckdb_masks", duckdb_masks);
        add("duckdb_failures", duckdb_failures);
        add("duckdb_list", duckdb_list);
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

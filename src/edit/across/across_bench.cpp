// 横向 checks over a population, with the same fences and ratio outliers in DuckDB's SQL beside them.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cmath>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "base/invariant.hpp"
#include "edit/across/contamination.hpp"
#include "edit/across/influence.hpp"
#include "edit/across/peer_checks.hpp"
#include "store/reading_room.hpp"

namespace yj::edit::across {
namespace {

/// A population like a province's: 31 divisions of manufacturing × groups × three sizes × counties; turnover
/// over five powers of ten, growth around 5 % and steadier in larger units, one unit in two hundred in
/// another unit of account.
struct Population {
    std::vector<PeerTraits> units;
    std::vector<double> now, year_ago, last;

    explicit Population(std::size_t count) {
        std::uint64_t seed = 20261;
        const auto next = [&seed] {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            return static_cast<double>(seed >> 11) / 9007199254740992.0;
        };
        const auto normal = [&] {
            return std::sqrt(-2 * std::log(1 - next())) * std::cos(6.283185307179586 * next());
        };
        for (std::size_t i = 0; i < count; ++i) {
            PeerTraits unit;
            const auto division = 13 + static_cast<int>(next() * 31);
            const auto group = 1 + static_cast<int>(next() * 5);
            unit.industry = IndustryCode::parse(std::to_string(division * 10 + group)).value();
            unit.size = static_cast<registry::SizeClass>(1 + static_cast<int>(next() * 4));
            unit.region =
                RegionCode::parse("9901" + std::to_string(10 + static_cast<int>(next() * 20))).value();
            const double before = std::round(std::exp(8 + 1.6 * normal()));
            const double spread = 0.8 / std::sqrt(std::sqrt(before + 1));
            year_ago.push_back(before + 1);
            last.push_back(std::round(before * std::exp(spread / 2 * normal())) + 1);
            const double factor = next() < 0.005 ? 1000 : 1;
            now.push_back(std::round(before * std::exp(0.05 + spread * normal()) * factor) + 1);
            units.push_back(std::move(unit));
        }
    }
};

const Population& population(std::size_t count) {
    static std::vector<std::pair<std::size_t, std::unique_ptr<Population>>> made;
    for (const auto& [size, it] : made)
        if (size == count) return *it;
    made.emplace_back(count, std::make_unique<Population>(count));
    return *made.back().second;
}

/// As many threads as the machine has, jobs taken in turns.
void on_all_cores(std::size_t count, const std::function<void(std::size_t)>& job) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t at = next++; at < count; at = next++) job(at);
    };
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < std::min<std::size_t>(std::jthread::hardware_concurrency(), count); ++i)
        threads.emplace_back(work);
    work();
}

/// All 横向 checks of a form with one published cell and one that goes with it: six checks, groups included.
/// Goal: at most 0.2 s for 100,000 peers.
void BM_edit_across(benchmark::State& state) {
    const auto& all = population(static_cast<std::size_t>(state.range(0)));
    const std::vector<std::string> cells{"01.1", "01.2"};
    const auto checks = usual_checks("B204-1", cells);
    const std::vector<PeerColumns> columns(checks.size(), {all.now, all.year_ago, all.last});
    std::size_t findings = 0;
    for (auto _ : state) {
        const PeerIndex index(all.units, usual_ladder(), on_all_cores);
        findings = 0;
        for (const auto& outcome : across_checks(index, checks, columns, on_all_cores))
            findings += outcome.findings.size();
    }
    state.counters["checks"] = static_cast<double>(checks.size());
    state.counters["findings"] = static_cast<double>(findings);
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_edit_across)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

/// One group of a million ratios. univOutl's HBmethod takes 2.42 s on this kind of machine (methods.md).
void BM_edit_across_ratio_outliers(benchmark::State& state) {
    const auto& all = population(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(ratio_outliers(all.year_ago, all.now, {}));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_edit_across_ratio_outliers)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

/// A contamination model with one covariate, its expectations and the selection. SeleMix takes 17.2 s for
/// 100,000 (methods.md).
void BM_edit_across_contamination(benchmark::State& state) {
    const auto& all = population(static_cast<std::size_t>(state.range(0)));
    const std::vector<std::vector<double>> covariates{all.year_ago};
    const std::vector<double> weights(all.now.size(), 1.0);
    int rounds = 0;
    for (auto _ : state) {
        const auto model = fit_contamination(all.now, covariates, {}).value();
        const auto said = anticipate(model, all.now, covariates);
        benchmark::DoNotOptimize(select_influential(all.now, said.value, weights, 0.01));
        rounds = model.rounds;
    }
    state.counters["rounds"] = rounds;
}
BENCHMARK(BM_edit_across_contamination)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// Every measure of spread of one group of that size: 0 Mad, 1 Sn, 2 Qn, 3 Tau2, 4 the medcouple.
void BM_edit_across_scale(benchmark::State& state) {
    const auto& all = population(static_cast<std::size_t>(state.range(0)));
    static constexpr double (*kScales[])(std::span<const double>){mad, sn_scale, qn_scale, tau2_scale,
                                                                  medcouple};
    static constexpr const char* kNames[]{"mad", "Sn", "Qn", "tau2", "medcouple"};
    const auto which = static_cast<std::size_t>(state.range(1));
    for (auto _ : state) benchmark::DoNotOptimize(kScales[which](all.now));
    state.SetLabel(kNames[which]);
}
BENCHMARK(BM_edit_across_scale)->ArgsProduct({{100'000}, {0, 1, 2, 3, 4}})->Unit(benchmark::kMillisecond);

/// The queue of as many suspects.
void BM_edit_across_queue(benchmark::State& state) {
    const auto& all = population(static_cast<std::size_t>(state.range(0)));
    std::vector<Suspect> suspects;
    for (std::size_t i = 0; i < all.now.size(); ++i)
        suspects.push_back({StatUnitId{static_cast<std::int64_t>(i)}, all.now[i], all.year_ago[i], 1, 0.3});
    for (auto _ : state) benchmark::DoNotOptimize(influence_queue(suspects, {2e9, 1e9}));
}
BENCHMARK(BM_edit_across_queue)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// DuckDB with the population in a table of its own, the groups given.
class Peer {
public:
    explicit Peer(const Population& all, bool one_group)
        : path_(std::filesystem::temp_directory_path() /
                ("yj_across" + std::to_string(getpid()) + ".duckdb")),
          room_(store::ReadingRoom::open(path_).value()) {
        static constexpr std::array<store::Column, 5> kColumns{{{"unit", store::ColumnKind::Number},
                                                                {"grp", store::ColumnKind::Number},
                                                                {"now", store::ColumnKind::Number},
                                                                {"year_ago", store::ColumnKind::Number},
                                                                {"last", store::ColumnKind::Number}}};
        const PeerIndex index(all.units, usual_ladder(), run_in_turn);
        const auto groups = index.groups(std::vector<std::uint8_t>(all.now.size(), 1), 10);
        const auto done =
            room_.rebuild("peer", kColumns, [&](const store::ReadingRoom::RowSink& sink) -> Done {
                for (std::size_t i = 0; i < all.now.size(); ++i) {
                    const std::array<store::Field, 5> row{
                        static_cast<std::int64_t>(i),
                        static_cast<std::int64_t>(one_group ? 0 : groups.group_of[i]),
                        std::llround(all.now[i]), std::llround(all.year_ago[i]), std::llround(all.last[i])};
                    YJ_TRY(sink(row));
                }
                return {};
            });
        invariant(done.has_value(), "the peer's table is made");
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    ~Peer() { std::filesystem::remove(path_); }

    /// How many rows the statement answers.
    [[nodiscard]] std::size_t run(const std::string& sql) const {
        return room_.query(sql).value().rows.size();
    }

private:
    std::filesystem::path path_;
    store::ReadingRoom room_;
};

/// Hidiroglou–Berthelot of `now` against a column, group by group, as one statement.
std::string ratio_sql(const std::string& before) {
    return "WITH r AS (SELECT unit, grp, now / " + before + " AS r, sqrt(greatest(now, " + before +
           ")) AS size FROM peer WHERE now > 0 AND " + before +
           " > 0), m AS (SELECT grp, quantile_cont(r, 0.5) AS m FROM r GROUP BY grp), "
           "s AS (SELECT unit, r.grp, (CASE WHEN r < m THEN 1 - m / r ELSE r / m - 1 END) * size AS e "
           "FROM r JOIN m ON r.grp = m.grp), q AS (SELECT grp, quantile_cont(e, [0.25, 0.5, 0.75]) AS q FROM "
           "s "
           "GROUP BY grp) SELECT unit FROM s JOIN q ON s.grp = q.grp WHERE "
           "e < q[2] - 4 * greatest(q[2] - q[1], abs(0.05 * q[2])) OR "
           "e > q[2] + 4 * greatest(q[3] - q[2], abs(0.05 * q[2]))";
}

/// Fences around the quartiles of the logarithms. Without the medcouple, which DuckDB does not have.
constexpr const char* kFenceSql =
    "WITH q AS (SELECT grp, quantile_cont(ln(now), [0.25, 0.5, 0.75]) AS q FROM peer WHERE now > 0 GROUP BY "
    "grp) "
    "SELECT unit FROM peer JOIN q ON peer.grp = q.grp WHERE now > 0 AND (ln(now) < q[1] - 3 * (q[3] - q[1]) "
    "OR "
    "ln(now) > q[3] + 3 * (q[3] - q[1]))";

/// The same six checks, the groups given, on all cores of DuckDB.
void BM_edit_across_duckdb(benchmark::State& state) {
    const Peer peer(population(static_cast<std::size_t>(state.range(0))), false);
    std::size_t findings = 0;
    for (auto _ : state) {
        findings = 0;
        for (int cell = 0; cell < 2; ++cell)
            findings += peer.run(ratio_sql("year_ago")) + peer.run(ratio_sql("last")) + peer.run(kFenceSql);
    }
    state.counters["findings"] = static_cast<double>(findings);
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_edit_across_duckdb)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

/// One group of that many ratios. Only the work differs from BM_edit_across_ratio_outliers.
void BM_edit_across_duckdb_ratio_outliers(benchmark::State& state) {
    const Peer peer(population(static_cast<std::size_t>(state.range(0))), true);
    const auto sql = ratio_sql("year_ago");
    for (auto _ : state) benchmark::DoNotOptimize(peer.run(sql));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_edit_across_duckdb_ratio_outliers)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace yj::edit::across

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <random>
#include <thread>
#include <unordered_map>

#include "base/invariant.hpp"
#include "collect/collect_shelf.hpp"
#include "edit/check_population.hpp"
#include "edit/edit_shelf.hpp"
#include "store/store.hpp"

namespace yj::edit {
namespace {

using instrument::CellSheet;
using instrument::Form;

constexpr int kUnits = 20'354, kPeriods = 13, kRows = 20, kRules = 60;

void on_two(std::size_t count, const std::function<void(std::size_t)>& job) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto at = next++; at < count; at = next++) job(at);
    };
    const std::jthread other(work);
    work();
}

std::string code(int row) { return (row < 10 ? "0" : "") + std::to_string(row); }

/// 20 rows and two columns: 40 cells.
const std::vector<Form>& forms() {
    static const auto made = [] {
        Form form;
        form.code = "P";
        form.hash = "p";
        form.columns = {{"1", "本月", Span::Current, ""}, {"2", "余额", Span::PeriodEnd, ""}};
        for (int row = 1; row <= kRows; ++row) {
            instrument::Indicator item;
            item.code = code(row);
            item.name = "指标" + code(row);
            form.rows.push_back(item);
        }
        return std::vector{form};
    }();
    return made;
}

/// Sixty rules: an identity, a ratio of two rows and a comparison with 上期 for every row.
const RuleSet& rules() {
    static const auto set = [] {
        std::string text;
        for (int at = 0; at < kRules; ++at) {
            const auto a = code(at % kRows + 1), b = code((at + 7) % kRows + 1);
            text += "规则 P/R" + std::to_string(at) + (at % 2 == 0 ? " 强制 " : " 核实 ");
            if (at < 20)
                text += fmt::format("[{0}.2] == [{0}.1] * 10\n", a);
            else if (at < 40)
                text += fmt::format("[{}.1] / [{}.1] 在 [0.4, 2.5]\n", a, b);
            else
                text += fmt::format("[{0}.1] <= 上期[{0}.1] * 2.5  时期 \"2025-11\"..\"2026-10\"\n", a);
        }
        const std::vector<RuleText> texts{{"bench", text}};
        auto made = compile_rules(forms(), texts);
        invariant(made.has_value() && made->rules().size() == kRules, "the sixty rules compile");
        return std::move(*made);
    }();
    return set;
}

Period period_at(int place) { return Period::month(2025, 10).plus(place); }

/// Sixteen cells in a thousand are far off; one rule in fifty then says so.
CellSheet sheet(std::mt19937& random) {
    CellSheet sheet(forms()[0]);
    const auto off = [&] { return random() % 1000 < 16 ? 5 : 1; };
    for (int row = 0; row < kRows; ++row) {
        const std::int64_t value = 1000 + random() % 1000;
        sheet.set({row, 0, {}}, Amount(value * off(), 0));
        sheet.set({row, 1, {}}, Amount(value * 10, 0));
    }
    return sheet;
}

/// The county's reports in a store of its own, as collect keeps them.
class County {
public:
    County() : folder_(std::filesystem::temp_directory_path() / ("yj_county" + std::to_string(getpid()))) {
        std::filesystem::create_directories(folder_);
        store_ = store::Store::open("sqlite:" + (folder_ / "county.db").string()).value();
        std::mt19937 random(1);
        const auto filled = store_->write([&](store::Tx& tx) {
            for (int period = 0; period < kPeriods; ++period) fill(tx, period, random);
            return tx.state();
        });
        invariant(filled.has_value(), "the county of the bench is filled");
    }
    ~County() {
        store_.reset();
        std::filesystem::remove_all(folder_);
    }
    County(const County&) = delete;
    County& operator=(const County&) = delete;
    store::Store& store() { return *store_; }

private:
    static void fill(store::Tx& tx, int period, std::mt19937& random) {
        std::vector<collect::Task> tasks;
        for (std::int64_t unit = 1; unit <= kUnits; ++unit)
            tasks.push_back({TaskId{std::int64_t{period} * 100'000 + unit}, StatUnitId{unit}, "P",
                             period_at(period), Instant{1}, EntryIndex{1}});
        (void)collect::open_tasks(tx, "P", period_at(period), tasks);
        for (const auto& task : tasks) {
            collect::Submission sent;
            sent.id = SubmissionId{task.id.value};
            sent.task = task.id;
            sent.sequence = 1;
            sent.form_hash = "p";
            sent.payload = sheet(random).pack();
            sent.since = EntryIndex{2};
            collect::put_submission(tx, sent);
        }
        (void)tx.take_sealed();
    }

    std::filesystem::path folder_;
    std::unique_ptr<store::Store> store_;
};

/// The reports of one period with those of the period before.
struct Month {
    std::vector<SubmissionId> submissions;
    std::vector<StatUnitId> units;
    std::vector<CellSheet> sheets;
};

Month read_month(store::Tx& tx, int period) {
    Month month;
    std::vector<std::string> payloads;
    collect::each_latest(tx, "P", period_at(period), EntryIndex{INT64_MAX},
                         [&](const collect::LatestReport& it) {
                             month.units.push_back(it.task.unit);
                             month.submissions.push_back(it.submission.id);
                             payloads.push_back(it.submission.payload);
                         });
    month.sheets.resize(payloads.size());
    constexpr std::size_t kPart = 1024;
    on_two((payloads.size() + kPart - 1) / kPart, [&](std::size_t part) {
        const auto end = std::min((part + 1) * kPart, payloads.size());
        for (auto at = part * kPart; at < end; ++at)
            month.sheets[at] = CellSheet::unpack(forms()[0], payloads[at]).value();
    });
    return month;
}

std::vector<Context> contexts_of(const Month& month, const Month& before, int period) {
    std::unordered_map<StatUnitId, const CellSheet*> known;
    for (std::size_t at = 0; at < before.units.size(); ++at) known[before.units[at]] = &before.sheets[at];
    std::vector<Context> contexts;
    contexts.reserve(month.sheets.size());
    for (std::size_t at = 0; at < month.sheets.size(); ++at) {
        const auto found = known.find(month.units[at]);
        contexts.push_back({period_at(period),
                            forms().data(),
                            &month.sheets[at],
                            nullptr,
                            {found == known.end() ? nullptr : found->second},
                            {forms().data()}});
    }
    return contexts;
}

/// Goal: the whole population, 20,354 units × 40 cells × 13 periods under 60 rules with 2 % findings, at most
/// 100 ms of evaluation.
void BM_edit_county_check(benchmark::State& state) {
    std::mt19937 random(1);
    std::vector<Month> months(kPeriods);
    std::vector<std::vector<Context>> contexts;
    std::vector<Columns> columns;
    for (int period = 0; period < kPeriods; ++period) {
        auto& month = months[static_cast<std::size_t>(period)];
        for (std::int64_t unit = 1; unit <= kUnits; ++unit) {
            month.units.push_back(StatUnitId{unit});
            month.sheets.push_back(sheet(random));
        }
        static const Month kNone;
        contexts.push_back(
            contexts_of(month, period == 0 ? kNone : months[static_cast<std::size_t>(period) - 1], period));
        columns.push_back(Columns::of(rules(), forms()[0], period_at(period), contexts.back(), on_two));
    }
    std::size_t hits = 0;
    for (auto _ : state) {
        hits = 0;
        for (const auto& each : columns) hits += check_population(rules(), each, on_two).size();
    }
    state.counters["findings"] = static_cast<double>(hits);
    state.counters["findings/checks"] = static_cast<double>(hits) / (1.0 * kUnits * kPeriods * kRules);
    state.SetItemsProcessed(state.iterations() * kUnits * kPeriods);
}
BENCHMARK(BM_edit_county_check)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Goal: the same from the store and back into it, every finding with its sentence, at most 2 s.
void BM_edit_county_whole(benchmark::State& state) {
    County county;
    std::int64_t since = 10;
    std::size_t findings = 0;
    for (auto _ : state) {
        findings = 0;
        const auto done = county.store().write([&](store::Tx& tx) {
            ++since;
            Month before;
            for (int period = 0; period < kPeriods; ++period) {
                auto month = read_month(tx, period);
                const auto contexts = contexts_of(month, before, period);
                const auto columns = Columns::of(rules(), forms()[0], period_at(period), contexts, on_two);
                const auto hits = check_population(rules(), columns, on_two);
                std::vector<StoredCheck> checks(contexts.size());
                each_findings(rules(), columns, hits, on_two, [&](std::size_t at, std::vector<Finding> all) {
                    checks[at].findings = std::move(all);
                });
                for (std::size_t at = 0; at < checks.size(); ++at) {
                    checks[at].submission = month.submissions[at];
                    checks[at].since = EntryIndex{since};
                    checks[at].rules_hash = rules().hash();
                    put_check(tx, checks[at]);
                }
                findings += hits.size();
                before = std::move(month);
            }
            (void)tx.take_sealed();
            return tx.state();
        });
        invariant(done.has_value(), "the checks are stored");
    }
    state.counters["findings"] = static_cast<double>(findings);
    state.SetItemsProcessed(state.iterations() * kUnits * kPeriods);
}
BENCHMARK(BM_edit_county_whole)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace yj::edit

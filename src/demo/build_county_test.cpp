#include "demo/build_county.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "collect/collect_shelf.hpp"
#include "demo/planted.hpp"
#include "desk/access/accounts.hpp"
#include "desk/collect/board_question.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/journal/keep_log.hpp"
#include "edit/edit_shelf.hpp"
#include "registry/registry_shelf.hpp"

namespace yj::demo {
namespace {

namespace fs = std::filesystem;

const fs::path kPacks = fs::path(YJ_SOURCE_DIR) / "packs";

/// A county in a folder of its own, built once and opened again.
struct Built {
    fs::path folder;
    DemoSummary summary;
    SystemClock clock;
    SystemRandom chance;
    std::unique_ptr<desk::County> county;

    explicit Built(const DemoPlan& plan, const std::string& name)
        : folder(fs::temp_directory_path() / ("yj_demo_" + name + "_" + std::to_string(getpid()) + "_" +
                                              std::to_string(clock.now().us))) {
        auto built = build_county(folder, plan, kPacks, {clock, chance}, {});
        if (!built) {
            ADD_FAILURE() << built.error().text();
            return;
        }
        summary = *built;
        auto opened = desk::County::open(folder, clock, chance);
        if (!opened) {
            ADD_FAILURE() << opened.error().text();
            return;
        }
        county = std::move(*opened);
    }
    Built(const Built&) = delete;
    Built& operator=(const Built&) = delete;
    ~Built() {
        county.reset();
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
};

DemoPlan small_plan() {
    DemoPlan plan;
    plan.units = 200;
    plan.last = Period::month(2025, 12);
    plan.planted_permille = 250;
    plan.passwords = false;
    return plan;
}

const Built& small() {
    static const Built built(small_plan(), "small");
    return built;
}

std::string file_text(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Every sending: "unit form period sequence" → hash of its payload.
std::map<std::string, std::string> sendings(const Built& built) {
    std::map<std::string, std::string> all;
    const auto read = built.county->store().read([&](store::Tx& tx) -> Done {
        for (const auto& count : collect::board_counts(tx, desk::kNow))
            for (const auto& [unit, task] : collect::tasks_of(tx, count.form, count.period, desk::kNow)) {
                const auto code =
                    registry::version_in_force(tx, unit, count.period, desk::kNow)->attributes.code;
                for (const auto& each : collect::submissions_of(tx, task.id, desk::kNow))
                    all[code + " " + count.form + " " + count.period.code() + " " +
                        std::to_string(each.sequence)] = each.payload_hash.hex();
            }
        return {};
    });
    EXPECT_TRUE(read.has_value());
    return all;
}

struct Line {
    std::string kind, unit, form, period, cell, what;
};
std::vector<Line> planted_lines(const Built& built) {
    std::istringstream text(file_text(built.folder / "planted.csv"));
    std::vector<Line> lines;
    std::string line;
    std::getline(text, line);
    EXPECT_EQ(line, "kind,unit,form,period,cell,what");
    while (std::getline(text, line)) {
        std::istringstream fields(line);
        Line it;
        for (auto* field : {&it.kind, &it.unit, &it.form, &it.period, &it.cell, &it.what})
            std::getline(fields, *field, ',');
        lines.push_back(it);
    }
    return lines;
}

/// The findings of the first sending of a planted report, whatever they are of.
std::vector<edit::Finding> first_findings(const Built& built, const Line& line) {
    std::vector<edit::Finding> findings;
    const auto period = *Period::parse(line.period);
    const auto read = built.county->store().read([&](store::Tx& tx) -> Done {
        const auto unit = registry::find_by_code(tx, line.unit, period, desk::kNow);
        const auto task = collect::find_task(tx, line.form, period, unit->unit, desk::kNow);
        const auto sent = collect::submissions_of(tx, task->id, desk::kNow);
        if (!sent.empty())
            if (auto check = edit::latest_check(tx, sent.front().id, desk::kNow)) findings = check->findings;
        return {};
    });
    EXPECT_TRUE(read.has_value());
    return findings;
}

bool any(const std::vector<edit::Finding>& findings, edit::Severity severity, edit::Verdict verdict) {
    for (const auto& it : findings)
        if (it.severity == severity && it.verdict == verdict) return true;
    return false;
}

TEST(SampleCounty, IsBuiltFromAnEmptyFolderToAReleasedBulletin) {
    const auto& it = small().summary;
    ASSERT_TRUE(small().county);
    EXPECT_GE(it.units, 200);
    EXPECT_EQ(it.refused, 0);
    EXPECT_GT(it.accepted, it.reports / 2);
    EXPECT_GT(it.explained, 0);
    EXPECT_GT(it.returned, 0);
    EXPECT_GT(it.amended, 0);
    EXPECT_GT(it.vouchers, 0);
    EXPECT_EQ(it.released, "示例县统计月报 2025年12月");
}

TEST(SampleCounty, HasALogThatVerifies) {
    ASSERT_TRUE(small().county);
    const auto auditor = desk::actor_named(*small().county, "audit01");
    ASSERT_TRUE(auditor.has_value());
    const auto report = desk::verify_log(*small().county, *auditor, {});
    ASSERT_TRUE(report.has_value()) << report.error().text();
    EXPECT_TRUE(report->problems.empty());
}

TEST(SampleCounty, KeepsPasswordsForItsOwnerAlone) {
    const auto path = small().folder / "accounts.txt";
    EXPECT_EQ(fs::status(path).permissions() & fs::perms::all,
              fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_TRUE(file_text(path).starts_with("账号 密码 角色 说明\nsecurity01 "));
}

TEST(SampleCounty, FailsInAFolderThatHasACounty) {
    const auto again = build_county(small().folder, small_plan(), kPacks,
                                    {small().clock, const_cast<SystemRandom&>(small().chance)}, {});
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().kind, Refused::Conflict);
}

TEST(SampleCounty, IsTheSameForTheSameSeed) {
    const Built other(small_plan(), "again");
    ASSERT_TRUE(other.county && small().county);
    EXPECT_EQ(sendings(small()), sendings(other));
    EXPECT_EQ(file_text(small().folder / "planted.csv"), file_text(other.folder / "planted.csv"));
}

TEST(SampleCounty, IsAnotherForAnotherSeed) {
    auto plan = small_plan();
    plan.seed = 7;
    plan.last = plan.first;
    plan.release = false;
    const Built other(plan, "other");
    EXPECT_NE(sendings(small()), sendings(other));
}

TEST(SampleCounty, HasNoHardFindingWhereNothingIsPlanted) {
    auto plan = small_plan();
    plan.planted_permille = 0;
    plan.last = Period::month(2026, 4);
    plan.release = false;
    const Built clean(plan, "clean");
    ASSERT_TRUE(clean.county);
    EXPECT_EQ(clean.summary.returned, 0);
    const auto read = clean.county->store().read([&](store::Tx& tx) -> Done {
        for (const auto& count : collect::board_counts(tx, desk::kNow))
            edit::each_check(tx, count.form, count.period, desk::kNow, [&](const edit::StoredCheck& check) {
                for (const auto& it : check.findings)
                    if (it.severity == edit::Severity::Hard && it.verdict == edit::Verdict::Failed)
                        ADD_FAILURE() << count.period.code() << " " << it.rule << " " << it.sentence;
            });
        return {};
    });
    EXPECT_TRUE(read.has_value());
}

TEST(Planted, EveryKindIsThere) {
    std::set<std::string> kinds;
    for (const auto& line : planted_lines(small())) kinds.insert(line.kind);
    EXPECT_EQ(kinds, (std::set<std::string>{"late", "missing", "blank_cell", "swapped_measure", "wrong_sum",
                                            "copied_month", "round_number", "repeated_voucher"}));
}

TEST(Planted, WrongSumsAreHardFindings) {
    int seen = 0;
    for (const auto& line : planted_lines(small())) {
        if (line.kind != "wrong_sum") continue;
        ++seen;
        EXPECT_TRUE(any(first_findings(small(), line), edit::Severity::Hard, edit::Verdict::Failed))
            << line.unit << " " << line.form << " " << line.period;
    }
    EXPECT_GT(seen, 3);
}

TEST(Planted, SwappedMeasuresAreSoftFindings) {
    int seen = 0;
    for (const auto& line : planted_lines(small())) {
        if (line.kind != "swapped_measure") continue;
        ++seen;
        EXPECT_TRUE(any(first_findings(small(), line), edit::Severity::Soft, edit::Verdict::Failed))
            << line.unit << " " << line.form << " " << line.period;
    }
    EXPECT_GT(seen, 0);
}

TEST(Planted, CopiedMonthsAndRoundNumbersAreFound) {
    for (const auto& line : planted_lines(small())) {
        if (line.kind == "round_number") {
            EXPECT_TRUE(any(first_findings(small(), line), edit::Severity::Soft, edit::Verdict::Failed))
                << line.unit << " " << line.form << " " << line.period;
        }
        if (line.kind == "copied_month") {
            EXPECT_TRUE(any(first_findings(small(), line), edit::Severity::Hard, edit::Verdict::Failed))
                << line.unit << " " << line.form << " " << line.period;
        }
    }
}

TEST(Planted, BlankCellsAreUndecidedOrFailed) {
    for (const auto& line : planted_lines(small())) {
        if (line.kind != "blank_cell") continue;
        const auto findings = first_findings(small(), line);
        EXPECT_FALSE(findings.empty()) << line.unit << " " << line.form << " " << line.period;
    }
}

TEST(Planted, LateAndMissingReportsStandOnTheBoard) {
    ASSERT_TRUE(small().county);
    std::map<std::string, std::map<std::string, Line>> wanted;
    for (const auto& line : planted_lines(small()))
        if (line.kind == "late" || line.kind == "missing")
            wanted[line.form + " " + line.period][line.unit] = line;
    EXPECT_GT(wanted.size(), 2U);
    for (const auto* name : {"industry01", "trade01", "invest01", "service01", "labour01"}) {
        const auto officer = desk::actor_named(*small().county, name);
        ASSERT_TRUE(officer.has_value());
        const auto board = desk::board(*small().county, *officer, std::nullopt);
        ASSERT_TRUE(board.has_value());
        for (const auto& at : *board) {
            const auto units = desk::board_units(*small().county, *officer, at.form, at.period);
            ASSERT_TRUE(units.has_value());
            const auto& lines = wanted[at.form + " " + at.period.code()];
            for (const auto& each : *units) {
                const auto found = lines.find(each.code);
                if (found == lines.end()) continue;
                EXPECT_EQ(each.late, found->second.kind == "late") << each.code << " " << at.form;
                EXPECT_EQ(!each.submission, found->second.kind == "missing") << each.code << " " << at.form;
            }
        }
    }
}

}  // namespace
}  // namespace yj::demo

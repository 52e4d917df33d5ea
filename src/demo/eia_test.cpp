#include "demo/eia.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "desk/access/accounts.hpp"
#include "desk/collect/board_question.hpp"
#include "desk/journal/keep_log.hpp"
#include "desk/tabulate/build_table.hpp"

namespace yj::demo {
namespace {

namespace fs = std::filesystem;

const fs::path kHouse = YJ_SOURCE_DIR;

struct Panel {
    fs::path folder;
    EiaSummary summary;
    SystemClock clock;
    SystemRandom chance;
    std::unique_ptr<desk::County> county;

    Panel()
        : folder(fs::temp_directory_path() /
                 ("yj_eia_" + std::to_string(getpid()) + "_" + std::to_string(clock.now().us))) {
        auto built = build_eia(folder, kHouse / "packs", kHouse / "cases", {clock, chance}, {});
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
    Panel(const Panel&) = delete;
    Panel& operator=(const Panel&) = delete;
    ~Panel() {
        county.reset();
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
};

const Panel& panel() {
    static const Panel built;
    return built;
}

/// The panel's lines, read here with nothing of the house: fields by comma, names in quotes.
struct Line {
    std::string unit, state;
    int month = 0;
    std::array<long long, 10>
        numbers{};  ///< RESREV RESSAL COMREV COMSAL INDREV INDSAL OTHREV OTHSAL TOTREV TOTSAL
};
std::vector<Line> lines_of_panel() {
    std::ifstream file(kHouse / "cases/eia/eia_utility_monthly.csv");
    std::vector<Line> lines;
    std::string text;
    std::getline(file, text);
    while (std::getline(file, text)) {
        std::vector<std::string> fields(1);
        bool quoted = false;
        for (const char c : text) {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                fields.emplace_back();
            else if (c != '\r')
                fields.back() += c;
        }
        Line line;
        line.state = fields[2];
        line.unit = fields[0] + "-" + fields[2];
        line.month = std::stoi(fields[4]);
        for (std::size_t i = 0; i < 10; ++i)
            line.numbers[i] = std::strtoll(fields[5 + i].c_str(), nullptr, 10);
        lines.push_back(line);
    }
    return lines;
}

bool broken_revenue(const Line& it) {
    return std::llabs(it.numbers[8] - it.numbers[0] - it.numbers[2] - it.numbers[4] - it.numbers[6]) > 1;
}
bool broken_sales(const Line& it) {
    return std::llabs(it.numbers[9] - it.numbers[1] - it.numbers[3] - it.numbers[5] - it.numbers[7]) > 1;
}

access::Actor officer() { return *desk::actor_named(*panel().county, "power01"); }

/// "213-AK 7": the reports that stand returned.
std::set<std::string> returned() {
    std::set<std::string> all;
    for (int month = 1; month <= 12; ++month) {
        const auto board =
            desk::board_units(*panel().county, officer(), "EIA-826", Period::month(1996, month));
        EXPECT_TRUE(board.has_value());
        for (const auto& each : *board)
            if (each.state == collect::TaskState::Returned)
                all.insert(each.code + " " + std::to_string(month));
    }
    return all;
}

TEST(RealPanel, IsTakenInWholeAndReleased) {
    ASSERT_TRUE(panel().county);
    const auto& it = panel().summary;
    EXPECT_EQ(it.units, 342);
    EXPECT_EQ(it.reports, 4092);
    EXPECT_EQ(it.refused, 0);
    EXPECT_EQ(it.accepted, 4092 - it.returned);
    EXPECT_EQ(it.released, "电力销售月报 1996年12月");
}

TEST(RealPanel, BreaksItsIdentitiesInExactly35Reports) {
    int revenue = 0, sales = 0, reports = 0;
    for (const auto& it : lines_of_panel()) {
        revenue += broken_revenue(it) ? 1 : 0;
        sales += broken_sales(it) ? 1 : 0;
        reports += broken_revenue(it) || broken_sales(it) ? 1 : 0;
    }
    EXPECT_EQ(revenue, 18);
    EXPECT_EQ(sales, 19);
    EXPECT_EQ(reports, 35);
    EXPECT_EQ(panel().summary.broken_revenue, revenue);
    EXPECT_EQ(panel().summary.broken_sales, sales);
}

TEST(RealPanel, ReturnsTwoReportsThatNobodyMayAmend) {
    ASSERT_TRUE(panel().county);
    const auto standing = returned();
    EXPECT_EQ(standing.size(), 2U);
    std::set<std::string> broken;
    for (const auto& it : lines_of_panel())
        if (broken_revenue(it) || broken_sales(it)) broken.insert(it.unit + " " + std::to_string(it.month));
    for (const auto& each : standing) EXPECT_TRUE(broken.contains(each)) << each;
}

TEST(RealPanel, TotalsEqualSumsOverTheFile) {
    ASSERT_TRUE(panel().county);
    const std::array<const char*, 10> measures{"rev_res",   "sales_res", "rev_com",   "sales_com", "rev_ind",
                                               "sales_ind", "rev_oth",   "sales_oth", "rev",       "sales"};
    const auto not_facts = returned();
    std::map<std::string, std::string> region_of;
    std::ifstream regions(kHouse / "packs/eia-1996/lists/region.csv");
    for (std::string line; std::getline(regions, line);)
        if (line.starts_with("98")) region_of[line.substr(13, line.rfind(',') - 13)] = line.substr(0, 12);
    for (int month = 1; month <= 12; ++month) {
        std::map<std::string, long long> sums;
        for (const auto& it : lines_of_panel()) {
            if (it.month != month || not_facts.contains(it.unit + " " + std::to_string(month))) continue;
            for (std::size_t i = 0; i < 10; ++i) {
                sums[region_of.at(it.state) + ":" + measures[i]] += it.numbers[i];
                sums[std::string("980000000000:") + measures[i]] += it.numbers[i];
            }
        }
        const auto built = desk::build_table(*panel().county, officer(), "EIA-826-01",
                                             Period::month(1996, month), std::nullopt);
        ASSERT_TRUE(built.has_value()) << built.error().text();
        int compared = 0;
        for (const auto& [address, sum] : sums) {
            const auto figure = built->table.find(address);
            ASSERT_TRUE(figure.has_value()) << address;
            if (figure->status == tabulate::FigureStatus::Withheld) continue;
            ASSERT_TRUE(figure->exact.has_value()) << address;
            EXPECT_EQ(figure->exact->text(), std::to_string(sum)) << month << " " << address;
            ++compared;
        }
        EXPECT_GT(compared, 250) << month;
        EXPECT_TRUE(built->table.find("980000000000:rev")->exact.has_value());
    }
}

TEST(RealPanel, HasALogThatVerifies) {
    ASSERT_TRUE(panel().county);
    const auto auditor = desk::actor_named(*panel().county, "audit01");
    ASSERT_TRUE(auditor.has_value());
    const auto report = desk::verify_log(*panel().county, *auditor, {});
    ASSERT_TRUE(report.has_value()) << report.error().text();
    EXPECT_TRUE(report->problems.empty());
}

}  // namespace
}  // namespace yj::demo

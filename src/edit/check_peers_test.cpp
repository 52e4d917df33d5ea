#include "edit/check_peers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <numeric>
#include <random>

#include "base/case_file.hpp"
#include "base/text.hpp"
#include "edit/notation/table_form.hpp"

namespace yj::edit {
namespace {

/// Rows of a table under rules; for each row the verdicts in the order of the rules: 通, 否, 疑.
class Table {
public:
    Table(const std::vector<TableColumn>& columns, const std::vector<std::string>& rows)
        : form_(table_form(columns).value()) {
        for (const auto& row : rows) {
            auto sheet = table_row(form_, split(row, ','));
            EXPECT_TRUE(sheet) << sheet.error().text();
            sheets_.push_back(std::move(*sheet));
        }
    }

    std::vector<std::string> judge(const std::string& rules, const Executor& run = run_in_turn) const {
        const auto set = compile_table_rules(form_, std::vector<RuleText>{{"t", rules}});
        if (!set) return {set.error().front().text()};
        std::vector<Context> population;
        for (const auto& sheet : sheets_)
            population.push_back({Period::of_year(2026), &form_, &sheet, nullptr, {}, {}});
        std::vector<std::string> said(sheets_.size());
        judge_peers(*set, population, run,
                    [&](std::size_t at, const Rule&, const Instance&, Evaluation&, Verdict verdict) {
                        static constexpr std::array<const char*, 3> kShort{"通", "否", "疑"};
                        said[at] += kShort[static_cast<std::size_t>(verdict)];
                    });
        return said;
    }
    std::string sentence(const std::string& rules, std::size_t row) const {
        const auto set = compile_table_rules(form_, std::vector<RuleText>{{"t", rules}});
        std::vector<Context> population;
        for (const auto& sheet : sheets_)
            population.push_back({Period::of_year(2026), &form_, &sheet, nullptr, {}, {}});
        EXPECT_TRUE(check_report(*set, population[row]).empty()) << "a report without its peers was judged";
        const auto findings = check_peers(*set, population, run_in_turn)[row];
        return findings.empty() ? "" : findings.front().sentence;
    }

private:
    instrument::Form form_;
    std::deque<instrument::CellSheet> sheets_;
};

using Said = std::vector<std::string>;

const std::vector<TableColumn> kColumns{{"组", true}, {"x"}, {"y"}};

TEST(Population, ReckonsEachTermOnceAGroupAndExactly) {
    const Table table(kColumns, {"甲,1,1", "甲,2,", "甲,6,3", "乙,10,1", "乙,,1", ",5,1"});
    EXPECT_EQ(table.judge("规则 a 强制 x <= 平均值(x)"), (Said{"通", "通", "否", "否", "疑", "否"}));
    EXPECT_EQ(table.judge("规则 a 强制 x <= 平均值(x 按 组)"), (Said{"通", "通", "否", "通", "疑", "疑"}));
    EXPECT_EQ(table.judge("规则 a 强制 中位数(x 按 组) == 2"), (Said{"通", "通", "通", "否", "否", "疑"}));
    EXPECT_EQ(table.judge("规则 a 强制 中位数(x) == 5"), (Said(6, "通")));
    EXPECT_EQ(table.judge("规则 a 强制 合计值(x 按 组) == 9 且 最小值(x 按 组) == 1 且 最大值(x 按 组) == 6"),
              (Said{"通", "通", "通", "否", "否", "疑"}));
    EXPECT_EQ(table.judge("规则 a 强制 个数(x 按 组) == 1"), (Said{"否", "否", "否", "通", "通", "疑"}));
    EXPECT_EQ(table.judge("规则 a 强制 个数() == 6 且 个数(x > 1) == 4"), (Said(6, "通")));
    EXPECT_EQ(table.judge("规则 a 强制 个数(组 == \"甲\") >= 1"), (Said(6, "通")));
    EXPECT_EQ(table.judge("规则 a 强制 合计值(取值(组 == \"甲\", x, 0) 按 y) == 1 空=0")[0], "通");
    EXPECT_EQ(table.judge("规则 a 强制 平均值(x / y) == 4.5").front(), "通");  // (1 + 2 + 10 + 5) / 4
}

TEST(Population, FindsCombinationsThatStandTwice) {
    const Table table(kColumns, {"甲,1,1", "甲,1.0,2", "甲,2,3", "乙,1,", ",1,1"});
    EXPECT_EQ(table.judge("规则 a 强制 唯一(组, x)"), (Said{"否", "否", "通", "通", "疑"}));
    EXPECT_EQ(table.sentence("规则 a 强制 唯一(组, x)", 1), "组 甲、x 1 与其他报表重复");
    EXPECT_EQ(table.sentence("规则 a 强制 唯一(组, x)", 4), "组未填");
}

TEST(Population, JudgesByQuartilesOfTheGroup) {
    const Table table(kColumns, {"甲,1,", "甲,2,", "甲,3,", "甲,4,", "甲,100,", "甲,,", "乙,1,", "乙,2,"});
    EXPECT_EQ(table.judge("规则 a 核实 四分位内(x, 1.5 按 组)"),
              (Said{"通", "通", "通", "通", "否", "疑", "疑", "疑"}));
    // Quartiles 2 and 4 (of 1 2 3 4 100): the upper fence is 4 + 48 × 2, exactly.
    EXPECT_EQ(table.judge("规则 a 核实 四分位内(x, 48 按 组)")[4], "通");
    EXPECT_EQ(table.judge("规则 a 核实 四分位内(x, 47.999 按 组)")[4], "否");
    EXPECT_EQ(table.sentence("规则 a 核实 四分位内(x, 1.5 按 组)", 4), "x 100 在同组四分位界限之外");
    EXPECT_EQ(table.sentence("规则 a 核实 四分位内(x, 1.5 按 组)", 6), "同组不足 4 个数，不计四分位");
}

TEST(Population, JudgesRatiosAmongTheirPeers) {
    std::vector<std::string> rows;
    for (int i = 1; i <= 20; ++i)
        rows.push_back("甲," + std::to_string(100 + i % 5) + "," + std::to_string(100 + i % 3));
    rows.push_back("甲,1000,100");
    rows.push_back("甲,0,100");
    rows.push_back("甲,5,");
    const auto said = Table(kColumns, rows).judge("规则 a 核实 非 比率离群(x, y, 0.5, 0.05, 4)");
    EXPECT_EQ(std::ranges::count(said, "通"), 20);
    EXPECT_EQ(said[20], "否");
    EXPECT_EQ(said[21], "疑");
    EXPECT_EQ(said[22], "疑");
}

TEST(Population, RefusesTermsWithinTermsAndUnknownKeys) {
    const Table table(kColumns, {"甲,1,1"});
    EXPECT_EQ(table.judge("规则 a 强制 x < 平均值(平均值(x)) ")[0],
              "t:1:17：横向函数里不能再有横向函数；应为拆成几条规则");
    EXPECT_EQ(table.judge("规则 a 强制 x < 平均值(x 按 祖)")[0],
              "t:1:21：表中没有“祖”这一列；应为表头中的列名；是不是“组”？");
    EXPECT_EQ(table.judge("规则 a 强制 四分位内(x, y 按 组)")[0],
              "t:1:19：“四分位内”的界限要是数字；应为如 1.5");
    EXPECT_EQ(table.judge("规则 a 强制 四分位内(x)")[0],
              "t:1:15：“四分位内”的参数个数不对；应为四分位内(x, 1.5 按 行业大类)");
}

TEST(Population, SaysTheSameInAnyOrderAndOnAnyNumberOfThreads) {
    std::mt19937 random(5);
    std::vector<std::string> rows;
    for (int i = 0; i < 3000; ++i)
        rows.push_back(std::string(1, static_cast<char>('a' + random() % 7)) + "," +
                       std::to_string(random() % 1000) + "." + std::to_string(random() % 10) + "," +
                       std::to_string(1 + random() % 50));
    const std::string rules =
        "规则 a 强制 x <= 3 * 平均值(x 按 组) 规则 b 强制 四分位内(x / y, 1 按 组) 规则 c 强制 唯一(组, x, "
        "y) "
        "规则 d 强制 非 比率离群(x, y, 0.5, 0.05, 4 按 组) 规则 e 强制 x < 2 * 中位数(x)";
    const auto first = Table(kColumns, rows).judge(rules);
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::shuffle(order, random);
    std::vector<std::string> shuffled;
    for (const auto at : order) shuffled.push_back(rows[at]);
    const Executor backwards = [](std::size_t count, const std::function<void(std::size_t)>& job) {
        while (count > 0) job(--count);
    };
    const auto second = Table(kColumns, shuffled).judge(rules, backwards);
    for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(second[i], first[order[i]]) << shuffled[i];
}

TEST(Population, PeersAreThoseInTheScopeOfTheRule) {
    instrument::Form form;
    form.code = "T1";
    form.columns = {{"1", "本月", Span::Current, ""}};
    instrument::Indicator row;
    row.code = row.name = "01";
    form.rows.push_back(row);
    const std::vector<RuleText> texts{
        {"t",
         "范围 制造业 行业属于(\"C\")\n规则 T1/A 强制 制造业 [01] <= 平均值([01] 按 行业大类)\n"
         "规则 T1/B 强制 [01] <= 平均值([01])"}};
    const auto set = compile_rules({&form, 1}, texts);
    ASSERT_TRUE(set) << set.error().front().text();
    std::deque<instrument::CellSheet> sheets;
    std::deque<registry::UnitAttributes> units;
    std::vector<Context> population;
    for (const auto& [industry, amount] : {std::pair{"1311", 1}, {"1312", 3}, {"1411", 9}, {"0610", 100}}) {
        auto& sheet = sheets.emplace_back(form);
        sheet.set({0, 0, {}}, Amount(amount, 0));
        units.emplace_back().industry = IndustryCode::parse(industry).value();
        population.push_back({Period::month(2026, 10), &form, &sheet, &units.back(), {}, {}});
    }
    const auto findings = check_peers(*set, population, run_in_turn);
    EXPECT_TRUE(findings[0].empty());
    ASSERT_EQ(findings[1].size(), 1U);
    EXPECT_EQ(findings[1][0].sentence, "01 3 应不大于 同组01平均值 2，相差 1");
    EXPECT_EQ(respondent_sentence(*set, "T1", findings[1][0]), "请核实（01）");
    EXPECT_TRUE(findings[2].empty());
    ASSERT_EQ(findings[3].size(), 1U);
    EXPECT_EQ(findings[3][0].rule, "T1/B");
}

}  // namespace
}  // namespace yj::edit

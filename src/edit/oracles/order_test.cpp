// Neither the order of rules nor the order of reports changes a finding.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <numeric>
#include <random>

#include "base/text.hpp"
#include "edit/check_peers.hpp"
#include "edit/engine/population_fixture.hpp"
#include "edit/notation/table_form.hpp"

namespace yj::edit {
namespace {

std::vector<Finding> sorted(std::vector<Finding> findings) {
    std::ranges::sort(findings, {},
                      [](const Finding& it) { return std::tie(it.rule, it.column, it.key, it.sentence); });
    return findings;
}

/// The written rules of the set in another order.
std::string shuffled_rules(const RuleSet& set, unsigned seed) {
    std::vector<std::string> texts;
    for (const auto& rule : set.rules())
        if (!rule.generated && std::ranges::find(texts, rule.written) == texts.end())
            texts.push_back(rule.written);
    std::mt19937 random(seed);
    std::ranges::shuffle(texts, random);
    std::string all;
    for (const auto& text : texts) all += text + "\n";
    return all;
}

/// The same context for a plan that names the same sources in another order.
Context reordered(const Context& context, const FormPlan& from, const FormPlan& to) {
    auto made = context;
    for (std::size_t i = 0; i < to.sources.size(); ++i) {
        const auto at = std::ranges::find(from.sources, to.sources[i]) - from.sources.begin();
        made.others[i] = context.others.at(static_cast<std::size_t>(at));
        made.other_forms[i] = context.other_forms.at(static_cast<std::size_t>(at));
    }
    return made;
}

TEST(OrderOfRules, ChangesNoFinding) {
    std::size_t findings = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const RandomPopulation population(seed, 25);
        const auto& form = population.form();
        const auto text = shuffled_rules(population.set(), seed);
        const auto forms = std::vector<instrument::Form>{form};
        const auto other = compile_rules(forms, std::vector<RuleText>{{"shuffled", text}});
        ASSERT_TRUE(other) << other.error().front().text() << "\n" << text;
        for (const auto& context : population.contexts()) {
            const auto first = check_report(population.set(), context);
            const auto second = check_report(
                *other, reordered(context, population.set().plan(form.code), other->plan(form.code)));
            ASSERT_EQ(sorted(first), sorted(second)) << "seed " << seed;
            findings += first.size();
        }
    }
    EXPECT_GT(findings, 1000U);
}

/// Rows of 组, x, y with blanks, repeated values and some that lie far out.
std::vector<std::string> random_rows(unsigned seed, std::size_t count) {
    std::mt19937 random(seed);
    const auto pick = [&](unsigned choices) { return random() % choices; };
    const auto value = [&]() -> std::string {
        if (pick(8) == 0) return "";
        const auto number = static_cast<int>(pick(pick(6) == 0 ? 100'000 : 50)) - 5;
        return std::to_string(number) + (pick(3) == 0 ? ".5" : "");
    };
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back(std::string(pick(9) == 0   ? ""
                                   : pick(2) == 0 ? "甲"
                                                  : "乙") +
                       "," + value() + "," + value());
    return rows;
}

constexpr auto kPeers = R"(
规则 a 强制 x <= 平均值(x 按 组)
规则 b 强制 x + y >= 中位数(x + y)
规则 c 强制 唯一(组, x)
规则 d 强制 个数(x > y 按 组) >= 5
规则 e 强制 四分位内(x, 1.5 按 组)
规则 f 强制 比率离群(x, y, 0.5, 0.05, 4) 或 x < 最大值(y)
规则 g 强制 合计值(x 按 组) == 合计值(y 按 组)  允差 50%
规则 h 强制 x >= y
)";

TEST(OrderOfReports, ChangesNoFinding) {
    const std::vector<TableColumn> columns{{"组", true}, {"x"}, {"y"}};
    const auto form = table_form(columns).value();
    const auto set = compile_table_rules(form, std::vector<RuleText>{{"peers", kPeers}});
    ASSERT_TRUE(set) << set.error().front().text();
    for (unsigned seed = 1; seed <= 30; ++seed) {
        std::deque<instrument::CellSheet> sheets;
        std::vector<Context> population;
        for (const auto& row : random_rows(seed, 60)) {
            sheets.push_back(table_row(form, split(row, ',')).value());
            population.push_back({Period::of_year(2026), &form, &sheets.back(), nullptr, {}, {}});
        }
        const auto first = check_peers(*set, population, run_in_turn);
        std::vector<std::size_t> order(population.size());
        std::iota(order.begin(), order.end(), 0U);
        std::mt19937 random(seed);
        std::ranges::shuffle(order, random);
        std::vector<Context> moved;
        for (const auto at : order) moved.push_back(population[at]);
        const auto second = check_peers(*set, moved, run_in_turn);
        for (std::size_t i = 0; i < order.size(); ++i)
            ASSERT_EQ(second[i], first[order[i]]) << "seed " << seed << " report " << order[i];
    }
}

}  // namespace
}  // namespace yj::edit

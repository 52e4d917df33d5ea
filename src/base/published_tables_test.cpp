// The first golden cases of sums and rounding: tables that statistical offices have published.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/amount.hpp"
#include "base/case_file.hpp"
#include "base/text.hpp"

namespace yj {
namespace {

Amount amount(std::string_view text) {
    const auto read = Amount::parse(text);
    EXPECT_TRUE(read.has_value()) << text;
    return read.value_or(Amount());
}

std::vector<Case> cases_of(const std::string& name) {
    auto cases = read_cases(YJ_SOURCE_DIR "/src/base/cases/" + name);
    EXPECT_TRUE(cases.has_value()) << cases.error().text();
    return cases ? std::move(*cases) : std::vector<Case>();
}

/// The amounts of one row of a published table.
std::vector<Amount> row_of(const Case& table, std::string_view name) {
    std::vector<Amount> amounts;
    for (const Case::Row& row : table.rows("rows"))
        if (row[0] == name) std::transform(row.begin() + 1, row.end(), std::back_inserter(amounts), amount);
    EXPECT_FALSE(amounts.empty()) << table.title << ": " << name;
    return amounts;
}

std::vector<Amount> differences(const Case& table, const Case::Row& rule) {
    std::vector<WideAmount> rest;
    for (const Amount total : row_of(table, rule[0])) rest.emplace_back(total);
    for (std::string_view part : split(rule[1], '+')) {
        const auto amounts = row_of(table, trimmed(part));
        for (std::size_t at = 0; at < rest.size(); ++at) rest[at].subtract(amounts.at(at));
    }
    std::vector<Amount> found;
    for (const WideAmount& one : rest) found.push_back(one.exact().value());
    return found;
}

TEST(PublishedTables, RowsAddUpAsTheyWerePublished) {
    int checked = 0;
    for (const Case& table : cases_of("published_tables.case"))
        for (const Case::Row& rule : table.rows("sums")) {
            std::vector<Amount> expected;
            std::transform(rule.begin() + 2, rule.end(), std::back_inserter(expected), amount);
            EXPECT_EQ(differences(table, rule), expected)
                << table.title << ": " << rule[0] << " = " << rule[1];
            ++checked;
        }
    EXPECT_EQ(checked, 11);
}

TEST(PublishedTables, ColumnsAddUpAsTheyWerePublished) {
    int checked = 0;
    for (const Case& table : cases_of("published_tables.case"))
        for (const Case::Row& rule : table.rows("across")) {
            const auto amounts = row_of(table, rule[0]);
            WideAmount rest(amounts[0]);
            for (std::size_t at = 1; at < amounts.size(); ++at) rest.subtract(amounts[at]);
            EXPECT_EQ(rest.exact(), amount(rule[1])) << table.title << ": " << rule[0];
            ++checked;
        }
    EXPECT_EQ(checked, 20);
}

TEST(PublishedTables, SharesAndPullsOfAnEconomyRoundAsPublished) {
    const auto cases = cases_of("published_tables.case");
    const auto found =
        std::ranges::find_if(cases, [](const Case& c) { return c.title.starts_with("广安区"); });
    ASSERT_NE(found, cases.end());
    const Case& table = *found;
    const WideAmount whole(row_of(table, "GDP")[0]);
    const auto shares = row_of(table, "结构");
    const auto contributions = row_of(table, "贡献率");
    const auto pulls = row_of(table, "拉动");
    const Amount growth = row_of(table, "GDP增速")[0];
    WideAmount all_shares, all_contributions, all_pulls;
    std::size_t at = 0;
    for (const char* industry : {"一产", "二产", "三产"}) {
        const WideAmount part(row_of(table, industry)[0]);
        EXPECT_EQ(part.shifted(2).over(whole, 1, Round::HalfUp), shares[at]) << industry;
        // 拉动 = 贡献率 × GDP 增速 / 100: tenths times tenths, two more decimals for the hundred. The third
        // was published as what the others leave of the growth (强制平衡): 5.6, where rounding gives 5.7.
        const Amount pull = Amount(contributions[at].units() * growth.units(), 4).rounded(1, Round::HalfUp);
        EXPECT_EQ(pull, at == 2 ? amount("5.7") : pulls[at]) << industry;
        all_shares.add(shares[at]);
        all_contributions.add(contributions[at]);
        all_pulls.add(pulls[at++]);
    }
    EXPECT_EQ(all_shares.exact(), amount("100"));
    EXPECT_EQ(all_contributions.exact(), amount("100"));
    EXPECT_EQ(all_pulls.exact(), growth);
}

TEST(PublishedTables, ThePurchasingManagersIndexIsRoundedHalfUp) {
    const auto cases = cases_of("pmi.case");
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(cases[0].rows("months").size(), 10U);
    const auto tenths = [](const std::string& text) {
        return amount(text).rounded(1, Round::HalfUp).units();
    };
    for (const Case::Row& row : cases[0].rows("months")) {
        const auto thousandths = 25 * tenths(row[2]) + 30 * tenths(row[3]) + 10 * tenths(row[4]) +
                                 20 * tenths(row[5]) + 15 * (1000 - tenths(row[6]));
        EXPECT_EQ(Amount(thousandths, 3).rounded(1, Round::HalfUp), amount(row[1])) << row[0];
    }
}

TEST(PublishedTables, CropCuttingYieldLeavesTheLossThatWasNotPublished) {
    // 湖北公安县中稻实割实测 2014: 6.07 kg on 50 平方尺, 杂质 1.6 %, 含水 27.5 %, published 579.65 kg/亩.
    const WideAmount at_standard_moisture =
        WideAmount(amount("519.640560"));  // 6.07 / 50 × 6000 × 0.984 × 0.725
    const auto without_loss = at_standard_moisture.over(WideAmount(amount("0.865")), 2, Round::HalfUp);
    ASSERT_EQ(without_loss, amount("600.74"));
    EXPECT_EQ(WideAmount(amount("579.65")).over(WideAmount(*without_loss), 3, Round::HalfUp),
              amount("0.965"));
}

}  // namespace
}  // namespace yj

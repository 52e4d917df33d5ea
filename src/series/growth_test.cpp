#include "series/growth.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>

#include "base/text.hpp"

namespace yj::series {
namespace {

Value amount(std::string_view digits) { return *Amount::parse(digits); }

UnitGrowth both(std::int64_t unit, std::string_view current, std::string_view base) {
    return {StatUnitId{unit}, amount(current), amount(base), BaseOrigin::LastYearFact, amount(base), "", ""};
}

/// 社会消费品零售总额 as published month by month, with the growth published beside it.
struct Retail {
    std::string level, growth, above_limit, above_limit_growth;
};

std::map<std::string, Retail> published() {
    std::map<std::string, Retail> months;
    std::ifstream file(YJ_SOURCE_DIR "/src/series/cases/china_retail.csv");
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const auto parts = split(line, ',');
        months[std::string(parts[0])] = {std::string(parts[1]), std::string(parts[2]), std::string(parts[3]),
                                         std::string(parts[4])};
    }
    return months;
}

std::string quotient_of_levels(const std::string& current, const std::string& base) {
    return growth_rate(growth_of({both(1, current, base)}), 1, Round::HalfUp)->text();
}

TEST(Growth, AQuotientOfPublishedLevelsIsNotThePublishedGrowth) {
    const auto months = published();
    EXPECT_EQ(quotient_of_levels(months.at("2018年3月").above_limit, months.at("2017年3月").above_limit),
              "-8.1");
    EXPECT_EQ(months.at("2018年3月").above_limit_growth, "9.0");
    EXPECT_EQ(quotient_of_levels(months.at("2015年11月").level, months.at("2014年11月").level), "19.0");
    EXPECT_EQ(months.at("2015年11月").growth, "11.2");
}

TEST(Growth, OnTheComparableBaseThePublishedGrowthComesOutAndItsReasonStandsBesideIt) {
    const auto months = published();
    // 限额以上 units that left the frame are not in this year's total; the base without them is chosen to
    // fit.
    const auto& now = months.at("2018年3月").above_limit;
    const auto base =
        WideAmount(*Amount::parse(now)).over(WideAmount(*Amount::parse("1.090")), 1, Round::HalfUp);
    auto unit = both(1, now, months.at("2017年3月").above_limit);
    unit.base = *base;
    unit.origin = BaseOrigin::Adjusted;
    unit.reason = "口径调整";
    const auto growth = growth_of({unit});
    EXPECT_EQ(growth_rate(growth, 1, Round::HalfUp)->text(), months.at("2018年3月").above_limit_growth);
    ASSERT_EQ(growth.adjusted.size(), 1U);
    EXPECT_EQ(growth.adjusted.front().reason, "口径调整");
    EXPECT_EQ(growth.adjusted.front().last_year.text(), months.at("2017年3月").above_limit);
}

TEST(Growth, TotalsOf2013And2014AgreeWithTheirLevelsWithinThreeTenths) {
    const auto months = published();
    int compared = 0;
    for (const auto& [name, month] : months) {
        if (name.substr(0, 4) != "2013" && name.substr(0, 4) != "2014") continue;
        auto before = name;
        --before[3];
        if (!months.contains(before)) continue;
        const auto quotient = Amount::parse(quotient_of_levels(month.level, months.at(before).level));
        EXPECT_LE(std::abs(quotient->approx() - Amount::parse(month.growth)->approx()), 0.3 + 1e-9) << name;
        ++compared;
    }
    EXPECT_GE(compared, 18);
}

TEST(Growth, AUnitWithOneSideOnlyIsNamedAndInNeitherSum) {
    auto fresh = both(2, "900", "0");
    fresh.base = Missing::NotFilled;
    fresh.origin = BaseOrigin::None;
    auto gone = both(3, "0", "700");
    gone.current = Missing::Exempt;
    auto nothing = fresh;
    nothing.current = Missing::NotFilled;
    const auto growth = growth_of({both(1, "106", "100"), fresh, gone, nothing});
    EXPECT_EQ(growth_rate(growth, 1, Round::HalfUp)->text(), "6.0");
    EXPECT_EQ(growth.units, 1);
    EXPECT_EQ(growth.without_base, std::vector{StatUnitId{2}});
    EXPECT_EQ(growth.without_current, std::vector{StatUnitId{3}});
}

TEST(Growth, IsNotReadyWithoutAPositiveBase) {
    for (const auto* base : {"0", "-5"}) {
        const auto rate = growth_rate(growth_of({both(1, "10", base)}), 1, Round::HalfUp);
        ASSERT_FALSE(rate.has_value());
        EXPECT_EQ(rate.error().kind, Refused::NotReady);
    }
    EXPECT_EQ(growth_rate(growth_of({}), 1, Round::HalfUp).error().kind, Refused::NotReady);
}

TEST(Growth, IsRoundedOnceByTheConventionItIsGiven) {
    const auto growth = growth_of({both(1, "1002.5", "1000")});  // just 0.25 %
    EXPECT_EQ(growth_rate(growth, 1, Round::HalfUp)->text(), "0.3");
    EXPECT_EQ(growth_rate(growth, 1, Round::HalfEven)->text(), "0.2");
}

TEST(Growth, PartsPullTheWholeByTheirChange) {
    const auto whole = growth_of({both(1, "60", "50"), both(2, "48", "50")});
    EXPECT_EQ(contribution_points(growth_of({both(1, "60", "50")}), whole, 1, Round::HalfUp)->text(), "10.0");
    EXPECT_EQ(contribution_points(growth_of({both(2, "48", "50")}), whole, 1, Round::HalfUp)->text(), "-2.0");
    EXPECT_EQ(growth_rate(whole, 1, Round::HalfUp)->text(), "8.0");
    EXPECT_FALSE(contribution_points(whole, growth_of({}), 1, Round::HalfUp).has_value());
}

}  // namespace
}  // namespace yj::series

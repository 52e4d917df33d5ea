#include "tabulate/tabulate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tabulate/lineage.hpp"
#include "tabulate/table_fixture.hpp"

namespace yj::tabulate {
namespace {

constexpr std::string_view kCube = R"T(code = "C"
title = "C"
form = "T"
dims = [
  { by = "region", levels = ["county", "township"] },
  { by = "industry", levels = ["whole", "section", "division"] },
  { by = "size" },
]
measures = [
  { id = "v", title = "v", cell = "01.2", measure = "万元", decimals = 1 },
  { id = "g", title = "g", growth = { current = "01.2", base = "01.4" }, decimals = 1 },
  { id = "q", title = "q", ratio = { of = "01.2", by = "02.2", power = 3 }, measure = "元", decimals = 2 },
  { id = "n", title = "n", count = true },
]
suppress = { min = 0 }
)T";

constexpr std::string_view kTown = R"T(code = "T"
title = "T"
form = "T"
dims = [ { by = "region", levels = ["county", "township"] } ]
measures = [
  { id = "v", title = "v", cell = "01.2", measure = "万元", decimals = 0 },
  { id = "g", title = "g", growth = { current = "01.2", base = "01.4" }, decimals = 1 },
  { id = "n", title = "n", count = true },
]
)T";

Value maybe(std::mt19937& random) {
    const auto number = static_cast<std::int64_t>(random() % 100000);
    if (number % 10 == 0) return Missing::NotFilled;
    return Amount(number - 20000, static_cast<int>(number % 3));
}

std::vector<Contributor> random_county(unsigned seed, int size) {
    std::mt19937 random(seed);
    std::vector<Contributor> all;
    for (int i = 0; i < size; ++i) {
        const std::string region = "990101" + std::to_string(100 + random() % 5);
        const auto* industry = std::array{"C1310", "C1411", "C1529", "B0610", "D4411", "C13"}[random() % 6];
        auto one = contributor(i + 1, i % 40 == 0 ? "990101" : region, industry,
                               {maybe(random), maybe(random), maybe(random)});
        one.size = static_cast<registry::SizeClass>(random() % 5);
        one.counts = random() % 20 != 0;
        all.push_back(std::move(one));
    }
    return all;
}

Contributors gathered(const std::vector<Contributor>& all) {
    Contributors contributors(all.front().values.size());
    for (const auto& one : all) contributors.add(one);
    return contributors;
}

TEST(Tabulate, GivesTheSameDigitsForAnyOrderOfContributors) {
    auto def = made(kCube);
    def.suppress.min = 3;
    auto county = random_county(1, 200);
    const auto figures = tabulate(def, gathered(county)).figures();
    std::mt19937 random(7);
    for (int round = 0; round < 3; ++round) {
        std::ranges::shuffle(county, random);
        EXPECT_EQ(tabulate(def, gathered(county)).figures(), figures);
    }
}

TEST(Tabulate, AFigureIsTheSumOfItsLineageAndOfNothingElse) {
    const auto def = made(kCube);
    const auto contributors = gathered(random_county(2, 60));
    const auto table = tabulate(def, contributors);
    int sums = 0;
    for (const auto& figure : table.figures()) {
        const auto lineage = contributors_of(def, figure.address, contributors);
        ASSERT_TRUE(lineage.has_value());
        if (!figure.address.ends_with(":v") || !figure.exact) continue;
        std::int64_t hundredths = 0;  // of 千元
        for (const auto at : *lineage) {
            const auto value = contributors.values(at)[0].amount();
            hundredths += value.units() * std::array{100, 10, 1}[static_cast<std::size_t>(value.decimals())];
        }
        EXPECT_EQ(*figure.exact, Amount(hundredths, 3)) << figure.address;
        ++sums;
    }
    EXPECT_GT(sums, 80);
}

TEST(Tabulate, TheWayBackNamesExactlyTheFiguresWhoseLineageHoldsTheReport) {
    const auto def = made(kCube);
    const auto county = random_county(3, 60);
    const auto contributors = gathered(county);
    std::vector<std::vector<std::string>> expected(county.size());
    const auto table = tabulate(def, contributors);
    for (const auto& figure : table.figures()) {
        const auto lineage = *contributors_of(def, figure.address, contributors);
        for (const auto at : lineage) expected[at].push_back(figure.address);
    }
    for (std::size_t i = 0; i < county.size(); ++i) {
        auto touched = touched_cells(def, county[i]);
        std::ranges::sort(touched);
        std::ranges::sort(expected[i]);
        EXPECT_EQ(touched, expected[i]);
    }
}

TEST(Tabulate, AUnitCodedToTheCountyOnlyHasAPlaceOfItsOwnSoThatPartsAddUp) {
    auto def = made(kTown);
    def.suppress.min = 0;
    Contributors contributors(2);
    contributors.add(contributor(1, "990101001", "", {amount("50"), amount("40")}));
    contributors.add(contributor(2, "990101", "", {amount("30"), amount("40")}));
    const auto table = tabulate(def, contributors);
    EXPECT_EQ(printed(table, "990101000000:v"), "8");
    EXPECT_EQ(printed(table, "990101001000:v"), "5");
    EXPECT_EQ(printed(table, "~990101000000:v"), "3");
    EXPECT_EQ(table.axes().front().nodes.back().code, "~990101000000");
}

TEST(Tabulate, ShowsWhyThereAreNoDigits) {
    auto def = made(kTown);
    def.suppress.min = 0;
    Contributors contributors(2);
    contributors.add(contributor(1, "990101001", "", {amount("4"), amount("0")}));
    contributors.add(contributor(2, "990101002", "", {Missing::Exempt, Missing::Exempt}));
    contributors.add(contributor(3, "990101003", "", {Missing::NotFilled, amount("1")}));
    contributors.add(contributor(4, "990101003", "", {Missing::Exempt, amount("1")}));
    contributors.add(contributor(5, "990101004", "", {amount("0"), amount("-3")}));
    const std::array shown{*RegionCode::parse("990101009")};
    const auto table = tabulate(def, contributors, shown);
    EXPECT_EQ(printed(table, "990101001000:v"), "…");
    EXPECT_EQ(table.find("990101001000:v")->exact->text(), "0.4");
    EXPECT_EQ(printed(table, "990101001000:g"), "无基数");
    EXPECT_EQ(printed(table, "990101002000:v"), "免报");
    EXPECT_EQ(printed(table, "990101003000:v"), "未填");
    EXPECT_EQ(printed(table, "990101004000:v"), "0");
    EXPECT_EQ(printed(table, "990101004000:g"), "无基数");
    EXPECT_EQ(printed(table, "990101009000:v"), "");
    EXPECT_EQ(table.find("990101009000:v")->status, FigureStatus::None);
    EXPECT_FALSE(table.find("990101010000:v"));
    EXPECT_FALSE(table.find("990101001000:x"));
    EXPECT_FALSE(table.find("990101001000"));
}

TEST(Tabulate, GrowthStandsOnUnitsThatHaveBothYears) {
    auto def = made(kTown);
    def.suppress.min = 0;
    Contributors contributors(2);
    contributors.add(contributor(1, "990101001", "", {amount("106"), amount("100")}));
    contributors.add(contributor(2, "990101001", "", {amount("900"), Missing::NotFilled}));
    const auto figure = *tabulate(def, contributors).find("990101000000:g");
    EXPECT_EQ(figure.printed, "6.0");
    EXPECT_EQ(figure.exact->text(), "106");
    EXPECT_EQ(figure.denominator->text(), "100");
    EXPECT_EQ(figure.contributors, 1);
}

TEST(Tabulate, AnAdjustmentLineIsSummedButIsNoContributor) {
    auto def = made(kTown);
    Contributors contributors(2);
    for (int i = 1; i <= 3; ++i)
        contributors.add(contributor(i, "990101001", "", {amount("100"), amount("100")}));
    auto line = contributor(9, "990101001", "", {amount("-70"), amount("0")});
    line.counts = false;
    contributors.add(line);
    line.region = *RegionCode::parse("990101002");
    contributors.add(line);
    const auto table = tabulate(def, contributors);
    EXPECT_EQ(printed(table, "990101001000:v"), "23");
    EXPECT_EQ(printed(table, "990101001000:n"), "3");
    EXPECT_EQ(table.find("990101001000:v")->contributors, 3);
    EXPECT_EQ(printed(table, "990101002000:v"), "-7");
    EXPECT_EQ(printed(table, "990101002000:n"), "0");
}

TEST(Tabulate, TheFilterLeavesOthersOut) {
    auto def = made(kTown);
    def.suppress.min = 0;
    def.filter.industries = {*IndustryCode::parse("C")};
    Contributors contributors(2);
    contributors.add(contributor(1, "990101001", "C1310", {amount("100"), amount("100")}));
    contributors.add(contributor(2, "990101001", "D4411", {amount("500"), amount("100")}));
    EXPECT_EQ(printed(tabulate(def, contributors), "990101000000:v"), "10");
    EXPECT_TRUE(touched_cells(def, contributors.at(1)).empty());
}

TEST(Tabulate, OneFirmOfTwoIsWithheldAndSoIsTheTownThatWouldBetrayIt) {
    const auto def = made(kTown);
    Contributors contributors(2);
    const auto add = [&](int count, std::string_view region, std::string_view value) {
        for (int i = 0; i < count; ++i)
            contributors.add(contributor(i, region, "", {amount(value), amount("100")}));
    };
    add(2, "990101001", "77777");
    add(4, "990101002", "200");
    add(9, "990101003", "300");
    const auto table = tabulate(def, contributors);
    EXPECT_EQ(printed(table, "990101001000:v"), "保密");
    EXPECT_EQ(printed(table, "990101002000:v"), "保密");
    EXPECT_EQ(printed(table, "990101002000:g"), "保密");
    EXPECT_EQ(printed(table, "990101003000:v"), "270");
    EXPECT_EQ(printed(table, "990101001000:n"), "2");
    const auto withheld = *table.find("990101001000:v");
    EXPECT_FALSE(withheld.exact || withheld.denominator || withheld.shown);
}

TEST(Tabulate, WithClosedCountsAWithheldCellHidesHowManyToo) {
    auto def = made(kTown);
    def.suppress.counts_open = false;
    Contributors contributors(2);
    contributors.add(contributor(1, "990101001", "", {amount("7"), amount("100")}));
    const auto table = tabulate(def, contributors);
    EXPECT_EQ(printed(table, "990101001000:n"), "保密");
    EXPECT_EQ(table.find("990101001000:v")->contributors, 0);
}

TEST(Tabulate, OneFirmThatIsNearlyAllOfATownIsWithheldUnderTheDominanceRule) {
    auto def = made(kTown);
    def.suppress.dominance = 90;
    Contributors contributors(2);
    for (int i = 0; i < 5; ++i)
        contributors.add(contributor(i, "990101001", "", {amount("10"), amount("1")}));
    contributors.add(contributor(9, "990101001", "", {amount("450"), amount("1")}));
    EXPECT_EQ(printed(tabulate(def, contributors), "990101001000:v"), "50");  // just 90 %: not more
    contributors.add(contributor(10, "990101001", "", {amount("0"), amount("1")}));
    def.suppress.dominance = 89;
    EXPECT_EQ(printed(tabulate(def, contributors), "990101001000:v"), "保密");
}

TEST(Tabulate, AReportBecomesAContributorByItsSheetAndItsUnit) {
    auto def = made(kTown);
    def.suppress.min = 0;
    const auto form = small_form();
    instrument::CellSheet sheet(form);
    sheet.set(*form.cell("01.2"), amount("120"));
    sheet.set(*form.cell("01.4"), amount("100"));
    registry::UnitVersion unit;
    unit.unit = StatUnitId{5};
    unit.attributes.region = *RegionCode::parse("990101001");
    Contributors contributors(def.cells.size());
    contributors.add(contributor_of(unit, SubmissionId{50}, EntryIndex{9}), sheet,
                     cell_places(def.cells, form));
    unit.attributes.kind = registry::UnitKind::Adjustment;
    contributors.add(contributor_of(unit, SubmissionId{51}, EntryIndex{9}), sheet,
                     cell_places(def.cells, form));
    const auto table = tabulate(def, contributors);
    EXPECT_EQ(printed(table, "990101001000:v"), "24");
    EXPECT_EQ(printed(table, "990101001000:n"), "1");
    EXPECT_EQ(printed(table, "990101001000:g"), "20.0");
}

TEST(Tabulate, NobodyAtAllGivesAnEmptyTable) {
    EXPECT_TRUE(tabulate(made(kTown), Contributors(2)).figures().empty());
}

TEST(Lineage, RefusesAnAddressThatTheTableDoesNotHave) {
    const auto def = made(kTown);
    for (const auto* address : {"990101000000:x", "990101000000", "990101000000/C:v", ""})
        EXPECT_EQ(contributors_of(def, address, Contributors(2)).error().kind, Refused::NotFound) << address;
    EXPECT_TRUE(contributors_of(def, "110000000000:v", Contributors(2))->empty());
}

}  // namespace
}  // namespace yj::tabulate

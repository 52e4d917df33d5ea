#include "series/base_figures.hpp"

#include <gtest/gtest.h>

#include "series/table_bases.hpp"
#include "tabulate/table_fixture.hpp"

namespace yj::series {
namespace {

using instrument::CellSheet;
using tabulate::amount;
using tabulate::small_form;

const BaseCase kAbout{StatUnitId{7}, Period::month(2026, 10), EntryIndex{5}};

CellSheet sheet(const instrument::Form& form, const std::vector<std::pair<const char*, Value>>& cells) {
    CellSheet made(form);
    for (const auto& [address, value] : cells) made.set(*form.cell(address), value);
    return made;
}

TEST(BaseFigures, EqualByValueOrLeftBlankSaysNothing) {
    const auto form = small_form();
    const auto last = sheet(form, {{"01.1", amount("10")}, {"01.2", amount("100")}, {"02.1", amount("3")}});
    const auto report =
        sheet(form, {{"01.1", amount("11")}, {"01.3", amount("10.0")}, {"01.4", amount("100")}});
    const auto outcome = compare_bases(form, report, &last, {}, kAbout);
    EXPECT_TRUE(outcome.figures.empty());
    EXPECT_TRUE(outcome.questions.empty());
}

TEST(BaseFigures, ADifferenceWithAReasonIsABaseFigureForTheCurrentCell) {
    const auto form = small_form();
    const auto last = sheet(form, {{"01.2", amount("100")}});
    const auto report = sheet(form, {{"01.2", amount("130")}, {"01.4", amount("120")}});
    const std::array reasons{BaseReason{"01.4", "并购", "并入乙厂"}};
    const auto outcome = compare_bases(form, report, &last, reasons, kAbout);
    EXPECT_TRUE(outcome.questions.empty());
    const facts::BaseFigure expected{StatUnitId{7}, "T",           Period::month(2026, 10),
                                     "01.2",        EntryIndex{5}, amount("120"),
                                     "并购",        "并入乙厂"};
    EXPECT_EQ(outcome.figures, std::vector{expected});
}

TEST(BaseFigures, ADifferenceWithoutAReasonIsAQuestionThatNamesTheCellAndNoFigure) {
    const auto form = small_form();
    const auto last = sheet(form, {{"01.2", amount("4321")}});
    const auto report = sheet(form, {{"01.4", amount("98765")}});
    const auto outcome = compare_bases(form, report, &last, {}, kAbout);
    EXPECT_TRUE(outcome.figures.empty());
    ASSERT_EQ(outcome.questions.size(), 1U);
    EXPECT_EQ(outcome.questions.front().cell, "01.4");
    EXPECT_NE(outcome.questions.front().sentence.find("上年同期数与上年上报数不同，未说明原因"),
              std::string::npos);
    EXPECT_EQ(outcome.questions.front().sentence.find("98765"), std::string::npos);
    EXPECT_EQ(outcome.questions.front().sentence.find("4321"), std::string::npos);
    const std::array empty_reason{BaseReason{"01.4", "", ""}};
    EXPECT_EQ(compare_bases(form, report, &last, empty_reason, kAbout).questions.size(), 1U);
}

TEST(BaseFigures, WithoutAFactLastYearTheReportedBaseStandsAndSaysSo) {
    const auto form = small_form();
    const auto report = sheet(form, {{"01.4", amount("98")}});
    const auto outcome = compare_bases(form, report, nullptr, {}, kAbout);
    ASSERT_EQ(outcome.figures.size(), 1U);
    EXPECT_EQ(outcome.figures.front().reason, kNoFactLastYear);
}

TEST(BaseFigures, ABaseComesFromTheAdjustmentThenLastYearsFactThenTheReport) {
    facts::BaseFigure adjusted;
    adjusted.value = amount("1");
    adjusted.reason = "更正";
    const auto origin = [&](const std::optional<Value>& last, const facts::BaseFigure* figure,
                            Value reported) {
        const auto growth = unit_growth(StatUnitId{7}, amount("9"), reported, last, figure);
        return std::pair{growth.origin, growth.base.text()};
    };
    EXPECT_EQ(origin(amount("2"), &adjusted, amount("3")),
              (std::pair{BaseOrigin::Adjusted, std::string("1")}));
    EXPECT_EQ(origin(amount("2"), nullptr, amount("3")),
              (std::pair{BaseOrigin::LastYearFact, std::string("2")}));
    EXPECT_EQ(origin(std::nullopt, nullptr, amount("3")),
              (std::pair{BaseOrigin::Reported, std::string("3")}));
    EXPECT_EQ(origin(Missing::Exempt, nullptr, Value()).first, BaseOrigin::None);
}

constexpr std::string_view kTable = R"T(code = "T"
title = "T"
form = "T"
dims = [ { by = "region", levels = ["county", "township"] } ]
measures = [ { id = "g", title = "g", growth = { current = "01.2", base = "01.4" }, decimals = 1 } ]
suppress = { min = 0 }
)T";

TEST(TableBases, AQuietlyChangedBaseDoesNotMoveThePublishedGrowthAndAnExplainedOneIsNamed) {
    const auto form = small_form();
    const auto def = tabulate::made(kTable);
    const auto last = sheet(form, {{"01.2", amount("100")}});
    TableBases bases(def);
    tabulate::Contributors contributors(2);
    const auto add = [&](std::int64_t unit, const CellSheet* last_year,
                         std::span<const facts::BaseFigure> figures) {
        auto one = tabulate::contributor(unit, "990101001", "", {amount("110"), amount("55")});
        bases.apply(one, &form, last_year, figures);
        contributors.add(one);
    };
    add(1, &last, {});
    facts::BaseFigure explained;
    explained.cell = "01.2";
    explained.value = amount("88");
    explained.reason = "行业变更";
    add(2, &last, std::span(&explained, 1));
    EXPECT_EQ(tabulate::printed(tabulate::tabulate(def, contributors), "990101000000:g"),
              "17.0");  // 220 / 188
    const auto growth = *bases.growth("990101000000:g", contributors);
    EXPECT_EQ(growth.units, 2);
    ASSERT_EQ(growth.adjusted.size(), 1U);
    EXPECT_EQ(growth.adjusted.front().unit, StatUnitId{2});
    EXPECT_EQ(growth.adjusted.front().last_year.text(), "100");
    EXPECT_EQ(growth_rate(growth, 1, Round::HalfUp)->text(), "17.0");
}

TEST(TableBases, NamesTheUnitsThatTheGrowthLeavesOut) {
    const auto def = tabulate::made(kTable);
    TableBases bases(def);
    tabulate::Contributors contributors(2);
    contributors.add(tabulate::contributor(1, "990101001", "", {amount("110"), amount("100")}));
    contributors.add(tabulate::contributor(2, "990101001", "", {amount("40"), Missing::NotFilled}));
    EXPECT_EQ(bases.growth("990101000000:g", contributors)->without_base, std::vector{StatUnitId{2}});
    EXPECT_EQ(bases.growth("990101000000:x", contributors).error().kind, Refused::NotFound);
}

}  // namespace
}  // namespace yj::series

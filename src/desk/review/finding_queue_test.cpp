#include "desk/review/finding_queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "desk/county_fixture.hpp"
#include "desk/review/review_reports.hpp"

namespace yj::desk {
namespace {

class FindingQueueOfCounty : public CountyFixture {
protected:
    /// Six factories with 1000 to 1250 a month and 900 the year before; two of them wrote far too much.
    void SetUp() override {
        CountyFixture::SetUp();
        import_national("2026-09", {1000, 1050, 1100, 1150, 1200, 1250});
        import_national("2026-10", {1000, 9000, 1100, 1150, 90000, 1250});
    }
    FindingQueue queue(const std::string& account = "profession_officer") {
        return must(finding_queue(county(), as(account), {kForm, october, ""}));
    }
    static std::vector<std::string> codes(const FindingQueue& queue) {
        std::vector<std::string> all;
        for (const auto& it : queue.places) all.push_back(it.code);
        return all;
    }
};

TEST_F(FindingQueueOfCounty, AsksFirstAboutTheLargestEffectOnThePublishedGrowth) {
    const auto found = queue();
    EXPECT_EQ(found.cell, "01.1") << "the first growth that the pack publishes of the form";
    EXPECT_EQ(found.reports, 6);
    EXPECT_TRUE(found.of_growth);
    const auto order = codes(found);
    ASSERT_GE(order.size(), 2u);
    EXPECT_EQ(order[0], "A-5");
    EXPECT_EQ(order[1], "A-2");
    // Nobody has ten peers among six, so each is expected to have stayed at its 900: (90000 - 900) / 5400.
    EXPECT_EQ(found.places[0].expected, "900");
    EXPECT_NEAR(found.places[0].effect_points, 1650, 1e-9);
    EXPECT_NEAR(found.places[1].effect_points, 150, 1e-9);
    // Six reports: 103500 against 5400.
    EXPECT_EQ(found.total, "103500");
    EXPECT_EQ(found.growth, "1816.7");
    EXPECT_EQ(found.not_compared, 6);
}

TEST_F(FindingQueueOfCounty, TellsWhatIsStillAtRiskAfterEachReport) {
    const auto found = queue();
    double rest = 0;
    for (auto place = found.places.rbegin(); place != found.places.rend(); ++place) {
        EXPECT_NEAR(place->remaining_points, rest, 1e-9);
        rest += place->risk_points;
    }
    EXPECT_TRUE(std::ranges::is_sorted(found.places, std::ranges::greater{}, &QueuedReport::risk_points));
}

TEST_F(FindingQueueOfCounty, IsOrderedByTheCellThatIsAskedFor) {
    const auto found = must(finding_queue(county(), as("profession_officer"), {kForm, october, "01.2"}));
    EXPECT_EQ(found.cell, "01.2");
    const auto refused = finding_queue(county(), as("profession_officer"), {kForm, october, "99.1"});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, Refused::NotFound);
}

TEST_F(FindingQueueOfCounty, LeavesOutWhatWasExplained) {
    auto before = queue();
    const auto first = before.places.at(0);
    std::vector<ExplanationWanted> said;
    for (const auto& finding : first.findings)
        if (finding.severity == edit::Severity::Soft)
            said.push_back({first.submission, finding.rule, "", "", "01",
                            "10月新接出口订单，产值比上年同月增加8.9万千元，因新生产线投产"});
    ASSERT_FALSE(said.empty());
    must(explain_findings(county(), as("enterprise5"), said, {}));
    const auto after = queue();
    for (const auto& place : after.places)
        for (const auto& finding : place.findings)
            EXPECT_FALSE(place.code == "A-5" && finding.severity == edit::Severity::Soft) << finding.rule;
}

TEST_F(FindingQueueOfCounty, IsNeverReadByARespondent) {
    const auto refused = finding_queue(county(), as("enterprise5"), {kForm, october, ""});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, Refused::Forbidden);
}

TEST_F(FindingQueueOfCounty, ShowsAnOfficerOfOneTownshipItsOwnUnitsAndNoTotal) {
    auto officer = as("profession_officer");
    for (auto& grant : officer.grants) grant.region = *RegionCode::parse("990101100");
    const auto found = must(finding_queue(county(), officer, {kForm, october, ""}));
    EXPECT_EQ(found.reports, 3);
    EXPECT_EQ(found.total, "");
    for (const auto& code : codes(found)) EXPECT_LE(code, "A-3");
    EXPECT_NEAR(found.places.at(0).effect_points, 150, 1e-9) << "of the county's growth, as published";
}

}  // namespace
}  // namespace yj::desk

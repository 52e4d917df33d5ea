#include <gmock/gmock.h>

#include "desk/collect/board_question.hpp"
#include "desk/county_fixture.hpp"
#include "desk/review/blame_question.hpp"

namespace yj::desk {
namespace {

using ::testing::HasSubstr;

class DoubtedReport : public CountyFixture {
protected:
    SubmissionId report_of(const std::string& code) {
        for (const auto& it : must(board_units(county(), as("profession_officer"), kForm, october)))
            if (it.code == code) return it.submission;
        return {};
    }
};

TEST_F(DoubtedReport, NamesTheCellThatBreaksTheIdentitiesAndNoFigureForIt) {
    auto csv = reports_csv("2026-10", {900, 900, 900, 900, 900, 900});
    // A-1's exports of the month (04.1) exceed its sales and its exports of the year: one cell explains both.
    csv.replace(csv.find(",0,0,0,0,"), 9, ",90000,0,0,0,");
    must(import_reports(county(), as("profession_officer"),
                        {kForm, {}, collect::Channel::NationalExport, "x.csv", csv, {}}));
    const auto found = must(blame_report(county(), as("profession_officer"), report_of("A-1")));
    EXPECT_EQ(found.unit_code, "A-1");
    ASSERT_EQ(found.cells.size(), 1U) << found.sentence;
    EXPECT_EQ(found.cells.front().address, "04.1");
    EXPECT_EQ(found.cells.front().value, "90000");
    EXPECT_THAT(found.sentence, HasSubstr("出口交货值"));
    EXPECT_THAT(must(blame_report(county(), as("profession_officer"), report_of("A-2"))).cells,
                ::testing::IsEmpty());
}

TEST_F(DoubtedReport, IsForTheBureauAlone) {
    import_national("2026-10", {900, 900, 900, 900, 900, 900});
    for (const auto* who : {"enterprise1", "leader", "system_admin", "register_officer"})
        EXPECT_EQ(blame_report(county(), as(who), report_of("A-1")).error().kind, Refused::NotFound) << who;
    EXPECT_EQ(blame_report(county(), as("profession_officer"), SubmissionId{5}).error().kind,
              Refused::NotFound);
}

}  // namespace
}  // namespace yj::desk

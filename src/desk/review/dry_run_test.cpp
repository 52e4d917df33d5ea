#include <gmock/gmock.h>

#include "desk/county_fixture.hpp"
#include "desk/evidence/add_voucher.hpp"
#include "desk/review/audit_reports.hpp"
#include "desk/review/dry_run_question.hpp"

namespace yj::desk {
namespace {

using ::testing::HasSubstr;

class DryRun : public CountyFixture {
protected:
    void SetUp() override {
        CountyFixture::SetUp();
        import_national("2026-09", {100, 200, 300, 400, 500, 600});
        import_national("2026-10", {110, 220, 330, 440, 550, 660});
    }
    Result<std::vector<DryRunRow>> run(const std::string& rules,
                                       const std::string& who = "profession_officer", std::string unit = {}) {
        return dry_run(county(), as(who),
                       {{"新.rules", rules}, kForm, september, october, std::move(unit), 2}, run_in_turn);
    }
};

TEST_F(DryRun, CountsEachPeriodAndPutsNothing) {
    const auto before = must(county().last_entry());
    const auto rows =
        must(run("规则 B204-1/Z1 核实 [01.1] <= 440\n规则 B204-1/Z2 提示 [01.1] > 上期[01.1]\n"));
    ASSERT_EQ(rows.size(), 4U);
    const auto& z1 = rows[2];
    EXPECT_EQ(z1.period, october);
    EXPECT_EQ(std::tuple(z1.reports, z1.passed, z1.failed, z1.undecided), std::tuple(6, 4, 2, 0));
    ASSERT_EQ(z1.examples.size(), 2U);
    EXPECT_EQ(z1.examples[0].code, "A-5");
    EXPECT_THAT(z1.examples[0].sentence, HasSubstr("550"));
    const auto& september_z2 = rows[1];
    EXPECT_EQ(std::tuple(september_z2.failed, september_z2.undecided), std::tuple(0, 6)) << "no August came";
    EXPECT_EQ(must(county().last_entry()).value, before.value);
}

TEST_F(DryRun, ComparesWithPeersAsAnAuditWould) {
    const auto rows = must(run("规则 B204-1/Z1 核实 [01.1] <= 1.5 * 平均值([01.1])\n"));
    EXPECT_EQ(rows.back().failed, 1) << "660 against an average of 385";
}

TEST_F(DryRun, OfOneUnitAlone) {
    const auto rows = must(run("规则 B204-1/Z1 核实 [01.1] <= 440\n", "profession_officer", "A-6"));
    EXPECT_EQ(rows.back().reports, 1);
    EXPECT_EQ(rows.back().failed, 1);
}

TEST_F(DryRun, NamesTheFirstFault) {
    const auto refused = run("规则 B204-1/Z1 核实 [01.1 <= 440\n");
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(refused.error().what, HasSubstr("新.rules:1"));
}

TEST_F(DryRun, IsNotForRespondents) {
    EXPECT_EQ(run("规则 B204-1/Z1 核实 [01.1] <= 440\n", "enterprise1").error().kind, Refused::Forbidden);
}

TEST_F(DryRun, SetsAReportAgainstItsVouchersAndLedger) {
    must(add_voucher(county(), as("enterprise1"),
                     {"A-1", kForm, october, "01.1", Amount(105, 0), "03", "发票.pdf", "%PDF-1.4 test"}, {}));
    must(add_ledger_lines(county(), as("enterprise2"), "A-2", kForm, october,
                          {{"产值台账", 1, *parse_date("2026-10-08"), "甲", Amount(200, 0), "01.1"},
                           {"产值台账", 2, *parse_date("2026-10-21"), "乙", Amount(205, 1), "01.1"}},
                          {}));
    const auto rows =
        must(run("规则 B204-1/Z1 核实 [01.1] ≈ 凭证[01.1] 允差 1%\n"
                 "规则 B204-1/Z2 核实 [01.1] ≈ 台账.工业总产值.本月 允差 1%\n"));
    const auto& papers = rows[rows.size() - 2];
    EXPECT_EQ(std::tuple(papers.failed, papers.undecided), std::tuple(1, 5)) << "110 against papers of 105";
    EXPECT_THAT(papers.examples[0].sentence, HasSubstr("105"));
    const auto& ledger = rows.back();
    EXPECT_EQ(std::tuple(ledger.passed, ledger.failed, ledger.undecided), std::tuple(1, 0, 5))
        << "220 against lines of 200 and 20.5";
}

}  // namespace
}  // namespace yj::desk

#include "desk/review/audit_reports.hpp"

#include <thread>

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/county_fixture.hpp"
#include "edit/edit_shelf.hpp"

namespace yj::desk {
namespace {

class Audit : public CountyFixture {
protected:
    std::map<SubmissionId, std::vector<edit::Finding>> stored(Period period) {
        std::map<SubmissionId, std::vector<edit::Finding>> all;
        EXPECT_TRUE(county()
                        .store()
                        .read([&](store::Tx& tx) -> Done {
                            edit::each_check(tx, kForm, period, kNow, [&](const edit::StoredCheck& check) {
                                all[check.submission] = check.findings;
                            });
                            return tx.state();
                        })
                        .has_value());
        return all;
    }
    access::Actor officer() { return as("profession_officer"); }
};

TEST_F(Audit, SaysOfAReportWhatItsImportSaidAndPutsNothingAgain) {
    import_national("2026-09", {100, 200, 300, 400, 500, 600});
    import_national("2026-10", {900, 1, 300, 4000, 500, 600});
    const auto before = stored(october);
    ASSERT_EQ(before.size(), 6U);
    const auto summary = must(audit_reports(county(), officer(), kForm, october, {}));
    EXPECT_EQ(summary.reports, 6);
    EXPECT_EQ(summary.changed, 0);
    EXPECT_GT(summary.hard + summary.soft, 0);
    EXPECT_EQ(stored(october), before);
}

TEST_F(Audit, FindsWhatAReportThatCameLaterSaysOfOneThatCameBefore) {
    import_national("2026-10", {900, 1, 300, 4000, 500, 600});
    import_national("2026-09", {100, 200, 300, 400, 500, 600});
    const auto first = must(audit_all(county(), officer(), {}, {}));
    EXPECT_EQ(first.populations, 2);
    EXPECT_EQ(first.reports, 12);
    EXPECT_EQ(first.changed, 6);
    const auto again = must(audit_all(county(), officer(), {}, {}));
    EXPECT_EQ(again.changed, 0);
    EXPECT_EQ(again.entry.value, first.entry.value + 1);
}

TEST_F(Audit, GoesThroughAFormOrAPeriodWhenOnlyOneIsNamed) {
    import_national("2026-09", {100, 200, 300, 400, 500, 600});
    import_national("2026-10", {100, 200, 300, 400, 500, 600});
    EXPECT_EQ(must(audit_all(county(), officer(), {kForm, {}}, {})).reports, 12);
    EXPECT_EQ(must(audit_all(county(), officer(), {{}, october}, {})).reports, 6);
    const auto none = audit_all(county(), officer(), {"B203", {}}, {});
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().kind, Refused::NotFound);
}

TEST_F(Audit, IsRefusedToAnAccountThatMayAuditNothing) {
    import_national("2026-10", {100, 200, 300, 400, 500, 600});
    const auto refused = audit_all(county(), as("enterprise1"), {}, {});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, Refused::Forbidden);
}

TEST_F(Audit, StoresTheSameOnSeveralThreads) {
    const Executor four = [](std::size_t count, const std::function<void(std::size_t)>& job) {
        std::vector<std::jthread> all;
        for (std::size_t thread = 0; thread < 4; ++thread)
            all.emplace_back([=, &job] {
                for (auto at = thread; at < count; at += 4) job(at);
            });
    };
    import_national("2026-10", {900, 1, 300, 4000, 500, 600});
    import_national("2026-09", {100, 200, 300, 400, 500, 600});
    const auto on_four = must(audit_reports(county(), officer(), kForm, october, {}, four));
    EXPECT_EQ(on_four.changed, 6);
    EXPECT_EQ(must(audit_reports(county(), officer(), kForm, october, {})).changed, 0);
}

}  // namespace
}  // namespace yj::desk

#include "edit/edit_shelf.hpp"

#include <gtest/gtest.h>

#include "collect/collect_shelf.hpp"
#include "edit/tables_shelf.hpp"
#include "store/store_fixture.hpp"

namespace yj::edit {
namespace {

const Period kOctober = Period::month(2026, 10);

Finding finding(const char* rule, Severity severity, Verdict verdict) {
    Finding out;
    out.rule = rule;
    out.severity = severity;
    out.verdict = verdict;
    out.cells = {"01.1", "03.1"};
    out.sentence = "出口交货值 100 > 工业销售产值 90，相差 10";
    return out;
}

StoredCheck check(std::int64_t submission, std::int64_t since, std::vector<Finding> findings) {
    return {SubmissionId{submission}, EntryIndex{since}, "0123456789abcdef", std::move(findings)};
}

class EditShelf : public store::StoreFixture {
protected:
    void put(const std::vector<StoredCheck>& checks) {
        write([&](store::Tx& tx) {
            for (const auto& each : checks) put_check(tx, each);
            return tx.state();
        });
    }
    void put_report(std::int64_t id, std::int64_t unit) {
        write([&](store::Tx& tx) {
            collect::open_task(tx,
                               {TaskId{id}, StatUnitId{unit}, "B204-1", kOctober, Instant{1}, EntryIndex{1}});
            collect::Submission sent;
            sent.id = SubmissionId{id};
            sent.task = TaskId{id};
            sent.sequence = 1;
            sent.form_hash = "f";
            sent.payload = "p";
            sent.since = EntryIndex{2};
            collect::put_submission(tx, sent);
            return tx.state();
        });
    }
};
YJ_ON_BOTH_ENGINES(EditShelf);

TEST_P(EditShelf, TheLatestCheckStandsFromItsEntryOnAndNotBefore) {
    const auto first = check(7, 10, {finding("B204-1/H1", Severity::Hard, Verdict::Failed)});
    const auto second = check(7, 20, {});
    put({first, second});
    read([&](store::Tx& tx) {
        EXPECT_FALSE(latest_check(tx, SubmissionId{7}, EntryIndex{9}));
        EXPECT_EQ(latest_check(tx, SubmissionId{7}, EntryIndex{19}), first);
        EXPECT_EQ(latest_check(tx, SubmissionId{7}, EntryIndex{20}), second);
        return tx.state();
    });
}

TEST_P(EditShelf, CountsFailuresByWeightAndTheUndecidedApart) {
    put_report(7, 1);
    put_report(8, 2);
    put({check(
             7, 10,
             {finding("A", Severity::Hard, Verdict::Failed), finding("B", Severity::Soft, Verdict::Failed),
              finding("C", Severity::Soft, Verdict::Failed), finding("D", Severity::Hard, Verdict::Undecided),
              finding("E", Severity::Hint, Verdict::Failed)}),
         check(8, 10, {finding("A", Severity::Hard, Verdict::Failed)}), check(8, 20, {})});
    read([&](store::Tx& tx) {
        const auto counts = check_counts(tx, "B204-1", kOctober, EntryIndex{30});
        EXPECT_EQ(counts.size(), 2U);
        EXPECT_EQ(counts.at(SubmissionId{7}), (CheckCount{EntryIndex{10}, 1, 2, 1}));
        EXPECT_EQ(counts.at(SubmissionId{8}), (CheckCount{EntryIndex{20}, 0, 0, 0}));
        EXPECT_EQ(check_counts(tx, "B204-1", kOctober, EntryIndex{15}).at(SubmissionId{8}).hard, 1);
        EXPECT_TRUE(check_counts(tx, "B203", kOctober, EntryIndex{30}).empty());
        std::vector<std::size_t> sizes;
        each_check(tx, "B204-1", kOctober, EntryIndex{30},
                   [&](const StoredCheck& each) { sizes.push_back(each.findings.size()); });
        EXPECT_EQ(sizes, (std::vector<std::size_t>{5, 0}));
        return tx.state();
    });
}

TEST(EditTables, AreAllNamedForTheVerifierOfTheLog) { EXPECT_EQ(edit_tables().size(), 1U); }

}  // namespace
}  // namespace yj::edit

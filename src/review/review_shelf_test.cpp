#include "review/review_shelf.hpp"

#include <gtest/gtest.h>

#include "collect/collect_shelf.hpp"
#include "review/tables_shelf.hpp"
#include "store/store_fixture.hpp"

namespace yj::review {
namespace {

const Period kOctober = Period::month(2026, 10);
constexpr SubmissionId kReport{100};
constexpr EntryIndex kNow{1000};

Explanation explanation(std::int64_t id, std::int64_t since, const char* rule, const char* words,
                        const char* column = "") {
    return {ExplanationId{id}, EntryIndex{since}, kReport, rule, column, "", "01", words, AccountId{5}};
}

class ReviewShelf : public store::StoreFixture {
protected:
    template <class Fn>
    void put(Fn fn) {
        write([&](store::Tx& tx) {
            fn(tx);
            return tx.state();
        });
    }
    void put_report() {
        put([](store::Tx& tx) {
            collect::open_task(tx, {TaskId{1}, StatUnitId{7}, "B204-1", kOctober, Instant{1}, EntryIndex{1}});
            collect::Submission sent;
            sent.id = kReport;
            sent.task = TaskId{1};
            sent.sequence = 1;
            sent.form_hash = "f";
            sent.payload = "p";
            sent.since = EntryIndex{2};
            collect::put_submission(tx, sent);
        });
    }
};
YJ_ON_BOTH_ENGINES(ReviewShelf);

TEST_P(ReviewShelf, ALaterExplanationOfTheSameFindingStandsAndTheEarlierIsKept) {
    put([](store::Tx& tx) {
        put_explanation(tx, explanation(1, 10, "B204-1/S2", "第一次"));
        put_explanation(tx, explanation(2, 11, "B204-1/S2", "另一栏", "2"));
        put_explanation(tx, explanation(3, 20, "B204-1/S2", "第二次"));
    });
    read([&](store::Tx& tx) {
        EXPECT_EQ(explanations_of(tx, kReport, EntryIndex{19}).size(), 2U);
        const auto standing = explanations_of(tx, kReport, EntryIndex{20});
        EXPECT_EQ(standing.size(), 2U);
        EXPECT_EQ(standing.at(0), explanation(3, 20, "B204-1/S2", "第二次"));
        EXPECT_EQ(all_explanations_of(tx, kReport, EntryIndex{20}).size(), 3U);
        EXPECT_TRUE(explanations_of(tx, kReport, EntryIndex{9}).empty());
        return tx.state();
    });
}

TEST_P(ReviewShelf, AReturnKeepsItsReasonsByCell) {
    const Return sent_back{
        kReport, EntryIndex{30}, AccountId{6}, {{"01.2", "03", "累计与上月不衔接"}, {"", "05", ""}}};
    put([&](store::Tx& tx) { put_return(tx, sent_back); });
    read([&](store::Tx& tx) {
        EXPECT_EQ(returns_of(tx, kReport, kNow), std::vector<Return>{sent_back});
        EXPECT_TRUE(returns_of(tx, kReport, EntryIndex{29}).empty());
        return tx.state();
    });
}

TEST_P(ReviewShelf, QuestionsStandBesideTheReportAndChangeNoState) {
    const Question asked{QuestionId{9}, EntryIndex{12},         kReport,
                         "01.1",        "本月为何比上月减半？", AccountId{6}};
    put([&](store::Tx& tx) { put_question(tx, asked); });
    read([&](store::Tx& tx) {
        EXPECT_EQ(questions_of(tx, kReport, kNow), std::vector<Question>{asked});
        EXPECT_EQ(marks_of(tx, kReport, kNow), Marks{});
        return tx.state();
    });
}

TEST_P(ReviewShelf, MarksSayWhatCameLastAsOfAnEntry) {
    put_report();
    put([](store::Tx& tx) {
        put_acceptance(tx, {kReport, EntryIndex{10}, AccountId{6}});
        put_return(tx, {kReport, EntryIndex{20}, AccountId{6}, {{"", "01", ""}}});
        put_acceptance(tx, {kReport, EntryIndex{30}, AccountId{6}});
    });
    read([&](store::Tx& tx) {
        EXPECT_EQ(marks_of(tx, kReport, EntryIndex{9}), Marks{});
        EXPECT_EQ(marks_of(tx, kReport, EntryIndex{25}), (Marks{EntryIndex{20}, EntryIndex{10}}));
        EXPECT_EQ(marks_of(tx, kReport, kNow), (Marks{EntryIndex{20}, EntryIndex{30}}));
        EXPECT_EQ(marks_of_form(tx, "B204-1", kOctober, EntryIndex{25}).at(kReport),
                  (Marks{EntryIndex{20}, EntryIndex{10}}));
        EXPECT_TRUE(marks_of_form(tx, "B203", kOctober, kNow).empty());
        EXPECT_EQ(acceptances_of(tx, kReport, kNow).size(), 2U);
        return tx.state();
    });
}

TEST_P(ReviewShelf, GivesTheExplanationsOfAWholeMonthInOneQuestion) {
    put_report();
    put([](store::Tx& tx) {
        put_explanation(tx, explanation(1, 10, "B204-1/S2", "第一次"));
        put_explanation(tx, explanation(2, 20, "B204-1/S2", "第二次"));
    });
    read([&](store::Tx& tx) {
        const auto all = explanations_of_form(tx, "B204-1", kOctober, kNow);
        EXPECT_EQ(all.size(), 1U);
        EXPECT_EQ(all.at(kReport).at(0).words, "第二次");
        return tx.state();
    });
}

TEST_P(ReviewShelf, DoesNotAcceptTwiceInOneEntry) {
    put([](store::Tx& tx) { put_acceptance(tx, {kReport, EntryIndex{10}, AccountId{6}}); });
    const auto again = store().write([](store::Tx& tx) {
        put_acceptance(tx, {kReport, EntryIndex{10}, AccountId{6}});
        return tx.flush();
    });
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().kind, Refused::Conflict);
}

TEST(ReturnReasons, ThatAreDamagedAreRefusedAtEveryCut) {
    const std::string bytes = pack_reasons({{"01.1", "02", "单位应为千元"}, {"", "99", "其他"}});
    EXPECT_EQ(unpack_reasons(bytes)->size(), 2U);
    for (std::size_t cut = 0; cut < bytes.size(); ++cut)
        EXPECT_FALSE(unpack_reasons(bytes.substr(0, cut)).has_value()) << cut;
    EXPECT_FALSE(unpack_reasons(bytes + "x").has_value());
}

TEST(ReviewTables, AreAllNamedForTheVerifierOfTheLog) { EXPECT_EQ(review_tables().size(), 4U); }

}  // namespace
}  // namespace yj::review

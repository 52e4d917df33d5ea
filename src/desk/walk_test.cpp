// The walk of one number, act by act, on a county of six factories; and the laws that hold on the way.
#include <fstream>

#include "collect/collect_shelf.hpp"
#include "desk/collect/board_question.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/county_fixture.hpp"
#include "desk/facts/reading_question.hpp"
#include "desk/journal/keep_log.hpp"
#include "desk/review/review_reports.hpp"
#include "desk/tabulate/build_table.hpp"
#include "store/conn.hpp"

namespace yj::desk {
namespace {

using collect::Channel;

constexpr std::array<int, 6> kHonest{1013, 1013, 1013, 1013, 1013, 1013};

class Walk : public CountyFixture {
protected:
    SubmissionId report_of(const std::string& code, Period period) {
        for (const auto& line : must(board_units(county(), as("profession_officer"), kForm, period)))
            if (line.code == code) return line.submission;
        return {};
    }
    std::string total(Period period) {
        const auto built = must(build_table(county(), as("profession_officer"), "B204-1-01", period, {}));
        for (const auto& figure : built.table.figures())
            if (figure.address.starts_with("990101000000") && figure.address.ends_with(":m"))
                return figure.printed;
        return "（无）";
    }
    /// What a hand with the database's password can do.
    void by_hand(const std::string& sql) {
        store::open_conn("sqlite:" + (folder() / "youju.db").string())->script(sql);
    }
};

TEST_F(Walk, CarriesAMonthFromTheExportToATable) {
    const auto summary = import_national("2026-10", kHonest);
    EXPECT_EQ(summary.taken, 6);
    EXPECT_EQ(summary.hard, 0);
    EXPECT_EQ(total(october), "（无）") << "a report is no fact before it is accepted";
    const auto accepted = must(accept_clean_reports(county(), as("profession_officer"), kForm, october, {}));
    EXPECT_EQ(accepted.accepted, 6);
    EXPECT_EQ(total(october), "607.8");  // 6 × 1,013 千元 in 万元
    EXPECT_TRUE(must(verify_log(county(), as("audit_admin"), {})).good());
}

TEST_F(Walk, ChangesNothingWhenTheSameFileComesAgain) {
    const auto first = import_national("2026-10", kHonest);
    const auto before = must(county().last_entry());
    const auto again = import_national("2026-10", kHonest);
    EXPECT_TRUE(again.known);
    EXPECT_EQ(again.entry, first.entry);
    EXPECT_EQ(must(county().last_entry()), before);
}

TEST_F(Walk, CountsARetriedActOnce) {
    import_national("2026-10", kHonest);
    const auto once = must(accept_clean_reports(county(), as("profession_officer"), kForm, october, "key-1"));
    const auto before = must(county().last_entry());
    const auto twice =
        must(accept_clean_reports(county(), as("profession_officer"), kForm, october, "key-1"));
    EXPECT_EQ(twice.entry, once.entry);
    EXPECT_EQ(must(county().last_entry()), before);
    const auto other = open_tasks(county(), as("register_officer"), kForm, october, "key-1");
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().kind, Refused::Conflict);
}

TEST_F(Walk, KeepsEarlierVersionsWhenAnExportDiffers) {
    import_national("2026-10", kHonest);
    const auto old = report_of("A-1", october);
    const auto later = import_national("2026-10", {1113, 1013, 1013, 1013, 1013, 1013});
    EXPECT_EQ(later.taken, 1);
    EXPECT_EQ(later.unchanged, 5);
    const auto now = report_of("A-1", october);
    EXPECT_NE(now, old);
    const auto stale = accept_report(county(), as("profession_officer"), old, {});
    ASSERT_FALSE(stale.has_value());
    EXPECT_EQ(stale.error().kind, Refused::Conflict);
}

TEST_F(Walk, ComputesAPastStateAgain) {
    import_national("2026-10", kHonest);
    must(accept_clean_reports(county(), as("profession_officer"), kForm, october, {}));
    const auto then = must(county().last_entry());
    import_national("2026-10", {1113, 1013, 1013, 1013, 1013, 1013});
    must(accept_clean_reports(county(), as("profession_officer"), kForm, october, {}));
    EXPECT_EQ(total(october), "617.8");
    reopen();
    const auto past = must(build_table(county(), as("profession_officer"), "B204-1-01", october, then));
    EXPECT_EQ(past.table.find("990101000000/*:m").value_or(tabulate::Figure{}).printed, "607.8");
}

TEST_F(Walk, LetsNobodyOfTheBureauTypeANumber) {
    const auto csv = reports_csv("2026-10", {1, 1, 1, 1, 1, 1});
    for (const auto role : access::all_roles()) {
        if (role == access::Role::Respondent) continue;
        const auto typed = import_reports(county(), as(std::string(access::role_word(role))),
                                          {kForm, {}, Channel::Table, "own.csv", csv, {}});
        ASSERT_FALSE(typed.has_value()) << access::role_name(role);
        EXPECT_EQ(typed.error().kind, Refused::Forbidden) << access::role_name(role);
    }
    EXPECT_FALSE(report_of("A-1", october));
}

TEST_F(Walk, LetsARespondentSendForItsOwnUnitOnly) {
    const auto csv = reports_csv("2026-10", kHonest);
    const auto sent =
        must(import_reports(county(), as("enterprise2"), {kForm, {}, Channel::Table, "own.csv", csv, {}}));
    EXPECT_EQ(sent.taken, 1);
    EXPECT_EQ(sent.refused_reports, 5);
    EXPECT_TRUE(report_of("A-2", october));
    EXPECT_FALSE(report_of("A-1", october));
    const auto national =
        import_reports(county(), as("enterprise2"), {kForm, {}, Channel::NationalExport, "x.csv", csv, {}});
    ASSERT_FALSE(national.has_value());
    EXPECT_EQ(national.error().kind, Refused::Forbidden);
}

TEST_F(Walk, StopsARespondentAtAHardFindingButStoresAnExportFlagged) {
    auto csv = reports_csv("2026-10", kHonest);
    const std::string_view honest = "A-1,2026-10,1013,10130";
    csv.replace(csv.find(honest), honest.size(), "A-1,2026-10,1013,900");  // 累计 below 本月
    const auto own =
        must(import_reports(county(), as("enterprise1"), {kForm, {}, Channel::Table, "own.csv", csv, {}}));
    EXPECT_EQ(own.taken, 0);
    const auto national = must(import_reports(county(), as("profession_officer"),
                                              {kForm, {}, Channel::NationalExport, "n.csv", csv, {}}));
    EXPECT_EQ(national.taken, 6);
    EXPECT_GT(national.hard, 0);
    const auto accepted = must(accept_clean_reports(county(), as("profession_officer"), kForm, october, {}));
    EXPECT_EQ(accepted.accepted, 5);
    EXPECT_EQ(accepted.blocked, 1);
    const auto blocked = accept_report(county(), as("profession_officer"), report_of("A-1", october), {});
    ASSERT_FALSE(blocked.has_value());
    EXPECT_EQ(blocked.error().kind, Refused::NotReady);
}

TEST_F(Walk, OpensNoFormForAUnitOutsideTheFrame) {
    auto csv = reports_csv("2026-10", kHonest);
    csv.replace(csv.find("A-6,"), 4, "A-9,");
    const auto summary = must(import_reports(county(), as("profession_officer"),
                                             {kForm, {}, Channel::NationalExport, "n.csv", csv, {}}));
    EXPECT_EQ(summary.taken, 5);
    ASSERT_EQ(summary.refused.size(), 1U);
    EXPECT_NE(summary.refused[0].text().find("A-9"), std::string::npos);
    EXPECT_NE(summary.refused[0].text().find("第7行"), std::string::npos);
}

TEST_F(Walk, RebuildsTheReadingRoomToTheSameSums) {
    import_national("2026-10", kHonest);
    must(accept_clean_reports(county(), as("profession_officer"), kForm, october, {}));
    const auto officer = as("profession_officer");
    const std::string sql = "SELECT SUM(units), COUNT(*) FROM cells WHERE form = 'B204-1' AND cell = '01.1'";
    const std::vector<std::string> wanted{"6078", "6"};
    EXPECT_FALSE(ask_reading_room(county(), officer, sql).has_value()) << "not built yet";
    for (int round = 0; round < 2; ++round) {  // the second time out of a deleted file
        ASSERT_TRUE(rebuild_reading_room(county(), officer).has_value());
        EXPECT_EQ(must(ask_reading_room(county(), officer, sql)).rows.at(0), wanted);
    }
    EXPECT_FALSE(ask_reading_room(county(), officer, "DROP TABLE cells").has_value());
    EXPECT_EQ(ask_reading_room(county(), as("leader"), sql).error().kind, Refused::Forbidden);
}

TEST_F(Walk, KeepsNothingOfAFileOutOfWhichNothingCanBeRead) {
    const auto before = must(county().last_entry());
    for (const char* bytes : {"", "单位代码,报告期,99.1\nA-1,2026-10,5\n", "编号,数\n1,2\n"}) {
        const auto summary = import_reports(county(), as("profession_officer"),
                                            {kForm, {}, Channel::NationalExport, "x.csv", bytes, {}});
        EXPECT_TRUE(!summary || !summary->refused.empty()) << bytes;
    }
    EXPECT_EQ(must(county().last_entry()), before);
}

TEST_F(Walk, RefusesAKeyThatTheCodeListDoesNotHave) {
    auto csv = reports_csv("2026-10", kHonest);
    for (auto at = csv.find("[1311]"); at != std::string::npos; at = csv.find("[1311]"))
        csv.replace(at, 6, "[1399x]");
    const auto summary = must(import_reports(county(), as("profession_officer"),
                                             {kForm, {}, Channel::NationalExport, "n.csv", csv, {}}));
    EXPECT_EQ(summary.taken, 0);
    ASSERT_FALSE(summary.refused.empty());
    EXPECT_NE(summary.refused[0].text().find("1399x"), std::string::npos) << summary.refused[0].text();
}

TEST_F(Walk, TakesAReturnedReportOutOfTheFactsUntilItsRespondentAmendsIt) {
    import_national("2026-10", kHonest);
    must(accept_clean_reports(county(), as("profession_officer"), kForm, october, {}));
    must(return_report(county(), as("profession_officer"), report_of("A-1", october),
                       {{"01.1", "02", "疑似以元填报"}}, {}));
    EXPECT_EQ(total(october), "506.5");
    const auto csv = reports_csv("2026-10", {1213, 0, 0, 0, 0, 0});
    const auto amended =
        must(import_reports(county(), as("enterprise1"), {kForm, {}, Channel::Table, "own.csv", csv, {}}));
    EXPECT_EQ(amended.taken, 1);
    must(accept_clean_reports(county(), as("profession_officer"), kForm, october, {}));
    EXPECT_EQ(total(october), "627.8");
}

TEST_F(Walk, NamesTheReportThatAHandChangedInTheDatabase) {
    import_national("2026-10", kHonest);
    must(accept_clean_reports(county(), as("profession_officer"), kForm, october, {}));
    must(make_checkpoint(county(), as("system_admin")));
    const auto id = report_of("A-3", october);
    by_hand("UPDATE collect_submission SET channel = '网页' WHERE id = " + std::to_string(id.value));
    const auto report = must(verify_log(county(), as("audit_admin"), {}));
    ASSERT_EQ(report.problems.size(), 1U);
    const auto words = problem_in_words(county(), report.problems[0]);
    EXPECT_NE(words.find("A-3"), std::string::npos) << words;
    EXPECT_NE(words.find("2026年10月"), std::string::npos) << words;
}

TEST_F(Walk, FindsARowThatNobodySealedAndARowThatIsGone) {
    import_national("2026-10", kHonest);
    must(accept_clean_reports(county(), as("profession_officer"), kForm, october, {}));
    by_hand("DELETE FROM facts_sheet WHERE unit = (SELECT MIN(unit) FROM facts_sheet)");
    by_hand("INSERT INTO registry_unit (id, since) VALUES (1, 0)");
    const auto report = must(verify_log(county(), as("audit_admin"), {}));
    EXPECT_EQ(report.problems.size(), 2U);
}

TEST_F(Walk, LeavesNothingOfARefusedAct) {
    const auto before = must(county().last_entry());
    const auto refused = freeze_frame(county(), as("register_officer"), kForm, october, {});
    ASSERT_FALSE(refused.has_value());  // frozen already
    EXPECT_EQ(must(county().last_entry()), before);
    EXPECT_TRUE(must(verify_log(county(), as("audit_admin"), {})).good());
}

/// The same county on the private PostgreSQL that ./do test starts.
class WalkOnPostgres : public Walk {
protected:
    std::string store_url() override {
        const char* base = std::getenv("YJ_TEST_POSTGRES");
        if (base == nullptr) {
            ADD_FAILURE() << "YJ_TEST_POSTGRES names no PostgreSQL; run through ./do test";
            return "postgresql:///none";
        }
        base_ = base;
        schema_ = "walk" + std::to_string(getpid());
        store::open_conn(base_)->script("CREATE SCHEMA " + schema_);
        return base_ + "&options=-csearch_path%3D" + schema_;
    }
    void TearDown() override {
        Walk::TearDown();
        if (!schema_.empty()) store::open_conn(base_)->script("DROP SCHEMA " + schema_ + " CASCADE");
    }

private:
    std::string base_;
    std::string schema_;
};

TEST_F(WalkOnPostgres, CarriesAMonthFromTheExportToATableAndVerifies) {
    EXPECT_EQ(import_national("2026-10", kHonest).taken, 6);
    must(accept_clean_reports(county(), as("profession_officer"), kForm, october, {}));
    EXPECT_EQ(total(october), "607.8");
    must(make_checkpoint(county(), as("system_admin")));
    reopen();
    EXPECT_EQ(total(october), "607.8");
    EXPECT_TRUE(must(verify_log(county(), as("audit_admin"), {})).good());
}

}  // namespace
}  // namespace yj::desk

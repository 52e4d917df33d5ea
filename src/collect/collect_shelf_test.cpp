#include "collect/collect_shelf.hpp"

#include <gtest/gtest.h>

#include "collect/tables_shelf.hpp"
#include "store/store_fixture.hpp"

namespace yj::collect {
namespace {

const Period kOctober = Period::month(2026, 10);
constexpr EntryIndex kNow{1000};

Task task(std::int64_t id, std::int64_t unit, std::int64_t since, Period period = kOctober) {
    return {TaskId{id}, StatUnitId{unit}, "B204-1", period, Instant{1'000'000}, EntryIndex{since}};
}

Submission sending(std::int64_t id, std::int64_t of_task, int sequence, std::int64_t since) {
    const std::string payload = "payload " + std::to_string(id);
    return {SubmissionId{id},         TaskId{of_task}, sequence, Channel::Table,  AccountId{5},
            Instant{since * 100'000}, "form hash",     payload,  sha256(payload), sequence == 1 ? "file" : "",
            EntryIndex{since}};
}

class CollectShelf : public store::StoreFixture {
protected:
    void put(const std::vector<Task>& tasks, const std::vector<Submission>& submissions) {
        write([&](store::Tx& tx) {
            for (const auto& each : tasks) open_task(tx, each);
            for (const auto& each : submissions) put_submission(tx, each);
            return tx.state();
        });
    }
};
YJ_ON_BOTH_ENGINES(CollectShelf);

TEST_P(CollectShelf, OpensATaskOnce) {
    write([&](store::Tx& tx) {
        EXPECT_TRUE(open_task(tx, task(1, 7, 10)));
        EXPECT_FALSE(open_task(tx, task(2, 7, 20)));
        EXPECT_TRUE(open_task(tx, task(3, 7, 20, Period::jan_feb(2026))));
        EXPECT_EQ(open_tasks(tx, "B204-1", kOctober, {task(4, 7, 20), task(5, 8, 20)}), 1);
        return tx.state();
    });
    read([&](store::Tx& tx) {
        EXPECT_EQ(find_task(tx, "B204-1", kOctober, StatUnitId{7}, kNow), task(1, 7, 10));
        EXPECT_FALSE(find_task(tx, "B204-1", kOctober, StatUnitId{7}, EntryIndex{9}));
        EXPECT_EQ(task_by_id(tx, TaskId{3}, kNow)->period.code(), "2026-01..02");
        EXPECT_EQ(tasks_of_unit(tx, StatUnitId{7}, kNow).size(), 2U);
        return tx.state();
    });
}

TEST_P(CollectShelf, ALaterSendingSupersedesFromItsEntryOnAndNotBefore) {
    put({task(1, 7, 10)}, {sending(100, 1, 1, 20), sending(101, 1, 2, 30)});
    read([&](store::Tx& tx) {
        EXPECT_EQ(latest_submission(tx, TaskId{1}, EntryIndex{29}), sending(100, 1, 1, 20));
        EXPECT_EQ(latest_submission(tx, TaskId{1}, EntryIndex{30}), sending(101, 1, 2, 30));
        EXPECT_FALSE(latest_submission(tx, TaskId{1}, EntryIndex{19}));
        EXPECT_EQ(submissions_of(tx, TaskId{1}, kNow).size(), 2U);
        EXPECT_EQ(submission_by_id(tx, SubmissionId{100}, kNow)->batch, "file");
        EXPECT_EQ(next_sequence(tx, TaskId{1}), 3);
        EXPECT_EQ(next_sequence(tx, TaskId{2}), 1);
        return tx.state();
    });
}

TEST_P(CollectShelf, TwoSendingsCannotBothBeTheThird) {
    put({task(1, 7, 10)}, {sending(100, 1, 1, 20)});
    const auto done = store().write([&](store::Tx& tx) {
        put_submission(tx, sending(101, 1, 1, 30));
        return tx.flush();
    });
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().kind, Refused::Conflict);
}

TEST_P(CollectShelf, TellsTheLatestReportsOfAFormAndPeriodInOneQuestion) {
    put({task(1, 9, 10), task(2, 7, 10), task(3, 8, 10), task(4, 7, 10, Period::month(2026, 9))},
        {sending(100, 1, 1, 20), sending(101, 1, 2, 30), sending(102, 2, 1, 25), sending(103, 4, 1, 26)});
    read([&](store::Tx& tx) {
        std::string told;
        each_latest(tx, "B204-1", kOctober, kNow, [&](const LatestReport& report) {
            told += std::to_string(report.task.unit.value) + ":" + report.submission.payload + ";";
        });
        EXPECT_EQ(told, "7:payload 102;9:payload 101;");
        EXPECT_EQ(tasks_of(tx, "B204-1", kOctober, kNow).size(), 3U);
        return tx.state();
    });
}

TEST_P(CollectShelf, TheBoardShowsWhoHasAndWhoHasNot) {
    put({task(1, 9, 10), task(2, 7, 10), task(3, 8, 10)}, {sending(100, 1, 1, 5), sending(101, 1, 2, 30)});
    read([&](store::Tx& tx) {
        const auto lines = board_lines(tx, "B204-1", kOctober, kNow);
        EXPECT_EQ(lines.size(), 3U);
        EXPECT_FALSE(lines[0].submission);
        EXPECT_EQ(lines[2].submission, SubmissionId{101});
        EXPECT_EQ(lines[2].sequence, 2);
        EXPECT_TRUE(lines[2].late());
        EXPECT_EQ(state_of(lines[0].submitted, {}, {}), TaskState::NotReported);
        const auto counts = board_counts(tx, kNow);
        EXPECT_EQ(counts.size(), 1U);
        EXPECT_EQ(counts[0].tasks, 3);
        EXPECT_EQ(counts[0].reported, 1);
        EXPECT_EQ(counts[0].late, 1);
        EXPECT_EQ(board_counts(tx, EntryIndex{29})[0].late, 0);
        return tx.state();
    });
}

TEST_P(CollectShelf, KnowsAFileAgainByItsHash) {
    const Batch batch{"abc",      "B204-1", "十月.xlsx", Channel::NationalExport, AccountId{5},
                      Instant{9}, 12,       1,           EntryIndex{40}};
    write([&](store::Tx& tx) {
        put_batch(tx, batch);
        return tx.state();
    });
    read([&](store::Tx& tx) {
        EXPECT_EQ(known_batch(tx, "abc", "B204-1", kNow), batch);
        EXPECT_FALSE(known_batch(tx, "abc", "B203", kNow));
        EXPECT_FALSE(known_batch(tx, "abc", "B204-1", EntryIndex{39}));
        EXPECT_EQ(batches(tx, kNow).size(), 1U);
        return tx.state();
    });
}

TEST(TaskState, IsWhatCameLast) {
    constexpr EntryIndex kNone{};
    EXPECT_EQ(state_of(kNone, kNone, kNone), TaskState::NotReported);
    EXPECT_EQ(state_of({10}, kNone, kNone), TaskState::Reported);
    EXPECT_EQ(state_of({10}, {11}, kNone), TaskState::Returned);
    EXPECT_EQ(state_of({12}, {11}, kNone), TaskState::Reported);
    EXPECT_EQ(state_of({12}, {11}, {13}), TaskState::Accepted);
    EXPECT_EQ(state_of({12}, {14}, {13}), TaskState::Returned);
    EXPECT_EQ(state_of({15}, {11}, {13}), TaskState::Reported);
}

TEST(Channel, IsReadBackByItsName) {
    for (const auto channel : {Channel::Web, Channel::Table, Channel::Interface, Channel::NationalExport})
        EXPECT_EQ(parse_channel(channel_name(channel)), channel);
    EXPECT_FALSE(parse_channel("传真").has_value());
}

}  // namespace
}  // namespace yj::collect

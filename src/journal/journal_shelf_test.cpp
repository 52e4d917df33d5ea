#include "journal/journal_shelf.hpp"

#include <gtest/gtest.h>

#include "store/store_fixture.hpp"

namespace yj::journal {
namespace {

constexpr Salt kSalt{1, 2, 3};

class JournalShelf : public store::StoreFixture {
protected:
    static Entry entry(std::int64_t index, std::string subject, Instant at) {
        return {EntryIndex{index},  "report.accept",          AccountId{5}, at,
                std::move(subject), commitment(kSalt, "rows")};
    }
    void put(const Entry& one, std::string_view key, std::string_view answer) {
        write([&](store::Tx& tx) {
            append(tx, one, key, answer, kSalt, "rows");
            return Done{};
        });
    }
};
YJ_ON_BOTH_ENGINES(JournalShelf);

TEST_P(JournalShelf, CountsEntriesFromZeroAndGivesThemBackAsTheyWere) {
    const auto first = entry(0, "submission/1", Instant{1000});
    read([&](store::Tx& tx) {
        EXPECT_EQ(next_index(tx), EntryIndex{0});
        EXPECT_FALSE(entry_at(tx, EntryIndex{0}));
        return tx.state();
    });
    put(first, "", "");
    put(entry(1, "submission/2", Instant{2000}), "", "");
    read([&](store::Tx& tx) {
        EXPECT_EQ(next_index(tx), EntryIndex{2});
        EXPECT_EQ(entry_at(tx, EntryIndex{0}), first);
        EXPECT_EQ(seal_at(tx, EntryIndex{0})->payload, "rows");
        EXPECT_EQ(commitment(seal_at(tx, EntryIndex{0})->salt, "rows"), first.commitment);
        return tx.state();
    });
}

TEST_P(JournalShelf, AnActIsFoundByItsKeyWithWhatItAnswered) {
    put(entry(0, "submission/1", Instant{1}), "key-1", "1234");
    read([&](store::Tx& tx) {
        const auto known = find_act(tx, "key-1");
        EXPECT_EQ(known->index, EntryIndex{0});
        EXPECT_EQ(known->answer, "1234");
        EXPECT_FALSE(find_act(tx, "key-2"));
        EXPECT_FALSE(find_act(tx, ""));
        return tx.state();
    });
}

TEST_P(JournalShelf, TheSameKeyTwiceIsAConflictAndLeavesNoTrace) {
    put(entry(0, "submission/1", Instant{1}), "key-1", "");
    const auto second = store().write([&](store::Tx& tx) {
        append(tx, entry(1, "submission/1", Instant{2}), "key-1", "", kSalt, "rows");
        return Done{};
    });
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().kind, Refused::Conflict);
    read([&](store::Tx& tx) {
        EXPECT_EQ(next_index(tx), EntryIndex{1});
        EXPECT_FALSE(seal_at(tx, EntryIndex{1}));
        return tx.state();
    });
}

TEST_P(JournalShelf, EntriesOfAThingComeInOrderAndAloneAndOfAnActByRange) {
    put(entry(0, "submission/1", Instant{1}), "", "");
    put(entry(1, "submission/2", Instant{2}), "", "");
    put(entry(2, "submission/1", Instant{3}), "", "");
    read([&](store::Tx& tx) {
        std::vector<std::int64_t> of_subject, in_range;
        each_entry_of_subject(tx, "submission/1",
                              [&](const Entry& e) { of_subject.push_back(e.index.value); });
        each_leaf(tx, EntryIndex{1}, EntryIndex{3},
                  [&](const StoredLeaf& l) { in_range.push_back(l.index.value); });
        EXPECT_EQ(of_subject, (std::vector<std::int64_t>{0, 2}));
        EXPECT_EQ(in_range, (std::vector<std::int64_t>{1, 2}));
        return tx.state();
    });
}

TEST_P(JournalShelf, ADayEndsAtMidnightInChina) {
    const Date day = *parse_date("2026-10-31");
    put(entry(0, "a/1", china_time(day, 23, 59)), "", "");
    put(entry(1, "a/2", china_time(day + std::chrono::days(1), 0, 0)), "", "");
    read([&](store::Tx& tx) {
        EXPECT_EQ(last_entry_of_day(tx, day), EntryIndex{0});
        EXPECT_EQ(last_entry_of_day(tx, day + std::chrono::days(9)), EntryIndex{1});
        EXPECT_FALSE(last_entry_of_day(tx, day - std::chrono::days(1)));
        return tx.state();
    });
}

TEST_P(JournalShelf, TheLatestCheckpointIsTheLargest) {
    const StoredCheckpoint small{3, sha256("a"), "note a", Instant{1}},
        large{9, sha256("b"), "note b", Instant{2}};
    write([&](store::Tx& tx) {
        EXPECT_FALSE(latest_checkpoint(tx));
        put_checkpoint(tx, large);
        put_checkpoint(tx, small);
        return tx.state();
    });
    read([&](store::Tx& tx) {
        EXPECT_EQ(latest_checkpoint(tx)->note, "note b");
        EXPECT_EQ(latest_checkpoint(tx)->root, sha256("b"));
        return tx.state();
    });
}

}  // namespace
}  // namespace yj::journal

#include "store/store.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <thread>

#include "base/invariant.hpp"
#include "store/store_fixture.hpp"

namespace yj::store {
namespace {

constexpr Column kColumns[]{{"id", ColumnKind::Number},
                            {"since", ColumnKind::Number},
                            {"number", ColumnKind::Number},
                            {"words", ColumnKind::Text},
                            {"bytes", ColumnKind::Bytes}};
constexpr Table kThings{"test_thing", kColumns, 1};
constexpr auto kLargest = std::numeric_limits<std::int64_t>::max();
constexpr auto kSmallest = std::numeric_limits<std::int64_t>::min();

class BookOfRecord : public StoreFixture {
protected:
    void SetUp() override {
        StoreFixture::SetUp();
        write([](Tx& tx) {
            tx.run(
                "CREATE TABLE test_thing (id BIGINT NOT NULL, since BIGINT NOT NULL, number BIGINT, words "
                "TEXT,"
                " bytes BYTEA, PRIMARY KEY (id))");
            return tx.state();
        });
    }
    static void put(Tx& tx, std::int64_t id, std::string_view words = "甲") {
        tx.put(kThings, {id, std::int64_t{1}, std::int64_t{7}, words, Blob{"b"}});
    }
    std::int64_t count() {
        std::int64_t rows = -1;
        read([&](Tx& tx) {
            rows = count_in(tx);
            return tx.state();
        });
        return rows;
    }
    static std::int64_t count_in(Tx& tx) {
        return tx.first("SELECT COUNT(*) FROM test_thing", {}, [](const Row& row) { return row.number(0); })
            .value_or(-1);
    }
    Done outcome(const Store::Job& job) {
        try {
            return store().write(job);
        } catch (const Broken& broken) {
            return refuse(Refused::Incident, broken.what());
        }
    }
    /// Runs the jobs so that they wait together and share one commit.
    std::vector<Done> together(const std::vector<Store::Job>& jobs) {
        std::vector<Done> results(jobs.size());
        std::vector<std::jthread> threads;
        std::atomic<bool> queued{false};
        threads.emplace_back([&] {
            write([&](Tx& tx) {
                while (!queued) std::this_thread::yield();
                return tx.state();
            });
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            threads.emplace_back([&, i] { results[i] = outcome(jobs[i]); });
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        queued = true;
        threads.clear();
        return results;
    }
};
YJ_ON_BOTH_ENGINES(BookOfRecord);

TEST_P(BookOfRecord, GivesBackEveryKindOfFieldAsItWasPut) {
    const std::string bytes("\0\xFF'\\x00", 7);
    write([&](Tx& tx) {
        tx.put(kThings, {std::int64_t{1}, std::int64_t{1}, kLargest, "工业总产值 'a' \\ \" $1", Blob{bytes}});
        tx.put(kThings, {std::int64_t{2}, std::int64_t{1}, kSmallest, std::string_view{}, Blob{}});
        tx.put(kThings, {std::int64_t{3}, std::int64_t{1}, Field{}, Field{}, Field{}});
        return tx.state();
    });
    read([&](Tx& tx) {
        int row_number = 0;
        tx.each("SELECT number, words, bytes FROM test_thing ORDER BY id", {}, [&](const Row& row) {
            ++row_number;
            EXPECT_EQ(row.null(0), row_number == 3);
            EXPECT_EQ(row.null(1), row_number == 3);
            EXPECT_EQ(row.null(2), row_number == 3);
            if (row_number == 1) {
                EXPECT_EQ(row.number(0), kLargest);
                EXPECT_EQ(row.text(1), "工业总产值 'a' \\ \" $1");
                EXPECT_EQ(row.blob(2), bytes);
            } else if (row_number == 2) {
                EXPECT_EQ(row.number(0), kSmallest);
                EXPECT_EQ(row.text(1), "");
                EXPECT_EQ(row.blob(2), "");
            }
        });
        EXPECT_EQ(row_number, 3);
        return tx.state();
    });
}

TEST_P(BookOfRecord, FindsRowsByEveryKindOfParameter) {
    write([&](Tx& tx) {
        put(tx, 1, "甲");
        put(tx, 2, "乙");
        return tx.state();
    });
    read([&](Tx& tx) {
        const auto id = [](const Row& row) { return row.number(0); };
        EXPECT_EQ(tx.first("SELECT id FROM test_thing WHERE words = $1", {"乙"}, id), 2);
        EXPECT_EQ(tx.first("SELECT id FROM test_thing WHERE id > $2 AND bytes = $1",
                           {Blob{"b"}, std::int64_t{1}}, id),
                  2);
        EXPECT_EQ(
            tx.first(
                "SELECT id FROM test_thing WHERE id = CAST($1 AS BIGINT) AND id < CAST($1 AS BIGINT) + 1",
                {std::int64_t{2}}, id),
            2);
        EXPECT_FALSE(tx.first("SELECT id FROM test_thing WHERE words = $1", {"' OR ''='"}, id).has_value());
        return tx.state();
    });
}

TEST_P(BookOfRecord, RefusesASecondRowOfOneKeyAndTheTransactionIsThenSpent) {
    write([](Tx& tx) {
        put(tx, 1);
        return tx.state();
    });
    bool asked = false;
    const auto done = store().write([&](Tx& tx) {
        put(tx, 2);
        put(tx, 1);
        EXPECT_FALSE(tx.flush().has_value());
        EXPECT_TRUE(tx.failed());
        tx.each("SELECT id FROM test_thing", {}, [&](const Row&) { asked = true; });
        put(tx, 3);
        return Done{};  // a job that does not look is refused all the same
    });
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().kind, Refused::Conflict);
    EXPECT_FALSE(asked);
    EXPECT_EQ(count(), 1);
}

TEST_P(BookOfRecord, ARefusedJobLeavesNoTraceAndItsNeighboursStand) {
    const auto before = store().commits();
    const auto results = together({[](Tx& tx) {
                                       put(tx, 1);
                                       return tx.state();
                                   },
                                   [](Tx& tx) -> Done {
                                       put(tx, 2);
                                       return refuse(Refused::NotReady, "还不行");
                                   },
                                   [](Tx& tx) {
                                       put(tx, 1);
                                       return tx.state();
                                   },
                                   [](Tx& tx) {
                                       tx.run("SELECT nothing FROM nowhere");
                                       return tx.state();
                                   },
                                   [](Tx& tx) {
                                       put(tx, 3);
                                       return tx.state();
                                   }});
    EXPECT_EQ(store().commits() - before, 2U) << "the five waited together";
    EXPECT_TRUE(results[0].has_value());
    EXPECT_EQ(results[1].error().what, "还不行");
    EXPECT_EQ(results[2].error().kind, Refused::Conflict);
    EXPECT_EQ(results[3].error().kind, Refused::Storage);
    EXPECT_TRUE(results[4].has_value());
    read([](Tx& tx) {
        std::string ids;
        tx.each("SELECT id FROM test_thing ORDER BY id", {}, [&](const Row& row) { ids += row.text(0); });
        EXPECT_EQ(ids, "13");
        return tx.state();
    });
}

TEST_P(BookOfRecord, ABrokenJobIsRolledBackAndItsCallerHearsOfIt) {
    EXPECT_THROW((void)store().write([](Tx& tx) -> Done {
        put(tx, 9);
        invariant(false, "a promise");
        return tx.state();
    }),
                 Broken);
    EXPECT_EQ(count(), 0);
    const Store::Job breaks = [](Tx& tx) -> Done {
        put(tx, 2);
        put(tx, 1);  // held back on one engine: it must be dropped, not sent
        invariant(false, "a promise");
        return tx.state();
    };
    const auto results = together({[](Tx& tx) {
                                       put(tx, 1);
                                       return tx.state();
                                   },
                                   breaks,
                                   [](Tx& tx) {
                                       put(tx, 3);
                                       return tx.state();
                                   }});
    EXPECT_TRUE(results[0].has_value());
    EXPECT_EQ(results[1].error().kind, Refused::Incident);
    EXPECT_TRUE(results[2].has_value());
    EXPECT_EQ(count(), 2);
}

TEST_P(BookOfRecord, JobsThatWaitTogetherShareACommit) {
    constexpr int kThreads = 16;
    constexpr int kJobs = 25;
    const auto before = store().commits();
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < kThreads; ++thread)
            threads.emplace_back([&, thread] {
                for (int job = 0; job < kJobs; ++job)
                    write([&](Tx& tx) {
                        put(tx, thread * kJobs + job);
                        return tx.state();
                    });
            });
    }
    EXPECT_EQ(count(), kThreads * kJobs);
    EXPECT_LT(store().commits() - before, static_cast<std::uint64_t>(kThreads * kJobs));
}

TEST_P(BookOfRecord, ASnapshotDoesNotSeeLaterWritesNorWaitForThem) {
    read([&](Tx& tx) {
        EXPECT_EQ(count_in(tx), 0);
        write([](Tx& other) {
            put(other, 1);
            return other.state();
        });
        EXPECT_EQ(count_in(tx), 0);
        return tx.state();
    });
    EXPECT_EQ(count(), 1);
}

TEST_P(BookOfRecord, AReaderCannotWrite) {
    const auto done = store().read([](Tx& tx) {
        put(tx, 1);
        return tx.flush();
    });
    EXPECT_FALSE(done.has_value());
    EXPECT_EQ(count(), 0);
}

TEST_P(BookOfRecord, RefusesBytesThatAreNoText) {
    for (const auto& text : {std::string("a\0b", 3), std::string("\xFF")}) {
        const auto done = store().write([&](Tx& tx) {
            put(tx, 1, text);
            return tx.state();
        });
        ASSERT_FALSE(done.has_value());
        EXPECT_EQ(done.error().kind, Refused::Malformed);
    }
    EXPECT_EQ(count(), 0);
}

TEST_P(BookOfRecord, PutsManyRowsOfSeveralTablesInOrder) {
    write([](Tx& tx) {
        for (int i = 0; i < 1001; ++i) put(tx, i);
        EXPECT_EQ(count_in(tx), 1001) << "a question sees what was put before it";
        EXPECT_EQ(tx.take_sealed().size(), 1001U);
        EXPECT_TRUE(tx.take_sealed().empty());
        return tx.state();
    });
}

TEST_P(BookOfRecord, OpensAgainWithWhatItHeld) {
    write([](Tx& tx) {
        put(tx, 1);
        return tx.state();
    });
    auto again = Store::open(store().url());
    ASSERT_TRUE(again.has_value()) << again.error().text();
    ASSERT_TRUE((*again)
                    ->read([](Tx& tx) {
                        EXPECT_EQ(count_in(tx), 1);
                        return tx.state();
                    })
                    .has_value());
}

TEST_P(BookOfRecord, IsNotOpenedByAnOlderProgram) {
    write([](Tx& tx) {
        tx.run("INSERT INTO store_migration (room, number, name) VALUES ('collect', 9999, 'later')");
        return tx.state();
    });
    const auto again = Store::open(store().url());
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().kind, Refused::Conflict);
    EXPECT_FALSE(again.error().remedy.empty());
}

TEST_P(BookOfRecord, AQuestionInsideItsOwnCallbackIsCaught) {
    if (std::string(GetParam()) != "sqlite") return;
    write([](Tx& tx) {
        put(tx, 1);
        put(tx, 2);
        return tx.state();
    });
    constexpr auto kQuestion = "SELECT id FROM test_thing";
    EXPECT_THROW((void)store().read([&](Tx& tx) {
        tx.each(kQuestion, {}, [&](const Row&) { tx.each(kQuestion, {}, [](const Row&) {}); });
        return tx.state();
    }),
                 Broken);
    EXPECT_EQ(count(), 2);
}

TEST_P(BookOfRecord, GoesOnAfterItsConnectionWasLost) {
    if (std::string(GetParam()) != "postgres") return;
    const auto done = store().write([](Tx& tx) {
        tx.run("SELECT pg_terminate_backend(pg_backend_pid())");
        return tx.state();
    });
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().kind, Refused::Storage);
    write([](Tx& tx) {
        put(tx, 1);
        return tx.state();
    });
    EXPECT_EQ(count(), 1);
}

TEST_P(BookOfRecord, AFullDiskIsARefusalAndTheStoreLives) {
    if (std::string(GetParam()) != "sqlite") return;
    write([](Tx& tx) {
        tx.run("PRAGMA max_page_count = 200");
        return tx.state();
    });
    const std::string large(100'000, 'x');
    Done done;
    for (int i = 0; i < 30 && done; ++i)
        done = store().write([&](Tx& tx) {
            put(tx, i, large);
            return tx.state();
        });
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().kind, Refused::Storage);
    write([](Tx& tx) {
        put(tx, 1000);
        return tx.state();
    });
}

TEST(Store, SaysWhyItCannotBeOpened) {
    for (const auto* url : {"sqlite:/proc/county.db", "postgresql://yj@localhost:1/none", "mysql:x", ""}) {
        const auto opened = Store::open(url);
        ASSERT_FALSE(opened.has_value()) << url;
        EXPECT_EQ(opened.error().kind, Refused::Storage) << url;
        EXPECT_FALSE(opened.error().remedy.empty()) << url;
    }
}

TEST(SealedHash, TellsKindsAndPlacesApart) {
    const auto hash = [](std::initializer_list<Field> fields) {
        return sealed_hash(kThings, std::span(fields.begin(), fields.size()));
    };
    const std::vector<Digest> all{hash({std::int64_t{1}, "1"}),
                                  hash({"1", std::int64_t{1}}),
                                  hash({"1", "1"}),
                                  hash({Blob{"1"}, "1"}),
                                  hash({Field{}, "1"}),
                                  hash({"", "1"}),
                                  hash({Blob{}, "1"}),
                                  hash({"11", ""}),
                                  hash({"", "11"}),
                                  hash({std::int64_t{0}, "1"}),
                                  hash({std::int64_t{-1}, "1"}),
                                  hash({"1"})};
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) EXPECT_NE(all[i], all[j]) << i << " and " << j;
    EXPECT_EQ(hash({"1", "1"}), hash({"1", "1"}));
    constexpr Table other{"test_other", kColumns, 1};
    const Field one[]{"1", "1"};
    EXPECT_NE(sealed_hash(other, one), sealed_hash(kThings, one));
}

}  // namespace
}  // namespace yj::store

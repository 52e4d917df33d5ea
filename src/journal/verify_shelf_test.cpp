#include "journal/verify_shelf.hpp"

#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "journal/checkpoint_shelf.hpp"
#include "journal/journal_shelf.hpp"
#include "journal/sealed_rows_shelf.hpp"
#include "store/store_fixture.hpp"

namespace yj::journal {
namespace {

using store::Column;
using store::ColumnKind;
using store::Field;

constexpr std::array kColumns{Column{"id", ColumnKind::Number}, Column{"since", ColumnKind::Number},
                              Column{"amount", ColumnKind::Number}, Column{"words", ColumnKind::Text},
                              Column{"image", ColumnKind::Bytes}};
constexpr store::Table kProofTable{"proof_row", kColumns, 1};
const std::vector<const store::Table*> kTables{&kProofTable};
constexpr std::array kKinds{KeyKind::Ed25519, KeyKind::Sm2};

class VerifyShelf : public store::StoreFixture {
protected:
    void SetUp() override {
        StoreFixture::SetUp();
        static std::atomic<int> count{0};
        folder_ = std::filesystem::temp_directory_path() /
                  ("yj_log_" + std::to_string(getpid()) + "_" + std::to_string(count++));
        ASSERT_TRUE(create_keys(folder_, "tongji.example/log", kKinds).has_value());
        keys_ = *load_keys(folder_);
        public_ = *load_public_keys(folder_ / kPublicKeyFile);
    }
    void TearDown() override {
        std::filesystem::remove_all(folder_);
        StoreFixture::TearDown();
    }

    void run(const std::string& sql) {
        write([&](store::Tx& tx) {
            tx.run(sql);
            return tx.state();
        });
    }
    /// One act: it puts the rows and closes with its entry.
    static void act(store::Tx& tx, std::int64_t index, const std::vector<std::vector<Field>>& rows) {
        for (const auto& row : rows) tx.put(kProofTable, row);
        const Salt salt{static_cast<std::uint8_t>(index), 7};
        const auto payload = seal_payload(tx.take_sealed());
        const Entry entry{EntryIndex{index}, "report.accept", AccountId{5},
                          Instant{index},    "proof/1",       commitment(salt, payload)};
        append(tx, entry, {}, {}, salt, payload);
    }
    static void make_table(store::Tx& tx) {
        tx.run(
            "CREATE TABLE proof_row (id BIGINT PRIMARY KEY, since BIGINT, amount BIGINT, words TEXT, image "
            "BYTEA)");
    }
    /// The log that cases/tampering.case describes.
    void make_log() {
        write([&](store::Tx& tx) {
            make_table(tx);
            act(tx, 0,
                {{std::int64_t{1}, std::int64_t{0}, std::int64_t{107'770}, std::string_view("备注"), Field{}},
                 {std::int64_t{2}, std::int64_t{0}, Field{}, std::string_view(), store::Blob{"\x01\x02"}}});
            act(tx, 1, {{std::int64_t{3}, std::int64_t{1}, std::int64_t{-5}, Field{}, store::Blob{}}});
            act(tx, 2, {});
            return tx.state();
        });
        ASSERT_TRUE(checkpoint().has_value());
        write([&](store::Tx& tx) {
            act(tx, 3, {{std::int64_t{4}, std::int64_t{3}, std::int64_t{0}, std::string_view("x"), Field{}}});
            return tx.state();
        });
    }
    Result<StoredCheckpoint> checkpoint() {
        return make_checkpoint(store(), tree_, sign_with(keys_), public_, folder_, Instant{9});
    }

    void tamper(const Case& one) {
        write([&](store::Tx& tx) {
            tx.run(one.at("sql"));
            if (one.values.contains("also")) tx.run(one.at("also"));
            return tx.state();
        });
    }
    std::string latest_note() {
        std::string note;
        read([&](store::Tx& tx) {
            note = latest_checkpoint(tx).value_or(StoredCheckpoint{}).note;
            return tx.state();
        });
        return note;
    }

    LogReport verify(std::span<const std::string> outside = {}) {
        LogReport report;
        read([&](store::Tx& tx) -> Done {
            YJ_ASSIGN(report, verify_log(tx, {kTables, public_, folder_, outside}));
            return {};
        });
        return report;
    }
    std::vector<std::string> sentences(const LogReport& report) {
        std::vector<std::string> all;
        for (const auto& problem : report.problems) all.push_back(problem_sentence(problem));
        return all;
    }

    std::filesystem::path folder_;
    std::vector<SigningKey> keys_;
    std::vector<VerifierKey> public_;
    LogTree tree_;
};
YJ_ON_BOTH_ENGINES(VerifyShelf);

TEST_P(VerifyShelf, FindsAnHonestLogHonestAndSaysHowFarItIsSigned) {
    make_log();
    const auto report = verify();
    EXPECT_TRUE(report.good()) << ::testing::PrintToString(sentences(report));
    EXPECT_EQ(report.entries, 4);
    EXPECT_EQ(report.rows, 4);
    EXPECT_EQ(report.signed_entries, 3);
    EXPECT_TRUE(report.erased.empty());
}

std::vector<std::string> expected_sentences(const Case& one) {
    std::vector<std::string> all;
    for (const auto& row : one.rows("found")) all.push_back(row.front());
    return all;
}

/// Each case on its own log; SetUp and TearDown give each a fresh store.
TEST_P(VerifyShelf, NamesEveryTamperingOfTheCases) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/journal/cases/tampering.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    ASSERT_GT(cases->size(), 20U);
    for (const auto& one : *cases) {
        make_log();
        tamper(one);
        const auto report = verify();
        EXPECT_EQ(sentences(report), expected_sentences(one)) << one.title;
        EXPECT_EQ(report.erased.empty(), one.get("erased").empty()) << one.title;
        TearDown();
        SetUp();
        tree_ = LogTree{};
    }
}

TEST_P(VerifyShelf, HashesEveryRowAsItWasHashedWhenItWasPut) {
    std::vector<SealedLine> put, found;
    run("CREATE TABLE proof_row (id BIGINT PRIMARY KEY, since BIGINT, amount BIGINT, words TEXT, image "
        "BYTEA)");
    write([&](store::Tx& tx) {
        tx.put(kProofTable,
               {std::int64_t{1}, std::int64_t{0}, Field{}, std::string_view("四川"), store::Blob{"\0x"}});
        tx.put(kProofTable, {INT64_MAX, std::int64_t{0}, INT64_MIN, Field{}, Field{}});
        tx.put(kProofTable,
               {std::int64_t{3}, std::int64_t{0}, std::int64_t{0}, std::string_view(), store::Blob{}});
        for (const auto& row : tx.take_sealed()) put.push_back({row.table, row.key, row.hash});
        return tx.state();
    });
    read([&](store::Tx& tx) {
        each_row_hash(tx, kProofTable, [&](EntryIndex since, const std::string& key, const Digest& hash) {
            EXPECT_EQ(since, EntryIndex{0});
            found.push_back({"proof_row", key, hash});
        });
        return tx.state();
    });
    EXPECT_EQ(found.size(), 3U);
    EXPECT_TRUE(compare_rows(put, found).none());
}

TEST_P(VerifyShelf, AWholeHistoryRewrittenAndSignedAgainIsCaughtByACheckpointKeptElsewhere) {
    make_log();
    const auto kept = latest_note();
    // The thief has the key and the files: a new log of the same size, consistent in itself.
    for (const auto* table : {"journal_checkpoint", "journal_leaf", "journal_seal", "proof_row"})
        run(std::string("DELETE FROM ") + table);
    std::filesystem::remove_all(folder_ / "tile");
    tree_ = LogTree{};
    write([&](store::Tx& tx) {
        for (std::int64_t index = 0; index < 4; ++index) act(tx, index, {});
        return tx.state();
    });
    ASSERT_TRUE(checkpoint().has_value());
    EXPECT_TRUE(verify().good());
    EXPECT_EQ(sentences(verify(std::span(&kept, 1))),
              (std::vector<std::string>{"前 3 条存证记录与检查点不一致"}));
}

TEST_P(VerifyShelf, ACheckpointOfAnUnchangedLogIsTheLastOneAgain) {
    make_log();
    const auto first = checkpoint();
    const auto second = checkpoint();
    ASSERT_TRUE(first.has_value() && second.has_value());
    EXPECT_EQ(first->size, 4);
    EXPECT_EQ(first->note, second->note);
    EXPECT_EQ(verify().signed_entries, 4);
}

TEST_P(VerifyShelf, ARolledBackLogIsNotSigned) {
    make_log();
    run("DELETE FROM journal_leaf WHERE idx >= 2");
    tree_ = LogTree{};
    const auto refused = checkpoint();
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, Refused::Conflict);
}

TEST_P(VerifyShelf, AnEmptyLogIsNotSigned) { EXPECT_EQ(checkpoint().error().kind, Refused::NotReady); }

TEST_P(VerifyShelf, TheKeyIsForItsOwnerAloneAndMadeOnce) {
    const auto mode = std::filesystem::status(folder_ / kKeyFile).permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(create_keys(folder_, "tongji.example/log", kKinds).error().kind, Refused::Conflict);
    std::filesystem::permissions(folder_ / kKeyFile, std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    EXPECT_EQ(load_keys(folder_).error().kind, Refused::Forbidden);
}

}  // namespace
}  // namespace yj::journal

#include "journal/verify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace yj::journal {
namespace {

constexpr std::int64_t kEntries = 40;

struct FoundRow {
    EntryIndex since;
    SealedLine line;
};

/// A whole log in memory: what the shelf would give to the check.
struct Log {
    std::vector<StoredLeaf> leaves;
    std::vector<Seal> seals;
    std::vector<FoundRow> rows;
    StoredCheckpoint checkpoint;
};

const SigningKey& key() {
    static const SigningKey one("tongji.example/log", Seed{3});
    return one;
}

/// Entry i made i % 3 rows; one checkpoint covers all.
Log honest_log(std::int64_t seed = 0) {
    Log log;
    Frontier tree(sha256);
    for (std::int64_t i = 0; i < kEntries; ++i) {
        std::vector<SealedLine> lines;
        for (std::int64_t row = 0; row < i % 3; ++row)
            lines.push_back({"facts_sheet", std::to_string(i) + "/" + std::to_string(row),
                             sha256(std::to_string(i + seed))});
        const Seal seal{std::string(15, static_cast<char>(seed)) + static_cast<char>(i), seal_payload(lines)};
        const Entry entry{EntryIndex{i},     "report.accept", AccountId{5},
                          Instant{1000 + i}, "submission/1",  commitment(seal.salt, seal.payload)};
        log.leaves.push_back(
            {entry.index, entry.act, entry.actor, entry.at, entry.subject, leaf_bytes(entry)});
        log.seals.push_back(seal);
        for (const auto& line : lines) log.rows.push_back({entry.index, line});
        tree.add(leaf_hash(sha256, log.leaves.back().bytes));
    }
    const Checkpoint checkpoint{key().verifier().name, kEntries, tree.root(), std::nullopt};
    log.checkpoint = {kEntries, tree.root(), sign_checkpoint(checkpoint, key()), Instant{9999}};
    return log;
}

LogReport check(const Log& log) {
    LogCheck one({key().verifier()});
    one.checkpoint(log.checkpoint);
    for (std::size_t at = 0; at < log.leaves.size(); ++at)
        one.leaf(log.leaves[at], log.seals[at], std::nullopt);
    for (const auto& row : log.rows) one.row(row.since, row.line.table, row.line.key, row.line.hash);
    return one.finish([&](EntryIndex entry) {
        return parse_payload(log.seals[static_cast<std::size_t>(entry.value)].payload)
            .value_or(std::vector<SealedLine>{});
    });
}

void flip_a_bit(std::string& bytes, RandomSource& random) {
    auto& byte = bytes[random.next() % bytes.size()];
    byte = static_cast<char>(byte ^ (1 << random.next() % 8));
}

/// Changes one thing; answers the entry that must be named.
std::int64_t tamper(Log& log, RandomSource& random) {
    const auto at = random.next() % log.leaves.size();
    const auto row = random.next() % log.rows.size();
    const auto entry = static_cast<std::int64_t>(at), entry_of_row = log.rows[row].since.value;
    switch (random.next() % 13) {
        case 0: flip_a_bit(log.leaves[at].bytes, random); return entry;
        case 1: flip_a_bit(log.leaves[at].subject, random); return entry;
        case 2: log.leaves[at].actor.value += 1; return entry;
        case 3: log.leaves[at].at.us -= 1; return entry;
        case 4: flip_a_bit(log.seals[at].salt, random); return entry;
        case 5: flip_a_bit(log.seals[at].payload, random); return entry;
        case 6: log.rows[row].line.hash.bytes[random.next() % 32] ^= 1; return entry_of_row;
        case 7: log.rows.erase(log.rows.begin() + static_cast<std::ptrdiff_t>(row)); return entry_of_row;
        case 8: log.rows.push_back(log.rows[row]); return entry_of_row;
        case 9: log.seals[at].salt = log.seals[(at + 1) % log.seals.size()].salt; return entry;
        case 10:
            log.leaves.erase(log.leaves.begin() + static_cast<std::ptrdiff_t>(at));
            log.seals.erase(log.seals.begin() + static_cast<std::ptrdiff_t>(at));
            return at == log.leaves.size() ? kEntries : entry;  // the last one gone: the checkpoint tells
        case 11: {
            auto forged = *parse_leaf(log.leaves[at].bytes);
            forged.at = log.leaves[at].at = Instant{1};  // the clock was set back
            log.leaves[at].bytes = leaf_bytes(forged);
            return at == 0 ? kEntries : entry;
        }
        default:
            std::swap(log.leaves[at].bytes, log.leaves[(at + 1) % log.leaves.size()].bytes);
            return entry;
    }
}

/// A sample every day; all 10,000 in a long run.
TEST(LogCheck, FindsEveryOneOfThousandsOfRandomTampersAndNamesItsEntry) {
    SeededRandom random(20261125);
    const auto honest = honest_log();
    ASSERT_TRUE(check(honest).good());
    const int trials = std::getenv("YJ_SOAK") != nullptr ? 10'000 : 2'000;
    for (int trial = 0; trial < trials; ++trial) {
        auto log = honest;
        const auto entry = tamper(log, random);
        const auto report = check(log);
        const bool named =
            std::ranges::any_of(report.problems, [&](const auto& p) { return p.entry.value == entry; });
        ASSERT_TRUE(named) << "trial " << trial << ", entry " << entry << ", " << report.problems.size()
                           << " problems";
    }
}

TEST(LogCheck, AccusesNoHonestLogOfAny) {
    const int runs = std::getenv("YJ_SOAK") != nullptr ? 1'000 : 50;
    for (int run = 0; run < runs; ++run) ASSERT_TRUE(check(honest_log(run)).good()) << run;
}

/// An event that was acknowledged and then never was: only who holds its receipt can tell.
TEST(LogCheck, ASuppressedEntryIsFoundByItsReceipt) {
    const auto log = honest_log();
    const auto hash = leaf_hash(sha256, log.leaves[7].bytes).hex();
    const auto with_receipt = [&](std::int64_t entry, const std::string& words) {
        LogCheck one({key().verifier()});
        one.receipt(entry, words);
        for (std::size_t at = 0; at < log.leaves.size(); ++at)
            one.leaf(log.leaves[at], log.seals[at], std::nullopt);
        for (const auto& row : log.rows) one.row(row.since, row.line.table, row.line.key, row.line.hash);
        return one.finish([](EntryIndex) { return std::vector<SealedLine>{}; });
    };
    EXPECT_TRUE(with_receipt(7, hash.substr(0, 8)).good());
    EXPECT_EQ(with_receipt(7, "00000000").problems.at(0).kind, ProblemKind::ReceiptBroken);
    EXPECT_EQ(with_receipt(kEntries + 3, hash).problems.at(0).kind, ProblemKind::ReceiptBroken);
    EXPECT_EQ(LogCheck::receipt_number("12-5f3a9c21"), std::pair(std::int64_t{12}, std::string("5f3a9c21")));
    for (const char* text : {"", "12", "12-", "x-5f3a9c21", "12-5f3a", "12-5F3A9C21"})
        EXPECT_FALSE(LogCheck::receipt_number(text)) << text;
}

/// What no column shows: a leaf written anew, consistent in itself, in place of the old one.
TEST(LogCheck, FindsAnEntryForgedWithAllItsPartsByTheCheckpoint) {
    auto log = honest_log();
    auto entry = *parse_leaf(log.leaves[7].bytes);
    entry.actor = AccountId{6};
    log.leaves[7].actor = entry.actor;
    log.leaves[7].bytes = leaf_bytes(entry);
    const auto report = check(log);
    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_EQ(report.problems.front().kind, ProblemKind::RootMismatch);
    EXPECT_EQ(report.signed_entries, 0);
}

TEST(LogCheck, WithoutAKeyJudgesNoCheckpoint) {
    LogCheck one({});
    one.checkpoint(honest_log().checkpoint);
    one.checkpoint("not a note");
    const auto report = one.finish([](EntryIndex) { return std::vector<SealedLine>{}; });
    EXPECT_TRUE(report.good());
    EXPECT_EQ(report.checkpoints, 0);
}

TEST(CompareRows, NamesChangedMissingAndExtraRows) {
    const std::vector<SealedLine> sealed{
        {"t", "1", sha256("a")}, {"t", "2", sha256("b")}, {"u", "1", sha256("c")}};
    const std::vector<SealedLine> found{
        {"t", "1", sha256("x")}, {"u", "1", sha256("c")}, {"t", "3", sha256("d")}};
    const auto differences = compare_rows(sealed, found);
    EXPECT_EQ(differences.changed, std::vector{found[0]});
    EXPECT_EQ(differences.missing, std::vector{sealed[1]});
    EXPECT_EQ(differences.extra, std::vector{found[2]});
    EXPECT_TRUE(compare_rows(sealed, sealed).none());
}

}  // namespace
}  // namespace yj::journal

#include "journal/verify.hpp"

#include <gtest/gtest.h>

#include <algorithm>

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
Log honest_log() {
    Log log;
    Frontier tree(sha256);
    for (std::int64_t i = 0; i < kEntries; ++i) {
        std::vector<SealedLine> lines;
        for (std::int64_t row = 0; row < i % 3; ++row)
            lines.push_back(
                {"facts_sheet", std::to_string(i) + "/" + std::to_string(row), sha256(std::to_string(i))});
        const Seal seal{std::string(16, static_cast<char>(i)), seal_payload(lines)};
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
    switch (random.next() % 10) {
        case 0: flip_a_bit(log.leaves[at].bytes, random); return entry;
        case 1: flip_a_bit(log.leaves[at].subject, random); return entry;
        case 2: log.leaves[at].actor.value += 1; return entry;
        case 3: log.leaves[at].at.us -= 1; return entry;
        case 4: flip_a_bit(log.seals[at].salt, random); return entry;
        case 5: flip_a_bit(log.seals[at].payload, random); return entry;
        case 6: log.rows[row].line.hash.bytes[random.next() % 32] ^= 1; return entry_of_row;
        case 7: log.rows.erase(log.rows.begin() + static_cast<std::ptrdiff_t>(row)); return entry_of_row;
        case 8: log.rows.push_back(log.rows[row]); return entry_of_row;
        default:
            std::swap(log.leaves[at].bytes, log.leaves[(at + 1) % log.leaves.size()].bytes);
            return entry;
    }
}

TEST(LogCheck, FindsEveryOneOfThousandsOfRandomTampersAndNamesItsEntry) {
    SeededRandom random(20261125);
    const auto honest = honest_log();
    ASSERT_TRUE(check(honest).good());
    for (int trial = 0; trial < 3000; ++trial) {
        auto log = honest;
        const auto entry = tamper(log, random);
        const auto report = check(log);
        const bool named =
            std::ranges::any_of(report.problems, [&](const auto& p) { return p.entry.value == entry; });
        ASSERT_TRUE(named) << "trial " << trial << ", entry " << entry << ", " << report.problems.size()
                           << " problems";
    }
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

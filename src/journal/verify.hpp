// Verification of the log and of every row it sealed: what does not hold, named by entry, table and key.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "journal/checkpoint.hpp"
#include "journal/row_ledger.hpp"
#include "journal/stored.hpp"
#include "journal/tree.hpp"

namespace yj::journal {

enum class ProblemKind {
    EntryMissing,    ///< the index is skipped
    LeafUnreadable,  ///< the bytes are no leaf
    LeafChanged,     ///< the columns say another thing than the bytes that were hashed
    LeafReplaced,    ///< the bytes are not those of the published tile
    TimeBackwards,   ///< the entry is older than the one before it
    TileDamaged,     ///< a published tile or bundle is not there, or holds something else; `key` is its path
    SealChanged,     ///< salt and payload do not give the entry's commitment
    SealStray,       ///< a seal without an entry
    SaltReused,      ///< the entry has another entry's salt
    ReceiptBroken,   ///< a receipt was given for an entry that is not there, or is another now
    FileDamaged,     ///< a file that a row names by its hash is not there or holds something else; `key`
    RowChanged,      ///< the row's hash is not the sealed one
    RowMissing,      ///< a sealed row is not there
    RowUnsealed,     ///< a row that no entry sealed
    SignatureBad,    ///< a checkpoint that is not signed by the log's key, or says other than its columns
    RolledBack,      ///< the log has fewer entries than a checkpoint signed
    RootMismatch,    ///< the entries up to a checkpoint are not those it signed
};

struct Problem {
    ProblemKind kind = ProblemKind::EntryMissing;
    EntryIndex entry;   ///< for checkpoints: its size; -1: one from outside
    std::string table;  ///< for rows
    std::string key;    ///< for rows and tiles
    bool operator==(const Problem&) const = default;
};
/// A sentence for a person: "表 facts_sheet 的行 7/1 被改动（第 12 号存证记录）".
[[nodiscard]] std::string problem_sentence(const Problem& problem);

struct LogReport {
    std::int64_t entries = 0;
    std::int64_t rows = 0;
    std::int64_t checkpoints = 0;  ///< signed ones, each once
    /// Entries under a valid checkpoint. What lies above could still be rewritten by whoever holds the store.
    std::int64_t signed_entries = 0;
    /// Entries whose salt and payload are gone (erased by law). Their rows can no longer be checked.
    std::vector<EntryIndex> erased;
    std::vector<Problem> problems;
    [[nodiscard]] bool good() const { return problems.empty(); }
};

/// Takes checkpoints, then leaves in order, then rows in any order; then finish. Cost: two hashes an entry
/// (four when a checkpoint carries an SM3 root), one a row; about 100 bytes of memory a row.
class LogCheck {
public:
    /// Without keys checkpoints are not judged.
    explicit LogCheck(std::vector<VerifierKey> keys) : keys_(std::move(keys)) {}

    /// A checkpoint from outside: the published file, a witness's copy, a printed one.
    void checkpoint(std::string_view note);
    /// One of the store: its columns must say what its note says.
    void checkpoint(const StoredCheckpoint& stored);

    /// A receipt's number, "1234-5f3a9c21": the entry and the beginning of its leaf's hash.
    /// Empty when it is none.
    static std::optional<std::pair<std::int64_t, std::string>> receipt_number(std::string_view text);
    void receipt(std::int64_t entry, std::string hash) { receipts_.emplace(entry, std::move(hash)); }

    /// `published`: the leaf's hash in the published tile, where there is one.
    void leaf(const StoredLeaf& leaf, const std::optional<Seal>& seal,
              const std::optional<Digest>& published);
    void stray_seal(EntryIndex index) { add(ProblemKind::SealStray, index); }
    void damaged_tile(const std::string& path) { add(ProblemKind::TileDamaged, EntryIndex{}, {}, path); }
    void row(EntryIndex since, std::string_view table, std::string_view key, const Digest& hash);

    /// `lines_of` answers an entry's sealed lines again, to name the rows that never came.
    using LinesFn = std::function<std::vector<SealedLine>(EntryIndex)>;
    [[nodiscard]] LogReport finish(const LinesFn& lines_of);

private:
    void add(ProblemKind kind, EntryIndex entry, std::string_view table = {}, std::string_view key = {});
    void take(const Checkpoint& checkpoint);
    void check_seal(EntryIndex index, const std::optional<Entry>& entry, const std::optional<Seal>& seal);
    void check_roots();

    std::vector<VerifierKey> keys_;
    std::vector<Checkpoint> waiting_;  ///< the smallest last
    bool sorted_ = false;
    std::int64_t next_ = 0;
    Frontier tree_{sha256};
    Frontier sm3_tree_{sm3};
    bool wants_sm3_ = false;
    Instant last_;
    std::unordered_set<std::string> salts_;
    std::multimap<std::int64_t, std::string> receipts_;
    RowLedger rows_;
    LogReport report_;
};

}  // namespace yj::journal

#include "journal/verify_shelf.hpp"

#include "base/text.hpp"
#include "journal/checkpoint_shelf.hpp"
#include "journal/journal_shelf.hpp"
#include "journal/proof_file.hpp"
#include "journal/proven_entry.hpp"
#include "journal/sealed_rows_shelf.hpp"
#include "store/files.hpp"

namespace yj::journal {

namespace {

constexpr std::int64_t kLeavesAtATime = 4096;
constexpr std::size_t kLargestNote = 100'000;

void take_outside(const std::string& text, LogCheck& check) {
    if (const auto receipt = LogCheck::receipt_number(trimmed(text)))
        return check.receipt(receipt->first, receipt->second);
    const auto proof = parse_proof_file(text);
    if (!proof) return check.checkpoint(text);
    check.checkpoint(proof->checkpoint);
    if (const auto entry = parse_proven(proof->extra))
        check.receipt(proof->index, leaf_hash(sha256, entry->leaf).hex());
}

/// Answers the published checkpoint, where it is there and signed.
std::optional<Checkpoint> take_checkpoints(store::Tx& tx, const VerifyInput& input, LogCheck& check) {
    each_checkpoint(tx, [&](const StoredCheckpoint& one) { check.checkpoint(one); });
    for (const auto& one : input.outside) take_outside(one, check);
    if (input.log_folder.empty()) return std::nullopt;
    const auto note = store::read_whole(input.log_folder / kCheckpointFile, kLargestNote);
    if (!note) return std::nullopt;
    check.checkpoint(*note);
    const auto opened = input.keys.empty() ? Result<Checkpoint>(refuse(Refused::NotReady, ""))
                                           : open_checkpoint(*note, input.keys);
    return opened ? std::optional(*opened) : std::nullopt;
}

void take_leaves(store::Tx& tx, std::int64_t from, PublishedLeaves& published, LogCheck& check) {
    tx.each(
        "SELECT l.idx, l.act, l.actor, l.at, l.subject, l.leaf, s.salt, s.payload FROM journal_leaf l"
        " LEFT JOIN journal_seal s ON s.idx = l.idx WHERE l.idx >= $1 AND l.idx < $2 ORDER BY l.idx",
        {from, from + kLeavesAtATime}, [&](const store::Row& row) {
            const StoredLeaf leaf{EntryIndex{row.number(0)}, std::string(row.text(1)),
                                  AccountId{row.number(2)},  Instant{row.number(3)},
                                  std::string(row.text(4)),  row.blob(5)};
            std::optional<Seal> seal;
            if (!row.null(6)) seal = Seal{row.blob(6), row.blob(7)};
            check.leaf(leaf, seal, published.at(leaf.index.value));
        });
}

void take_stray_seals(store::Tx& tx, LogCheck& check) {
    tx.each(
        "SELECT s.idx FROM journal_seal s WHERE NOT EXISTS (SELECT 1 FROM journal_leaf l WHERE l.idx = s.idx)"
        " ORDER BY s.idx",
        {}, [&](const store::Row& row) { check.stray_seal(EntryIndex{row.number(0)}); });
}

std::vector<SealedLine> lines_of(store::Tx& tx, EntryIndex entry) {
    const auto seal = seal_at(tx, entry);
    return seal ? parse_payload(seal->payload).value_or(std::vector<SealedLine>{})
                : std::vector<SealedLine>{};
}

}  // namespace

Result<LogReport> verify_log(store::Tx& tx, const VerifyInput& input) {
    LogCheck check(input.keys);
    const auto checkpoint = take_checkpoints(tx, input, check);
    PublishedLeaves published(input.log_folder, checkpoint ? checkpoint->size : 0);
    const auto end = next_index(tx).value;
    for (std::int64_t from = 0; from < end; from += kLeavesAtATime) take_leaves(tx, from, published, check);
    if (checkpoint)
        for (const auto& path : damaged_tiles(input.log_folder, checkpoint->size, checkpoint->root))
            check.damaged_tile(path);
    take_stray_seals(tx, check);
    for (const auto* table : input.tables)
        each_row_hash(tx, *table, [&](EntryIndex since, const std::string& key, const Digest& hash) {
            check.row(since, table->name, key, hash);
        });
    auto report = check.finish([&](EntryIndex entry) { return lines_of(tx, entry); });
    YJ_TRY(tx.state());
    return report;
}

}  // namespace yj::journal

// EntryProof: one entry of the log with its leaf, some of its rows opened, and its place under a checkpoint.
#pragma once
#include <span>

#include "base/result.hpp"
#include "journal/proof_file.hpp"
#include "journal/proven_entry.hpp"
#include "journal/sealed_rows_shelf.hpp"
#include "journal/tile_shelf.hpp"
#include "store/tx.hpp"

namespace yj::journal {

/// The entry's leaf, and those of its rows that are named, opened. Rows that are erased are left out.
/// Fails: NotFound (no such entry, or a row that it did not put); Conflict (a row or the seal is not what was
/// sealed).
[[nodiscard]] Result<ProvenEntry> open_entry(store::Tx& tx, EntryIndex entry, std::span<const RowName> rows);

/// The entry's proof file under the last checkpoint, witnesses' signatures with it. REQUIRES: `tree` holds
/// what the checkpoint signed. Fails: NotReady when none covers it.
[[nodiscard]] Result<ProofFile> prove(store::Tx& tx, const LogTree& tree, const ProvenEntry& entry);

}  // namespace yj::journal

// The log on its shelf: leaves, seals and checkpoints. These tables are the log itself and are not sealed by
// it.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "journal/stored.hpp"
#include "store/tx.hpp"

namespace yj::journal {

/// An act that was done under an idempotency key, and what it answered.
struct KnownAct {
    EntryIndex index;
    std::string answer;
};

/// The index that the next entry will have; entries count from 0.
[[nodiscard]] EntryIndex next_index(store::Tx& tx);

/// The time of the last entry; 1970 in an empty log. A new entry is not dated before it, whatever the clock
/// says.
[[nodiscard]] Instant last_moment(store::Tx& tx);

/// The payload of the rows that Tx remembered.
[[nodiscard]] std::string seal_payload(std::span<const store::SealedRow> rows);

/// Puts one entry with its seal. An empty `act_key` is no key; a key that stands already is a Conflict.
/// REQUIRES: tx.take_sealed() was called for the payload, so that no row stays unsealed.
void append(store::Tx& tx, const Entry& entry, std::string_view act_key, std::string_view answer,
            const Salt& salt, std::string_view payload);

[[nodiscard]] std::optional<KnownAct> find_act(store::Tx& tx, std::string_view act_key);
/// The entry as its leaf tells it; empty when there is none or its bytes are damaged (log verify names
/// which).
[[nodiscard]] std::optional<Entry> entry_at(store::Tx& tx, EntryIndex index);
[[nodiscard]] std::optional<StoredLeaf> leaf_at(store::Tx& tx, EntryIndex index);
[[nodiscard]] std::optional<Seal> seal_at(store::Tx& tx, EntryIndex index);

/// Leaves with from <= index < to, in order.
void each_leaf(store::Tx& tx, EntryIndex from, EntryIndex to,
               const std::function<void(const StoredLeaf&)>& fn);
/// Seals with from <= index < to, in order.
void each_seal(store::Tx& tx, EntryIndex from, EntryIndex to,
               const std::function<void(EntryIndex, const Seal&)>& fn);
/// The entries about one thing, in order.
void each_entry_of_subject(store::Tx& tx, std::string_view subject,
                           const std::function<void(const Entry&)>& fn);
/// The last entry made on or before that day, China standard time; empty when there is none.
[[nodiscard]] std::optional<EntryIndex> last_entry_of_day(store::Tx& tx, Date day);

/// A second checkpoint of one size is a Conflict.
void put_checkpoint(store::Tx& tx, const StoredCheckpoint& checkpoint);
[[nodiscard]] std::optional<StoredCheckpoint> latest_checkpoint(store::Tx& tx);
[[nodiscard]] std::optional<StoredCheckpoint> checkpoint_of(store::Tx& tx, std::int64_t size);
/// The first one that covers an entry.
[[nodiscard]] std::optional<StoredCheckpoint> checkpoint_over(store::Tx& tx, EntryIndex entry);
/// All of them, the smallest first.
void each_checkpoint(store::Tx& tx, const std::function<void(const StoredCheckpoint&)>& fn);

/// A witness's signature line, with its newline, under the checkpoint of that size.
void put_cosignature(store::Tx& tx, std::int64_t size, std::string_view line);
/// All of them, one after the other.
[[nodiscard]] std::string cosignatures_of(store::Tx& tx, std::int64_t size);

}  // namespace yj::journal

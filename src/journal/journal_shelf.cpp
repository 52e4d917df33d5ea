#include "journal/journal_shelf.hpp"

#include <array>

#include "base/bytes.hpp"
#include "base/invariant.hpp"

namespace yj::journal {

namespace {

using store::Column;
using store::ColumnKind;

constexpr std::array kLeafColumns{Column{"idx", ColumnKind::Number},   Column{"act", ColumnKind::Text},
                                  Column{"actor", ColumnKind::Number}, Column{"at", ColumnKind::Number},
                                  Column{"subject", ColumnKind::Text}, Column{"act_key", ColumnKind::Text},
                                  Column{"answer", ColumnKind::Text},  Column{"leaf", ColumnKind::Bytes}};
constexpr store::Table kLeafTable{"journal_leaf", kLeafColumns, 1};

constexpr std::array kSealColumns{Column{"idx", ColumnKind::Number}, Column{"salt", ColumnKind::Bytes},
                                  Column{"payload", ColumnKind::Bytes}};
constexpr store::Table kSealTable{"journal_seal", kSealColumns, 1};

constexpr std::string_view kLeafSelected =
    "SELECT idx, act, actor, at, subject, leaf FROM journal_leaf WHERE ";

std::string leaf_sql(std::string_view condition) {
    return std::string(kLeafSelected) + std::string(condition);
}

StoredLeaf leaf_from(const store::Row& row) {
    return {EntryIndex{row.number(0)}, std::string(row.text(1)), AccountId{row.number(2)},
            Instant{row.number(3)},    std::string(row.text(4)), row.blob(5)};
}

StoredCheckpoint checkpoint_from(const store::Row& row) {
    // A root of another length reads as zeros, which no checkpoint's signature covers: verification names it.
    return {row.number(0), Digest::from_view(row.blob(1)).value_or(Digest{}), std::string(row.text(2)),
            Instant{row.number(3)}};
}

}  // namespace

EntryIndex next_index(store::Tx& tx) {
    const auto last = tx.first("SELECT idx FROM journal_leaf ORDER BY idx DESC LIMIT 1", {},
                               [](const store::Row& row) { return row.number(0); });
    return EntryIndex{last.value_or(-1) + 1};
}

Instant last_moment(store::Tx& tx) {
    return tx
        .first("SELECT at FROM journal_leaf ORDER BY idx DESC LIMIT 1", {},
               [](const store::Row& row) { return Instant{row.number(0)}; })
        .value_or(Instant{});
}

std::string seal_payload(std::span<const store::SealedRow> rows) {
    std::vector<SealedLine> lines;
    lines.reserve(rows.size());
    for (const auto& row : rows) lines.push_back({row.table, row.key, row.hash});
    return seal_payload(std::span<const SealedLine>(lines));
}

void append(store::Tx& tx, const Entry& entry, std::string_view act_key, std::string_view answer,
            const Salt& salt, std::string_view payload) {
    invariant(tx.take_sealed().empty(), "every row put before an entry is sealed by it");
    const std::string leaf = leaf_bytes(entry);
    const store::Field key = act_key.empty() ? store::Field{} : store::Field{act_key};
    tx.put(kLeafTable, {entry.index.value, std::string_view(entry.act), entry.actor.value, entry.at.us,
                        std::string_view(entry.subject), key, answer, store::Blob{leaf}});
    tx.put(kSealTable, {entry.index.value, store::Blob{as_text(salt)}, store::Blob{payload}});
    // put() gathers inserts in groups; that these two are remembered as rows to seal is not wanted here.
    static_cast<void>(tx.take_sealed());
}

std::optional<KnownAct> find_act(store::Tx& tx, std::string_view act_key) {
    if (act_key.empty()) return std::nullopt;
    return tx.first(
        "SELECT idx, answer FROM journal_leaf WHERE act_key = $1", {act_key},
        [](const store::Row& row) { return KnownAct{EntryIndex{row.number(0)}, std::string(row.text(1))}; });
}

std::optional<StoredLeaf> leaf_at(store::Tx& tx, EntryIndex index) {
    return tx.first(leaf_sql("idx = $1"), {index.value}, leaf_from);
}

std::optional<Entry> entry_at(store::Tx& tx, EntryIndex index) {
    const auto leaf = leaf_at(tx, index);
    return leaf ? parse_leaf(leaf->bytes) : std::nullopt;
}

std::optional<Seal> seal_at(store::Tx& tx, EntryIndex index) {
    return tx.first("SELECT salt, payload FROM journal_seal WHERE idx = $1", {index.value},
                    [](const store::Row& row) { return Seal{row.blob(0), row.blob(1)}; });
}

void each_leaf(store::Tx& tx, EntryIndex from, EntryIndex to,
               const std::function<void(const StoredLeaf&)>& fn) {
    tx.each(leaf_sql("idx >= $1 AND idx < $2 ORDER BY idx"), {from.value, to.value},
            [&](const store::Row& row) { fn(leaf_from(row)); });
}

void each_seal(store::Tx& tx, EntryIndex from, EntryIndex to,
               const std::function<void(EntryIndex, const Seal&)>& fn) {
    tx.each("SELECT idx, salt, payload FROM journal_seal WHERE idx >= $1 AND idx < $2 ORDER BY idx",
            {from.value, to.value},
            [&](const store::Row& row) { fn(EntryIndex{row.number(0)}, Seal{row.blob(1), row.blob(2)}); });
}

void each_entry_of_subject(store::Tx& tx, std::string_view subject,
                           const std::function<void(const Entry&)>& fn) {
    tx.each(leaf_sql("subject = $1 ORDER BY idx"), {subject}, [&](const store::Row& row) {
        if (const auto entry = parse_leaf(row.blob(5))) fn(*entry);
    });
}

std::optional<EntryIndex> last_entry_of_day(store::Tx& tx, Date day) {
    const Instant next_day = china_time(day + std::chrono::days(1), 0, 0);
    return tx.first("SELECT idx FROM journal_leaf WHERE at < $1 ORDER BY at DESC, idx DESC LIMIT 1",
                    {next_day.us}, [](const store::Row& row) { return EntryIndex{row.number(0)}; });
}

void put_checkpoint(store::Tx& tx, const StoredCheckpoint& checkpoint) {
    tx.run("INSERT INTO journal_checkpoint (size, root, note, at) VALUES ($1, $2, $3, $4)",
           {checkpoint.size, store::Blob{checkpoint.root.view()}, std::string_view(checkpoint.note),
            checkpoint.at.us});
}

std::optional<StoredCheckpoint> latest_checkpoint(store::Tx& tx) {
    return tx.first("SELECT size, root, note, at FROM journal_checkpoint ORDER BY size DESC LIMIT 1", {},
                    checkpoint_from);
}

std::optional<StoredCheckpoint> checkpoint_of(store::Tx& tx, std::int64_t size) {
    return tx.first("SELECT size, root, note, at FROM journal_checkpoint WHERE size = $1", {size},
                    checkpoint_from);
}

std::optional<StoredCheckpoint> checkpoint_over(store::Tx& tx, EntryIndex entry) {
    return tx.first(
        "SELECT size, root, note, at FROM journal_checkpoint WHERE size > $1 ORDER BY size LIMIT 1",
        {entry.value}, checkpoint_from);
}

void each_checkpoint(store::Tx& tx, const std::function<void(const StoredCheckpoint&)>& fn) {
    tx.each("SELECT size, root, note, at FROM journal_checkpoint ORDER BY size", {},
            [&](const store::Row& row) { fn(checkpoint_from(row)); });
}

void put_cosignature(store::Tx& tx, std::int64_t size, std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    tx.run("INSERT INTO journal_cosignature (size, line) VALUES ($1, $2)", {size, line});
}

std::string cosignatures_of(store::Tx& tx, std::int64_t size) {
    std::string lines;
    tx.each("SELECT line FROM journal_cosignature WHERE size = $1 ORDER BY line", {size},
            [&](const store::Row& row) { (lines += row.text(0)) += '\n'; });
    return lines;
}

}  // namespace yj::journal

#include "journal/row_ledger.hpp"

#include "base/bytes.hpp"

namespace yj::journal {

namespace {

Digest name_of(EntryIndex entry, std::string_view table, std::string_view key) {
    ByteWriter out;
    out.signed_number(entry.value);
    out.text(table);
    out.text(key);
    return sha256(out.bytes());
}

}  // namespace

std::size_t RowLedger::NameHash::operator()(const Digest& name) const noexcept {
    std::size_t value = 0;
    for (std::size_t at = 0; at < sizeof value; ++at) value = value << 8 | name.bytes[at];
    return value;
}

void RowLedger::expect(EntryIndex entry, std::span<const SealedLine> lines) {
    for (const auto& line : lines) open_[name_of(entry, line.table, line.key)] = {line.hash, entry};
}

RowLedger::Found RowLedger::cross_off(EntryIndex since, std::string_view table, std::string_view key,
                                      const Digest& hash) {
    const auto promise = open_.find(name_of(since, table, key));
    if (promise == open_.end()) return Found::Unknown;
    const bool same = promise->second.hash == hash;
    open_.erase(promise);
    return same ? Found::Same : Found::Changed;
}

bool RowLedger::open(EntryIndex entry, const SealedLine& line) const {
    return open_.contains(name_of(entry, line.table, line.key));
}

std::set<EntryIndex> RowLedger::open_entries() const {
    std::set<EntryIndex> entries;
    for (const auto& [name, promise] : open_) entries.insert(promise.entry);
    return entries;
}

RowDifferences compare_rows(std::span<const SealedLine> sealed, std::span<const SealedLine> found) {
    constexpr EntryIndex kThis{0};
    RowLedger ledger;
    ledger.expect(kThis, sealed);
    RowDifferences differences;
    for (const auto& row : found) {
        const auto how = ledger.cross_off(kThis, row.table, row.key, row.hash);
        if (how == RowLedger::Found::Changed) differences.changed.push_back(row);
        if (how == RowLedger::Found::Unknown) differences.extra.push_back(row);
    }
    for (const auto& line : sealed)
        if (ledger.open(kThis, line)) differences.missing.push_back(line);
    return differences;
}

}  // namespace yj::journal

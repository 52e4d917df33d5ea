#include "instrument/instrument_shelf.hpp"

#include <array>

#include "instrument/tables_shelf.hpp"

namespace yj::instrument {

namespace {

using store::ColumnKind;

constexpr std::array kPackColumns{
    store::Column{"hash", ColumnKind::Text},        store::Column{"since", ColumnKind::Number},
    store::Column{"code", ColumnKind::Text},        store::Column{"from_period", ColumnKind::Text},
    store::Column{"to_period", ColumnKind::Text},   store::Column{"files", ColumnKind::Bytes}};
constexpr store::Table kPack{"instrument_pack", kPackColumns, 1};

}  // namespace

const std::vector<const store::Table*>& instrument_tables() {
    static const std::vector<const store::Table*> kTables{&kPack};
    return kTables;
}

void put_pack(store::Tx& tx, const Pack& pack, EntryIndex since) {
    const auto files = pack_files(pack.files());
    const auto from = pack.from().code(), to = pack.to().code();
    tx.put(kPack, {pack.hash(), since.value, pack.code(), from, to, store::Blob{files}});
}

bool has_pack(store::Tx& tx, std::string_view hash) {
    return tx.first("SELECT since FROM instrument_pack WHERE hash = $1", {hash},
                    [](const store::Row& row) { return row.number(0); })
        .has_value();
}

std::vector<StoredPack> stored_packs(store::Tx& tx) {
    std::vector<StoredPack> all;
    tx.each("SELECT hash, since, files FROM instrument_pack ORDER BY since, hash", {}, [&](const store::Row& row) {
        auto files = unpack_files(row.blob(2));
        all.push_back({std::string(row.text(0)), EntryIndex{row.number(1)},
                       files ? std::move(*files) : std::vector<PackFile>{}});
    });
    return all;
}

}  // namespace yj::instrument

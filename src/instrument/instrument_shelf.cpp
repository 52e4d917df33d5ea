#include "instrument/instrument_shelf.hpp"

#include <array>
#include <limits>

#include "instrument/tables_shelf.hpp"

namespace yj::instrument {

namespace {

using store::ColumnKind;

constexpr std::array kPackColumns{
    store::Column{"hash", ColumnKind::Text},      store::Column{"since", ColumnKind::Number},
    store::Column{"code", ColumnKind::Text},      store::Column{"from_period", ColumnKind::Text},
    store::Column{"to_period", ColumnKind::Text}, store::Column{"files", ColumnKind::Bytes}};
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
    return tx
        .first("SELECT since FROM instrument_pack WHERE hash = $1", {hash},
               [](const store::Row& row) { return row.number(0); })
        .has_value();
}

std::vector<StoredPack> stored_packs(store::Tx& tx) {
    return stored_packs(tx, EntryIndex{std::numeric_limits<std::int64_t>::max()});
}

std::vector<StoredPack> stored_packs(store::Tx& tx, EntryIndex as_of) {
    std::vector<StoredPack> all;
    const auto take = [&](const store::Row& row) {
        auto files = unpack_files(row.blob(2));
        all.push_back({std::string(row.text(0)), EntryIndex{row.number(1)},
                       files ? std::move(*files) : std::vector<PackFile>{}});
    };
    tx.each("SELECT hash, since, files FROM instrument_pack WHERE since <= $1 ORDER BY since, hash",
            {as_of.value}, take);
    return all;
}

Result<Pack> pack_in_force(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of) {
    auto stored = stored_packs(tx, as_of);
    for (auto at = stored.rbegin(); at != stored.rend(); ++at) {
        auto pack = load_pack(std::move(at->files));
        if (pack && pack->covers(period) && pack->form(form) != nullptr) return std::move(*pack);
    }
    return refuse(Refused::NotFound,
                  "没有适用于" + period.name() + "的报表“" + std::string(form) + "”的制度包", {},
                  "请先用 youju pack check 检查并安装该年的制度包");
}

}  // namespace yj::instrument

// build_table: a 汇总表 of the pack for a period, computed from the facts as of an entry. Changes nothing.
#pragma once
#include <optional>
#include <string>

#include "desk/act.hpp"
#include "publish/printed_table.hpp"
#include "series/gather_contributors_shelf.hpp"
#include "tabulate/tabulate.hpp"

namespace yj::desk {

struct BuiltTable {
    const tabulate::TableDef* def = nullptr;
    tabulate::Table table;
    publish::PrintedTable printed;
    EntryIndex as_of;
    std::size_t reports = 0;  ///< facts it rests on
};

/// `as_of` empty: as known now. Fails: NotFound (no such table in the pack of that period); Forbidden.
[[nodiscard]] Result<BuiltTable> build_table(const County& county, const access::Actor& actor,
                                             const std::string& code, Period period,
                                             std::optional<EntryIndex> as_of);

/// The same inside a transaction, many tables sharing one cache.
[[nodiscard]] Result<BuiltTable> table_from(const County& county, series::FactCache& cache,
                                            const LoadedPack& pack, const tabulate::TableDef& def,
                                            Period period);

/// The definition in force, with its pack. Fails: NotFound, naming the nearest.
struct TableInForce {
    const LoadedPack* pack = nullptr;
    const tabulate::TableDef* def = nullptr;
};
[[nodiscard]] Result<TableInForce> table_in_force(const County& county, const std::string& code,
                                                  Period period);

/// A cache over one transaction that finds forms in all of the county's packs.
[[nodiscard]] series::FactCache fact_cache(const County& county, store::Tx& tx, EntryIndex as_of);

}  // namespace yj::desk

// gather_contributors: a table's contributors and their comparable bases, read from the facts as of an entry.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "facts/fact.hpp"
#include "series/table_bases.hpp"
#include "store/tx.hpp"
#include "tabulate/table_def.hpp"

namespace yj::series {

/// The form of that hash, or null; it must outlive whoever asks.
using FormByHash = std::function<const instrument::Form*(std::string_view hash)>;

/// One unit's fact sheet, unpacked. `who` has the attributes of the period and no values yet.
struct UnitFact {
    tabulate::Contributor who;
    const instrument::Form* form = nullptr;
    instrument::CellSheet sheet;
};

/// The facts of forms and periods as of one entry, each unpacked once however many tables draw on them.
/// Not for several threads; lives no longer than its transaction.
class FactCache {
public:
    FactCache(store::Tx& tx, EntryIndex as_of, FormByHash form_by_hash)
        : tx_(tx), as_of_(as_of), form_by_hash_(std::move(form_by_hash)) {}

    /// By unit. Valid as long as the cache. Fails: NotReady when the form of a fact is not at hand; Malformed
    /// when a payload is damaged: the report is named, and no table is made without it.
    [[nodiscard]] Result<const std::vector<UnitFact>*> facts(std::string_view form, Period period);
    /// The same without the units' attributes (`who` has its unit only), which spares a pass over the
    /// register: for last year's side.
    [[nodiscard]] Result<const std::vector<UnitFact>*> sheets(std::string_view form, Period period);
    /// The base figures of one unit.
    [[nodiscard]] std::span<const facts::BaseFigure> bases(std::string_view form, Period period,
                                                           StatUnitId unit);
    [[nodiscard]] EntryIndex as_of() const { return as_of_; }

private:
    using Key = std::pair<std::string, Period>;
    [[nodiscard]] Result<std::vector<UnitFact>> unpack(std::string_view form, Period period, bool attributes);

    store::Tx& tx_;
    EntryIndex as_of_;
    FormByHash form_by_hash_;
    std::map<Key, std::vector<UnitFact>> facts_;
    std::map<Key, std::vector<UnitFact>> sheets_;
    std::map<Key, std::vector<facts::BaseFigure>> bases_;
};

/// What a table is made of: tabulate(def, contributors) gives its figures, `bases` what its growth rests on.
struct Gathered {
    tabulate::Contributors contributors;
    TableBases bases;
};

/// The contributors of a table for a period, comparable bases put in: what model.md truth 1 computes from.
/// A cell that a report's form does not have is 不适用. REQUIRES: the definition outlives what is returned.
/// Fails: as FactCache::facts. Cost: O(facts); last year's are read only for tables with a growth measure.
/// Source: rules.md, Time (rules, forms and attributes of the period; growth on comparable bases).
[[nodiscard]] Result<Gathered> gather_contributors(FactCache& cache, const tabulate::TableDef& def,
                                                   Period period);

/// One unit's report as this table takes it, comparable base put in, without reading the others: what
/// touched_cells() asks for. `unit` is the version in force. Empty when the unit had no fact of that form.
/// Fails: as FactCache::facts. Cost: a few questions by key.
[[nodiscard]] Result<std::optional<tabulate::Contributor>> gather_one(
    store::Tx& tx, const tabulate::TableDef& def, std::string_view form, Period period,
    const registry::UnitVersion& unit, EntryIndex as_of, const FormByHash& form_by_hash);

}  // namespace yj::series

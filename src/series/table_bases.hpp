// TableBases: the comparable bases of a table's contributors, so that its growth figures stand on them.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "facts/fact.hpp"
#include "instrument/cell_sheet.hpp"
#include "series/growth.hpp"
#include "tabulate/contributor.hpp"
#include "tabulate/table_def.hpp"

namespace yj::series {

/// Gathered while contributors are read; answers afterwards what any growth figure of the table rests on.
class TableBases {
public:
    /// REQUIRES: the definition outlives this.
    explicit TableBases(const tabulate::TableDef& def) : def_(def) {}

    /// Sets the base values of one contributor's growth measures to its comparable bases, and remembers where
    /// they come from. `last_year` is its fact sheet of 上年同期 under the form of that period (`last_form`),
    /// or null; `adjusted` are its base figures of this period. Call before Contributors::add. Source:
    /// rules.md, Time; domain report §0 item 1.
    void apply(tabulate::Contributor& contributor, const instrument::Form* last_form,
               const instrument::CellSheet* last_year, std::span<const facts::BaseFigure> adjusted);

    /// The growth behind a figure of the table: the same contributors that the figure sums, with reasons, and
    /// those that have one side only. `contributors` are those to which apply() was done. Fails:  NotFound
    /// when the address is no growth figure of the table. Source: as growth_of.
    [[nodiscard]] Result<Growth> growth(std::string_view address,
                                        const tabulate::Contributors& contributors) const;

private:
    [[nodiscard]] const UnitGrowth* known(StatUnitId unit, int measure) const;

    const tabulate::TableDef& def_;
    std::map<std::pair<StatUnitId, int>, UnitGrowth> known_;
};

}  // namespace yj::series

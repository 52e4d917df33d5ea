// The shelf of comparable-base figures: last year's values that differ from last year's facts, and why.
#pragma once
#include <string_view>
#include <vector>

#include "facts/fact.hpp"
#include "store/tx.hpp"

namespace yj::facts {

/// Puts one base figure. A later one of the same unit, form, period and cell supersedes it.
void put_base(store::Tx& tx, const BaseFigure& figure);

/// The base figures that stand for one form and period, by unit and cell.
[[nodiscard]] std::vector<BaseFigure> bases_of(store::Tx& tx, std::string_view form, Period period,
                                               EntryIndex as_of);

/// Those of one unit, by cell.
[[nodiscard]] std::vector<BaseFigure> bases_of_unit(store::Tx& tx, std::string_view form, Period period,
                                                    StatUnitId unit, EntryIndex as_of);

}  // namespace yj::facts

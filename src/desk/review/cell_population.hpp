// CellPopulation: one cell of every unit that owes a form, beside its last year and last period, and its
// findings.
#pragma once
#include <vector>

#include "base/value.hpp"
#include "collect/submission.hpp"
#include "desk/act.hpp"
#include "edit/finding.hpp"
#include "registry/stat_unit.hpp"
#include "review/review.hpp"

namespace yj::desk {

struct UnitInPopulation {
    StatUnitId unit;
    registry::UnitAttributes attributes;
    SubmissionId submission;  ///< the latest; none when nothing came
    collect::TaskState state = collect::TaskState::NotReported;
    Value now;
    Value year_ago;                       ///< on the comparable base: what growth is reckoned on
    Value last;                           ///< of the report before
    std::vector<edit::Finding> findings;  ///< of the latest check
    std::vector<review::Explanation> explanations;
};

struct CellPopulation {
    Period period;
    std::vector<UnitInPopulation> units;  ///< by unit
};

/// The frame of a form and period with the latest reports, accepted or not. Cost: a question a kind of row.
/// Fails: Malformed when the cell of an earlier report cannot be read.
/// Source: rules.md, Time: 上年同期 is the comparable-base figure, never silently last year's cell.
[[nodiscard]] Result<CellPopulation> read_cell_population(const County& county, store::Tx& tx,
                                                          const instrument::Form& form, Period period,
                                                          const instrument::CellAddress& cell);

}  // namespace yj::desk

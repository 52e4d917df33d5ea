// Lineage: which reports a figure rests on, and which cells a report touches, by running the definition.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "tabulate/contributor.hpp"
#include "tabulate/table_def.hpp"

namespace yj::tabulate {

/// The places in `contributors` of the reports that the figure sums (for growth and ratios: those with both
/// values; for a count: those counted). The sum of exactly these, by the measure, is the figure. Fails:
/// NotFound when the address names no measure of the table or has another number of nodes.
[[nodiscard]] Result<std::vector<std::size_t>> contributors_of(const TableDef& def, std::string_view address,
                                                               const Contributors& contributors);

/// As contributors_of, with the reports that lie in the cell but have no value to give: those that a reader
/// misses.
[[nodiscard]] Result<std::vector<std::size_t>> reports_in(const TableDef& def, std::string_view address,
                                                          const Contributors& contributors);

/// The addresses of all figures that sum this report; none when the filter leaves the unit out.
/// REQUIRES: contributor.values has one value for each of def.cells.
[[nodiscard]] std::vector<std::string> touched_cells(const TableDef& def, const Contributor& contributor);

}  // namespace yj::tabulate

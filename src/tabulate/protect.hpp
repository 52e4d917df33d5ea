// Protect: disclosure control applied to a cube: which cells are primary, what adds up to what.
#pragma once
#include <vector>

#include "tabulate/cube.hpp"
#include "tabulate/disclosure.hpp"

namespace yj::tabulate {

/// The cube as disclosure control sees it: a cell is primary when a sum in it rests on one contributor or
/// more but fewer than `min`, or when one contributor has more than `dominance` percent of it.
[[nodiscard]] DisclosureProblem disclosure_problem(const TableDef& def, const Cube& cube);

/// One flag a cell of the cube. All measures of a cell share it. All zero when the table withholds nothing.
/// Cells that the finer table of `def.pattern` withholds are withheld here too.
[[nodiscard]] std::vector<char> withheld_cells(const TableDef& def, const Cube& cube,
                                               const Contributors& contributors);

}  // namespace yj::tabulate

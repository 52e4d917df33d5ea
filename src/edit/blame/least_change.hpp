// LeastChange: of the things that a system holds fast, the lightest set to be let go.
#pragma once
#include <optional>
#include <vector>

#include "edit/blame/hitting_set.hpp"
#include "edit/blame/solver.hpp"

namespace yj::edit {

/// Something held fast by a guard of the solver, in the order in which ties are broken.
struct Held {
    int guard = 0;
    Cost cost;  ///< above zero
};

struct LeastChange {
    Solver::Answer answer = Solver::Answer::Can;  ///< Cannot: not even when all is let go
    Elements let_go;                              ///< places in the list of what is held
};

/// What must be let go so that the rest holds together, by lightest_hitting_set's order. Groups that cannot
/// hold together are asked of the solver until the lightest set that hits them all leaves a system that can.
/// Source: implicit hitting sets, Moreno-Centeno & Karp (2013), The implicit hitting set approach;
///         the same idea as Fellegi & Holt's covering of failing (implied) edits.
[[nodiscard]] LeastChange least_change(Solver& solver, const std::vector<Held>& held);

/// How many lightest sets there are, at most `most` + 1. Empty when a bound was met or there is none.
/// Source: as above.
[[nodiscard]] std::optional<int> count_least_changes(Solver& solver, const std::vector<Held>& held, int most);

}  // namespace yj::edit

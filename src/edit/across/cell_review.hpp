// CellReview: one cell of a population: against its peers, what it was expected to be, how doubtful it is.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "edit/across/influence.hpp"
#include "edit/across/peer_checks.hpp"

namespace yj::edit::across {

/// The three usual checks of a cell and what follows from them, unit by unit.
struct CellReview {
    std::vector<PeerCheck> checks;
    std::vector<CheckOutcome> outcomes;
    std::vector<Expected> expected;
    std::vector<double> suspicion;  ///< 0 … 1; 0 where nothing was reported
    bool by_contamination = false;  ///< τ of the contamination model; else by distance from the peers' median
};

/// The suspicion is the larger of two: the contamination model's τ of the value given 上年同期 (logarithms),
/// where at least 30 units have both, the fit converged and it explains them better than a plain regression;
/// and distance_suspicion of the first test in which the unit could be compared. A single gross error takes
/// the model's second component for itself and leaves τ near 0 for every other; the distance does not.
/// Shape:  traits and columns are of one population.
/// Source: Di Zio & Guarnera 2013 (τ as the risk component); Hidiroglou & Berthelot 1986;
/// Cost:   as across_checks and fit_contamination.
[[nodiscard]] CellReview review_cell(const std::string& form, const std::string& cell,
                                     std::span<const PeerTraits> traits, const PeerColumns& columns,
                                     const Executor& run);

}  // namespace yj::edit::across

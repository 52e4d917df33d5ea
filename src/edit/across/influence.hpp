// Influence: in which order doubtful figures are worth a question, and what is still at risk where one stops.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.hpp"
#include "edit/across/peer_checks.hpp"
#include "edit/finding.hpp"

namespace yj::edit::across {

/// How often a rule's findings led to a correction.
struct RuleHistory {
    int findings = 0;
    int corrected = 0;
};

/// How likely a figure is wrong when a rule of that severity finds it, from 0 to 1: the share of the rule's
/// findings that led to a correction, where an untried rule starts from 0.9 (强制), 0.3 (核实), 0.1 (提示) as
/// if that had been seen in ten findings.
/// Source: Laplace's rule of succession with a prior of weight 10; the three starting values are a judgement
///         that the history of corrections replaces;  Cost: O(1).
[[nodiscard]] double rule_suspicion(Severity severity, const RuleHistory& history);

/// The same of a distance from the peers' median, 1 at the fence: 0 up to the fence, 1 − 1/d² beyond it. NaN
/// gives 0.
/// Source: a judgement in the form of Chebyshev's bound: what lies twice as far out as is usual is doubtful
/// to
///         three quarters;  Cost: O(1).
[[nodiscard]] double distance_suspicion(double distance);

/// Several grounds for doubt, taken as independent: 1 − Π(1 − s).
/// Source: Pearl 1988, noisy-or;  Cost: O(1).
[[nodiscard]] double joined_suspicion(double one, double other);

/// What a figure would be if the unit had gone the way of its peers, and what that rests on.
enum class ExpectedFrom : std::uint8_t { LastYear, LastPeriod, Peers, Nothing };
struct Expected {
    double value = 0;
    ExpectedFrom from = ExpectedFrom::Nothing;
};

/// 上年同期 × the peers' median ratio; without it 上期 × theirs. Where there are no peers, or last year's
/// figure is zero or negative, it is expected to have stayed as it was; a unit without a past is expected at
/// the peers' median value.
/// Shape:  the outcomes of the three PeerTests of one cell, over the population of `columns`.
/// Source: Hidiroglou & Berthelot 1986 (median ratio); Latouche & Berthelot 1992, J. Off. Stat. 8 (expected
///         value in a score);  Cost: O(1).
[[nodiscard]] Expected expected_value(const CheckOutcome& year, const CheckOutcome& last,
                                      const CheckOutcome& level, const PeerColumns& columns,
                                      std::size_t unit);

/// A doubtful figure in a published total.
struct Suspect {
    StatUnitId unit;
    double reported = 0;
    double expected = 0;
    double weight = 1;     ///< how many times it counts in the total
    double suspicion = 0;  ///< 0 … 1
};

/// The published figure: its total and the total of the comparable last year.
struct Published {
    double total = 0;
    double base = 0;
    /// Percentage points that a change of one unit of the total moves: of growth; of the total itself where
    /// there is no base. 0 when there is neither. Source: definition of a growth rate.
    [[nodiscard]] double points_per_unit() const;
};

/// One place in the queue. Points are percentage points of the published growth rate.
struct QueuePlace {
    std::size_t suspect = 0;      ///< place in what was handed in
    double effect = 0;            ///< weight · (reported − expected), in the measure's units
    double effect_points = 0;     ///< what it moves, with its sign
    double risk_points = 0;       ///< |effect_points| · suspicion
    double remaining_points = 0;  ///< Σ risk_points of all places after this one
};

/// Orders by risk, the largest first; equal ones by unit. Whoever stops after a place leaves its
/// remaining_points at risk: an upper bound, since errors of both signs partly cancel.
/// Source: Latouche & Berthelot 1992 and Di Zio & Guarnera 2013: risk component × influence component,
///         relative to the total; stopping criterion as their residual error;  Cost: O(n log n).
[[nodiscard]] std::vector<QueuePlace> influence_queue(std::span<const Suspect> suspects,
                                                      const Published& published);

}  // namespace yj::edit::across

// Disclosure: 保密处理, which cells of a table are withheld so that no withheld one can be worked out.
#pragma once
#include <compare>
#include <cstdint>
#include <vector>

#include "base/amount.hpp"

namespace yj::tabulate {

/// A total and its parts, by cell: what a reader can add up. Parts that are not there are known to be
/// nothing.
struct Addition {
    int total = 0;
    std::vector<int> parts;
};

/// What it costs to withhold a cell: cells that hold nothing last, then few contributors, then small values.
struct WithholdCost {
    bool nothing = false;
    int contributors = 0;
    WideAmount size;
    auto operator<=>(const WithholdCost&) const = default;
    bool operator==(const WithholdCost&) const = default;
};

/// A table as disclosure control sees it. Every cell holds at least one report.
struct DisclosureProblem {
    int min = 3;  ///< the withheld parts of a shown total hold this many contributors together
    std::vector<WithholdCost> costs;  ///< by cell
    std::vector<char> primary;        ///< by cell: must be withheld
    std::vector<Addition> additions;
};

/// The pattern: every primary cell, and the complementary ones without which a withheld cell could be derived
/// from the additions and the cells that are shown. A fixed point: nothing in the answer can be derived
/// (checked by derivable(), always), and no sum of withheld parts that a shown total gives away rests on
/// fewer than `min` contributors (one of two would know the other). The choice is a heuristic, cheapest
/// first; equal problems give equal answers. Shape:  one flag a cell. Source: primary rule: 统计法
/// confidentiality of single respondents, requirements of issue "the house" (fewer than
///         three contributors); complementary rule: Hundepool et al., Statistical Disclosure Control (2012),
///         ch. 4.
[[nodiscard]] std::vector<char> withhold(const DisclosureProblem& problem);

/// The withheld cells whose value the additions determine uniquely, given all shown cells. No use is made of
/// signs: values may be negative (profits).
/// How:  a cell is determined just when every solution of the homogeneous system is zero there; one random
/// solution
///       modulo the prime 2^61 - 1 tells with error below 10^-15. The randomness is fixed: no two runs
///       differ.
/// Cost: sparse elimination, near linear on tables of reports.
[[nodiscard]] std::vector<int> derivable(const DisclosureProblem& problem, const std::vector<char>& withheld);

}  // namespace yj::tabulate

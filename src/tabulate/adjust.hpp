// Adjust: printed parts that add to the printed total (强制平衡), by two conventions.
#pragma once
#include <span>
#include <vector>

#include "base/amount.hpp"
#include "tabulate/table_def.hpp"

namespace yj::tabulate {

/// The parts as printed, so that they add exactly to `total` (which has `decimals` decimals).
/// Shape:  one Amount a part, in order. Parts may be negative.
/// How:    LargestRemainder: every part rounded down, then one last-place unit more to the largest remainders
///         (equal ones: first part first). LargestPart: every part rounded alone, the difference goes to the
///         part of the largest magnitude. Independent: every part rounded alone, nothing adjusted.
/// Fails:  empty when a part does not fit an Amount.
/// Source: LargestRemainder: Hare–Niemeyer method of largest remainders. LargestPart: the convention of
/// county bulletins,
///         广安区 2021: pulls 1.2+1.3+5.6=8.1 where 70.1 % × 8.1 = 5.68 (domain report §0.2).
[[nodiscard]] std::vector<Amount> printed_parts(std::span<const WideAmount> parts, Amount total, int decimals,
                                                Round round, Additivity way);

}  // namespace yj::tabulate

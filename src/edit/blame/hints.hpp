// Hints: simple mistakes that would explain every identity that fails (计量单位、正负号、颠倒、错一位).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "edit/check.hpp"

namespace yj::edit {

enum class HintKind : std::uint8_t {
    Unit,  ///< ten, a hundred, a thousand or ten thousand times too large or too small
    Sign,  ///< + for -
    Swap,  ///< two figures in each other's cell
    Typo,  ///< one digit wrong, missing or too many, or two neighbours exchanged
};

/// What a cell would hold instead.
struct CellChange {
    instrument::CellAddress cell;
    Amount now;
    Amount then;
    bool operator==(const CellChange&) const = default;
};

struct Hint {
    HintKind kind = HintKind::Unit;
    std::vector<CellChange> changes;  ///< in the order of the form
    int power = 0;                    ///< Unit: then = now × 10^power
    std::string column;               ///< Unit: of a whole column
    bool whole_report = false;        ///< Unit: of every amount in the report
    bool operator==(const Hint&) const = default;
};
inline constexpr std::size_t kMostHints = 20;

/// Mistakes, each of which alone would make every failing 强制 identity hold, and no rule fail that passed.
/// Where no identity fails, a mistaken 计量单位 of a column or of the whole report is still looked for when
/// 核实 rules fail: a report in 千元 that is asked in 万元 agrees with itself. Offered, never filled in.
/// A mistake of one cell before one of two; first 计量单位, which is the commonest, then sign, swap and typo;
/// in the order of the form; at most kMostHints. Source: Scholtus (2008), Algorithms for correcting some
/// obvious inconsistencies in business survey data;
///         van der Loo, de Jonge & Scholtus (2011), deducorrect.
/// Cost:   a check of the form for each possibility: some milliseconds for a report of 80 cells.
[[nodiscard]] std::vector<Hint> hints(const RuleSet& set, const Context& context);

/// "营业收入·本年 12035 可能大了 10 倍：千元与万元混用，或小数点错一位": for the reviewer. What should stand
/// there is never said: the bureau suggests no figure.
[[nodiscard]] std::string hint_sentence(const Hint& hint, const instrument::Form& form);

}  // namespace yj::edit

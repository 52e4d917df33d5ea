// Translate: one rule at one place as a formula over the cells of the report, or why it cannot be one.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edit/blame/formula.hpp"
#include "edit/blame/unknowns.hpp"
#include "edit/check.hpp"
#include "edit/engine/evaluate.hpp"

namespace yj::edit {

/// OneReport: what is not a cell of the report under check stands as it is. AnyReport: every cell of every
/// report, and the register, may be anything; only the period is known.
enum class Reach : std::uint8_t { OneReport, AnyReport };

struct Translated {
    Formula passes;          ///< that the rule passes; for AnyReport also where a blank leaves it undecided
    Formula fails;           ///< that it fails; made for AnyReport only
    std::vector<int> cells;  ///< unknowns that are cells of the report, in order, each once
    std::string left_out;    ///< why the rule is no system of sums and conditions; empty when it is
    std::string absent;      ///< what has not come or is not known, where a part of it reads such a thing
};

/// What the places of one form share. Lives as long as its formulas.
struct Vocabulary {
    const WordClasses* words = nullptr;
    Unknowns* unknowns = nullptr;
    const std::set<std::pair<int, int>>* asked_for_blanks = nullptr;
};

/// Sums and differences, multiplication and division by what is known, ratios compared with what is known
/// (cross-multiplied, once for each sign of the denominator), 绝对值, 最大, 最小 (these not 按精度), 补缺 and
/// 取值 by cases, comparisons with every kind of 允差, 在[…], 且 或 异或 非 若…则, 空值, and words that are
/// equal to, one of, or begin with given words. Anything else is left out and said. A ratio by zero neither
/// passes nor fails. A cell with a reason (免报, 保密 …) is no number: what reads it neither passes nor
/// fails. Source: Fellegi & Holt (1976); de Waal, Pannekoek & Scholtus, Handbook of Statistical Data Editing
/// (2011),
///         ch. 3–5: edits as linear conditions on numbers and words.
[[nodiscard]] Translated translate(const Rule& rule, const Instance& instance, std::string_view key,
                                   const Context& context, const Vocabulary& vocabulary, Reach reach);

/// The formula depends on the report's own cells alone, and not on which of them are open rows: it is the
/// same for every report.
/// Source: as above.
[[nodiscard]] bool is_same_for_all_reports(const Rule& rule);

}  // namespace yj::edit

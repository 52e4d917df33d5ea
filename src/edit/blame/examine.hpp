// Examine: what is wrong with a rule set before any report comes (规则体检).
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "edit/rule_set.hpp"

namespace yj::edit {

/// Something that is said of one rule, and the rules that make it so.
struct RuleRemark {
    std::string rule;
    std::vector<std::string> by;  ///< ids, at no place more than it takes; empty: it is so by itself
    bool operator==(const RuleRemark&) const = default;
};

/// A rule that was not examined, or not at all its places, and why.
struct NotExamined {
    std::string rule;
    std::string why;
    bool operator==(const NotExamined&) const = default;
};

/// Remarks in the order of the rules.
struct Examination {
    int rules = 0;   ///< in force for the form and period
    int places = 0;  ///< columns and rows of these, each asked by itself
    std::vector<std::vector<std::string>> contradictions;  ///< ids that cannot hold together, the fewest
    std::vector<RuleRemark> never_pass;
    std::vector<RuleRemark> never_fail;       ///< by itself, or for what the generated rules demand anyway
    std::vector<RuleRemark> duplicates;       ///< `by`: another rule that says the same
    std::vector<RuleRemark> redundant;        ///< fails only where one of `by` fails too
    std::vector<RuleRemark> dead_conditions;  ///< 若 … 则: the condition can never hold
    std::vector<NotExamined> not_examined;
};

/// Asks of the rules of one form, in force for one period: can all hold together, can each fail and pass, and
/// does another one say it already. Contradictory are rules that can never all pass; what leaves another rule
/// no room to fail need only not fail itself (a ratio by zero, or a blank, does not). A 强制 rule is measured
/// by 强制 rules alone, a 核实 or 提示 rule by all. Every cell of every report and all that the register says
/// may be anything: what is found is so for any report. Cells are real numbers: what only their whole numbers
/// or decimals forbid is not found. The total of an open row is a number of its own, so that nothing is found
/// by way of its keys. Nothing is found either by way of rules that are no linear conditions; those are
/// named. `forms` holds every form that the rules read. REQUIRES: `form` is one of them. Source: rules.md,
/// "What the engine owes its users"; redundancy and feasibility as unsatisfiability,
///         de Waal, Pannekoek & Scholtus (2011), ch. 2.
/// Cost:   a few questions to the solver for each place.
[[nodiscard]] Examination examine(const RuleSet& set, std::span<const instrument::Form> forms,
                                  const instrument::Form& form, Period period,
                                  std::uint32_t most_steps = 5'000'000);

/// One remark a line, in words for those who write rules; empty when nothing was found.
[[nodiscard]] std::string examination_text(const Examination& found);

}  // namespace yj::edit

// Check: one report against the rules of its form. The seam behind which the engine may be replaced.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "edit/finding.hpp"
#include "edit/rule_set.hpp"
#include "instrument/cell_sheet.hpp"
#include "registry/stat_unit.hpp"

namespace yj::edit {

/// What a check reads, all handed in; nothing is fetched. Pointers outlive the call.
struct Context {
    Period period;
    const instrument::Form* form = nullptr;
    const instrument::CellSheet* report = nullptr;
    const registry::UnitAttributes* attributes =
        nullptr;  ///< may be null: rules on the unit are then 无法判定
    /// One for each of plan.sources, in their order; null where that report has not come.
    std::vector<const instrument::CellSheet*> others;
    /// The forms of those reports.
    std::vector<const instrument::Form*> other_forms;
};

/// Runs every rule of the form that is in force for the period, save those that compare with peers
/// (check_peers.hpp).
/// Answers: findings in the order of the rules: 不通过 and 无法判定; 通过 is never among them. A row or key
/// of which
///          the report fills nothing is not asked by rules over all rows ([*]) or that read one row only, so
///          that an empty line of a form is no finding; every other blank is 无法判定 (or what 空= says).
/// Shape:   context.others and other_forms have the size of set.plan(form).sources.
/// Source:  rules.md, "Meaning".
/// Cost:    about 40 ns a comparison; no allocation for a rule that passes.
[[nodiscard]] std::vector<Finding> check_report(const RuleSet& set, const Context& context);

/// What a respondent may read of a finding: both sides of an identity, but never the bounds of a 核实 rule.
/// REQUIRES: the finding came from check_report of this set.
[[nodiscard]] std::string respondent_sentence(const RuleSet& set, std::string_view form,
                                              const Finding& finding);

}  // namespace yj::edit

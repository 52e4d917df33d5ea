// CheckPopulation: all reports of a form and period against its rules at once. The seam's columnar side.
#pragma once
#include "edit/engine/batch_plan.hpp"

namespace yj::edit {

/// Every (report, rule) that does not pass, by report, in the order of check_report; the same on any number
/// of threads. `columns` are of the form that they were made for. Source: rules.md, "What the engine owes its
/// users";  Cost: one pass over the columns.
[[nodiscard]] std::vector<Hit> check_population(const RuleSet& set, const Columns& columns,
                                                const Executor& run = run_in_turn);

/// The finding that check_report makes there, with its cells and its sentence.
/// REQUIRES: the hit came from these columns.
/// Source: check.hpp;  Cost: one evaluation, a few microseconds for the words.
[[nodiscard]] Finding finding_of(const RuleSet& set, const Columns& columns, const Hit& hit);

/// The findings of each report that has some, in the order of the reports: fn(report, findings), each report
/// on one thread, several at once. fn is called from the jobs of `run`: it touches only what is its own.
/// Source: check.hpp.
using FindingsFn = std::function<void(std::size_t report, std::vector<Finding> findings)>;
void each_findings(const RuleSet& set, const Columns& columns, std::span<const Hit> hits, const Executor& run,
                   const FindingsFn& fn);

}  // namespace yj::edit

// Validation: the verdicts of datapoint rules, row by row.
#pragma once
#include "edit/vtl/engine.hpp"

namespace yj::edit::vtl {

/// true, false or null for each row. A rule without when speaks of every row; when … then … is Kleene's
/// implication: a row whose when is null passes only if its then holds.
/// Source: VTL 2.2, define datapoint ruleset.
[[nodiscard]] Outcome<Column> rule_verdict(Engine& engine, const DatapointRule& rule, const Scope& scope);

/// One type for the error codes of all rules: String where they differ.
[[nodiscard]] Type code_type(const std::vector<DatapointRule>& rules, Column DatapointRule::* code,
                             Type otherwise);
[[nodiscard]] Value code_in(Type type, const Column& code);

/// A ruleset and the components of a data set that its names stand for.
struct Bound {
    const DatapointRuleset* ruleset = nullptr;
    std::map<std::string, std::string, std::less<>> aliases;
};
[[nodiscard]] Outcome<Bound> bound_ruleset(const Script& script, const std::string& name,
                                           const std::vector<std::string>& components, const Dataset& data,
                                           Place place);

}  // namespace yj::edit::vtl

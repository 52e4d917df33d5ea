// RuleSet: the rules of a pack, compiled: what runs for each form, and which other reports it needs.
#pragma once
#include <expected>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "edit/engine/rule.hpp"
#include "instrument/fault.hpp"
#include "instrument/form.hpp"

namespace yj::edit {

/// One `.rules` file of a pack.
struct RuleText {
    std::string path;
    std::string text;
};

/// A rule at one column and one row: 所有列 and [*.9] are unrolled when the set is compiled; keys of open
/// rows only when a report is checked.
struct Instance {
    int rule = 0;    ///< place in RuleSet::rules
    int row = 0;     ///< where the rule names [*]
    int column = 0;  ///< where the rule names no column
};

/// What is run for one form.
struct FormPlan {
    std::vector<Instance> instances;
    std::vector<Source> sources;  ///< other reports that some rule reads; Context::others has one for each
};

/// Immutable once compiled; any number of threads may check with it.
class RuleSet {
public:
    [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }
    [[nodiscard]] const Rule* rule(std::string_view id, std::string_view form) const;
    /// Empty plan for a form without rules.
    [[nodiscard]] const FormPlan& plan(std::string_view form) const;
    /// SHA-256 (hex) over the hashes of all rules: what a check names as its version.
    [[nodiscard]] const std::string& hash() const { return hash_; }

private:
    friend class SetMaker;
    std::vector<Rule> rules_;
    std::unordered_map<std::string, int> by_id_;  ///< form, line break, id
    std::map<std::string, FormPlan, std::less<>> plans_;
    std::string hash_;
};

/// The 范围 of all texts hold in all of them. Reads the texts, adds what follows from the forms' own
/// description (generated_rules.hpp; a written rule of the same id takes the place of a generated one), and
/// lays out the plans. Every fault is told; with one there is no set.
[[nodiscard]] std::expected<RuleSet, instrument::Faults> compile_rules(
    std::span<const instrument::Form> forms, std::span<const RuleText> texts);

/// The same of the texts alone: what has travelled to a browser is all there is to run.
[[nodiscard]] std::expected<RuleSet, instrument::Faults> compile_written_rules(
    std::span<const instrument::Form> forms, std::span<const RuleText> texts);

}  // namespace yj::edit

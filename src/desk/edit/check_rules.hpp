// check_rules: a rule file read against the forms of a pack, before it goes live.
#pragma once
#include <expected>
#include <string>
#include <vector>

#include "desk/county.hpp"
#include "desk/edit/release_rules.hpp"

namespace yj::desk {

/// One rule of the file, as the pack understands it.
struct ReadRule {
    std::string id, form;
    edit::Severity severity = edit::Severity::Hard;
    std::string state;  ///< 新增, 改动, 未变 against the pack
    std::string text;
    std::string hash;
    int line = 0;
};

struct CheckedRules {
    std::vector<ReadRule> rules;  ///< of the file, in its order
    /// What an examination of the forms that the file speaks of finds among all their rules: contradictions,
    /// rules that cannot fail or pass, that another says already. One a line, by form.
    std::vector<std::string> remarks;
};

/// Reads the file in its place within the pack, so that ids that stand twice are found. Every fault is told.
/// A file that is already in the pack is compared with it.
[[nodiscard]] std::expected<CheckedRules, instrument::Faults> check_rules(const instrument::Pack& pack,
                                                                          const RuleFile& file);

/// The rule texts of the pack with this file in place.
[[nodiscard]] std::vector<edit::RuleText> texts_with(const instrument::Pack& pack, const RuleFile& file);

}  // namespace yj::desk

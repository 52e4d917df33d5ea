// AskedRules: the rules of a form that one report is asked, translated, in groups that hang together.
#pragma once
#include <deque>
#include <set>
#include <string>
#include <vector>

#include "edit/blame/blame.hpp"
#include "edit/blame/translate.hpp"

namespace yj::edit {

/// One rule at one place, asked of one report.
struct AskedRule {
    const Rule* rule = nullptr;
    const Instance* instance = nullptr;
    int place = 0;  ///< in FormPlan::instances
    std::string key;
    Verdict verdict = Verdict::Passed;
    std::string why;  ///< when undecided
    const Translated* formula = nullptr;
    bool shared = false;  ///< the formula is the same for every report
};

/// What is asked of one report, and what stood outside.
struct Asked {
    std::vector<AskedRule> rules;
    std::deque<Translated> own;  ///< formulas of this report alone
    std::vector<LeftOut> left_out;
};

/// Translates the rules of one form, and keeps what is the same for every report.
class RuleTranslator {
public:
    /// REQUIRES: set and form outlive this.
    RuleTranslator(const RuleSet& set, const instrument::Form& form, bool with_soft_rules);

    /// Rules that passed, when all of them did, are not translated: there is nothing to find then.
    /// Source: rules.md, "Which cells to blame".
    [[nodiscard]] Asked asked_of(const Context& context);
    /// Groups of rules that share a cell, those alone in which a rule failed or wants a blank filled.
    [[nodiscard]] std::vector<std::vector<const AskedRule*>> groups(const Asked& asked) const;

    [[nodiscard]] const Unknowns& unknowns() const { return unknowns_; }
    [[nodiscard]] const WordClasses& words() const { return words_; }
    [[nodiscard]] bool is_asked_for_blanks(const instrument::CellAddress& cell) const {
        return cell.key.empty() && asked_for_blanks_.contains({cell.row, cell.column});
    }

private:
    void translate_rule(AskedRule& rule, const Context& context, Asked& asked);
    [[nodiscard]] const Translated* shared_formula(const AskedRule& rule, const Context& context);
    [[nodiscard]] bool has_blank(const Translated& formula, const Context& context) const;

    const RuleSet& set_;
    const instrument::Form& form_;
    bool with_soft_rules_;
    std::set<std::pair<int, int>> asked_for_blanks_;
    WordClasses words_;
    Unknowns unknowns_;
    std::map<int, Translated> shared_;  ///< by place of the instance
};

/// 未填: neither an amount nor words nor a reason.
[[nodiscard]] bool is_blank(const instrument::CellSheet& report, const Unknown& unknown);

}  // namespace yj::edit

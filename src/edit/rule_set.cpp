#include "edit/rule_set.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "edit/notation/generated_rules.hpp"
#include "edit/notation/rule_parser.hpp"

namespace yj::edit {

using instrument::Faults;
using instrument::Form;

/// Unrolls rules over columns and rows, and gathers the reports they read.
class SetMaker {
public:
    explicit SetMaker(std::span<const Form> forms) : forms_(forms) {}

    RuleSet make(std::vector<Rule> rules) {
        std::string hashes;
        for (auto& rule : rules) {
            hashes += rule.hash;
            const auto form = std::ranges::find(forms_, rule.form, &Form::code);
            auto& plan = set_.plans_[rule.form];
            take_sources(rule.condition, plan);
            unroll(rule, *form, plan);
            set_.rules_.push_back(std::move(rule));
        }
        set_.hash_ = sha256(hashes).hex();
        return std::move(set_);
    }

private:
    /// Renumbers a rule's sources into those of the form's plan; 0 stays the report under check.
    static void take_sources(Expression& condition, FormPlan& plan) {
        std::vector<int> places{0};
        for (std::size_t i = 1; i < condition.sources.size(); ++i) {
            auto found = std::ranges::find(plan.sources, condition.sources[i]);
            if (found == plan.sources.end()) {
                plan.sources.push_back(condition.sources[i]);
                found = plan.sources.end() - 1;
            }
            places.push_back(static_cast<int>(found - plan.sources.begin()) + 1);
        }
        for (auto& node : condition.nodes) node.source = places[static_cast<std::size_t>(node.source)];
    }

    void unroll(const Rule& rule, const Form& form, FormPlan& plan) const {
        const int number = static_cast<int>(set_.rules_.size());
        const int columns = rule.condition.uses_this_column ? static_cast<int>(form.columns.size()) : 1;
        const int last = rule.last_row >= 0 ? rule.last_row : static_cast<int>(form.rows.size()) - 1;
        for (int row = rule.first_row; row <= last; ++row) {
            const auto& indicator = form.rows[static_cast<std::size_t>(row)];
            if (rule.condition.uses_this_row && (indicator.text || !indicator.open_list.empty())) continue;
            for (int column = 0; column < columns; ++column) plan.instances.push_back({number, row, column});
            if (!rule.condition.uses_this_row) break;
        }
    }

    std::span<const Form> forms_;
    RuleSet set_;
};

const Rule* RuleSet::rule(std::string_view id, std::string_view form) const {
    for (const auto& rule : rules_)
        if (rule.id == id && rule.form == form) return &rule;
    return nullptr;
}

const FormPlan& RuleSet::plan(std::string_view form) const {
    static const FormPlan kNone;
    const auto found = plans_.find(form);
    return found == plans_.end() ? kNone : found->second;
}

std::expected<RuleSet, Faults> compile_rules(std::span<const Form> forms, std::span<const RuleText> texts) {
    Faults faults;
    std::vector<Rule> rules;
    for (const auto& text : texts)
        for (auto& rule : read_rules(text.path, text.text, forms, faults)) rules.push_back(std::move(rule));
    for (const auto& form : forms)
        for (auto& rule : read_rules("（由表式生成）" + form.code, generated_rules(form), forms, faults)) {
            if (std::ranges::any_of(rules,
                                    [&](const Rule& it) { return it.id == rule.id && it.form == rule.form; }))
                continue;  // written by hand: that one stands in its place
            rule.generated = true;
            rule.provenance = 'C';
            rules.push_back(std::move(rule));
        }
    if (!faults.empty()) return std::unexpected(std::move(faults));
    return SetMaker(forms).make(std::move(rules));
}

}  // namespace yj::edit

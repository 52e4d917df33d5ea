#include "edit/rule_set.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/digest.hpp"
#include "edit/notation/generated_rules.hpp"
#include "edit/notation/rule_parser.hpp"
#include "edit/notation/table_form.hpp"

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
            set_.by_id_.emplace(rule.form + "\n" + rule.id, static_cast<int>(set_.rules_.size()));
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
    std::string name(form);
    name += '\n';
    name += id;
    const auto found = by_id_.find(name);
    return found == by_id_.end() ? nullptr : &rules_[static_cast<std::size_t>(found->second)];
}

const FormPlan& RuleSet::plan(std::string_view form) const {
    static const FormPlan kNone;
    const auto found = plans_.find(form);
    return found == plans_.end() ? kNone : found->second;
}

namespace {

std::string place_of(const Rule& rule) { return rule.form + "\n" + rule.id; }

/// One id in two files; twice in one file is the reader's to refuse.
void refuse_twice(const std::vector<Rule>& rules, Faults& faults) {
    std::unordered_map<std::string, const Rule*> first;
    for (const auto& rule : rules) {
        const auto [known, fresh] = first.try_emplace(place_of(rule), &rule);
        if (fresh || known->second->file == rule.file) continue;
        faults.push_back({rule.file,
                          rule.line,
                          0,
                          "规则编号“" + rule.id + "”重复",
                          "另一个编号；" + known->second->file + " 第" + std::to_string(known->second->line) +
                              "行已经用了它",
                          {}});
    }
}

/// Every rule of the texts, the 范围 of all of them known to each. An id that two files use is refused.
std::vector<Rule> read_texts(std::span<const Form> forms, std::span<const RuleText> texts, WordSort sort,
                             Faults& faults) {
    Scopes scopes;
    const Vocabulary known{forms, &scopes, sort};
    for (const auto& text : texts)
        if (Faults unread; is_readable(text.path, text.text, unread))
            gather_scopes(text.path, text.text, sort, scopes, faults);
    check_scopes(known, scopes, faults);
    std::vector<Rule> rules;
    for (const auto& text : texts)
        for (auto& rule : read_rules(text.path, text.text, known, faults)) rules.push_back(std::move(rule));
    refuse_twice(rules, faults);
    return rules;
}

}  // namespace

std::expected<RuleSet, Faults> compile_rules(std::span<const Form> forms, std::span<const RuleText> texts) {
    Faults faults;
    auto rules = read_texts(forms, texts, WordSort::Form, faults);
    std::unordered_set<std::string> written;
    for (const auto& rule : rules) written.insert(place_of(rule));
    for (const auto& form : forms)
        for (auto& rule : read_rules("（由表式生成）" + form.code, generated_rules(form), forms, faults)) {
            if (written.contains(place_of(rule))) continue;  // written by hand: that one stands in its place
            rule.generated = true;
            rule.provenance = 'C';
            rules.push_back(std::move(rule));
        }
    if (!faults.empty()) return std::unexpected(std::move(faults));
    return SetMaker(forms).make(std::move(rules));
}

std::expected<RuleSet, Faults> compile_written_rules(std::span<const Form> forms,
                                                     std::span<const RuleText> texts) {
    Faults faults;
    auto rules = read_texts(forms, texts, WordSort::Form, faults);
    if (!faults.empty()) return std::unexpected(std::move(faults));
    return SetMaker(forms).make(std::move(rules));
}

std::expected<RuleSet, Faults> compile_table_rules(const Form& form, std::span<const RuleText> texts) {
    Faults faults;
    auto rules = read_texts({&form, 1}, texts, WordSort::Table, faults);
    if (!faults.empty()) return std::unexpected(std::move(faults));
    return SetMaker({&form, 1}).make(std::move(rules));
}

}  // namespace yj::edit

#include "edit/blame/asked_rules.hpp"

#include <algorithm>
#include <numeric>

#include "edit/engine/instance_check.hpp"

namespace yj::edit {

using instrument::CellSheet;

bool is_blank(const CellSheet& report, const Unknown& unknown) {
    if (unknown.words) return report.note(unknown.cell).empty();
    const auto value = report.at(unknown.cell);
    return !value.present() && value.reason() == Missing::NotFilled;
}

RuleTranslator::RuleTranslator(const RuleSet& set, const instrument::Form& form, bool with_soft_rules)
    : set_(set),
      form_(form),
      with_soft_rules_(with_soft_rules),
      asked_for_blanks_(cells_asked_for_blanks(set, form)),
      words_(set, form) {}

Asked RuleTranslator::asked_of(const Context& context) {
    Asked asked;
    const auto& plan = set_.plan(form_.code);
    bool all_passed = true;
    for (std::size_t i = 0; i < plan.instances.size(); ++i) {
        const auto& instance = plan.instances[i];
        const auto& rule = set_.rules()[static_cast<std::size_t>(instance.rule)];
        if (rule.severity != Severity::Hard && !with_soft_rules_) continue;
        if (!is_asked(rule, instance, context)) continue;
        each_run(rule, instance, context, [&](Evaluation& run, std::string_view key, Verdict verdict) {
            asked.rules.push_back({&rule, &instance, static_cast<int>(i), std::string(key), verdict,
                                   verdict == Verdict::Undecided ? run.reason() : std::string()});
            all_passed = all_passed && verdict == Verdict::Passed;
        });
    }
    if (all_passed) asked.rules.clear();
    for (auto& rule : asked.rules) translate_rule(rule, context, asked);
    std::erase_if(asked.rules, [](const AskedRule& it) { return it.formula == nullptr; });
    return asked;
}

const Translated* RuleTranslator::shared_formula(const AskedRule& it, const Context& context) {
    const auto known = shared_.find(it.place);
    if (known == shared_.end() && !is_same_for_all_reports(*it.rule)) return nullptr;
    auto found = known;
    if (known == shared_.end()) {
        const CellSheet nothing(form_);
        Context empty{context.period, &form_, &nothing, nullptr, {}, {}};
        empty.others.resize(context.others.size());
        empty.other_forms = context.other_forms;
        const Vocabulary vocabulary{&words_, &unknowns_, &asked_for_blanks_};
        auto made = translate(*it.rule, *it.instance, {}, empty, vocabulary, Reach::OneReport);
        found = shared_.emplace(it.place, std::move(made)).first;
    }
    for (const int at : found->second.cells) {
        const auto& unknown = unknowns_.at(at);
        if (unknown.words) continue;
        const auto value = context.report->at(unknown.cell);
        if (!value.present() && value.reason() != Missing::NotFilled) return nullptr;
    }
    return &found->second;
}

bool RuleTranslator::has_blank(const Translated& formula, const Context& context) const {
    return std::ranges::any_of(formula.cells,
                               [&](int at) { return is_blank(*context.report, unknowns_.at(at)); });
}

void RuleTranslator::translate_rule(AskedRule& it, const Context& context, Asked& asked) {
    const auto* formula = shared_formula(it, context);
    it.shared = formula != nullptr;
    if (formula == nullptr) {
        const Vocabulary vocabulary{&words_, &unknowns_, &asked_for_blanks_};
        asked.own.push_back(translate(*it.rule, *it.instance, it.key, context, vocabulary, Reach::OneReport));
        formula = &asked.own.back();
    }
    auto why = formula->left_out;
    // What cannot be decided for want of something else than a blank of this report asks nothing of it.
    if (why.empty() && it.verdict == Verdict::Undecided && !has_blank(*formula, context)) why = it.why;
    if (why.empty() && it.verdict == Verdict::Undecided && formula->passes.is(Formula::Kind::False))
        why = formula->absent.empty() ? it.why : formula->absent;
    if (why.empty()) {
        it.formula = formula;
        return;
    }
    LeftOut out{it.rule->id, {}, it.key, std::move(why)};
    if (it.rule->condition.uses_this_column)
        out.column = form_.columns[static_cast<std::size_t>(it.instance->column)].id;
    if (it.rule->condition.uses_this_row)
        out.key = form_.rows[static_cast<std::size_t>(it.instance->row)].code;
    asked.left_out.push_back(std::move(out));
}

std::vector<std::vector<const AskedRule*>> RuleTranslator::groups(const Asked& asked) const {
    std::vector<int> above(static_cast<std::size_t>(unknowns_.count()));
    std::iota(above.begin(), above.end(), 0);
    const auto top = [&](int at) {
        while (above[static_cast<std::size_t>(at)] != at) {
            auto& next = above[static_cast<std::size_t>(at)];
            next = above[static_cast<std::size_t>(next)];
            at = next;
        }
        return at;
    };
    for (const auto& rule : asked.rules)
        for (const int at : rule.formula->cells)
            above[static_cast<std::size_t>(top(at))] = top(rule.formula->cells.front());
    std::map<int, std::vector<const AskedRule*>> by_top;
    std::set<int> open;
    for (const auto& rule : asked.rules) {
        // A rule without a cell hangs together with nothing: each such is a group of its own.
        const auto& cells = rule.formula->cells;
        const int group =
            cells.empty() ? -1 - static_cast<int>(&rule - asked.rules.data()) : top(cells.front());
        by_top[group].push_back(&rule);
        if (rule.verdict != Verdict::Passed) open.insert(group);
    }
    std::vector<std::vector<const AskedRule*>> groups;
    for (auto& [group, rules] : by_top)
        if (open.contains(group)) groups.push_back(std::move(rules));
    return groups;
}

}  // namespace yj::edit

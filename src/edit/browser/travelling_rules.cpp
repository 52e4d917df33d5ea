#include "edit/browser/travelling_rules.hpp"

#include <algorithm>
#include <set>

namespace yj::edit {

namespace {

bool travels(const Rule& rule, std::string_view form, Reader reader) {
    if (rule.form != form || rule.condition.uses_population) return false;
    return reader == Reader::Bureau || rule.severity == Severity::Hard;
}

void add_form(std::vector<std::string>& forms, const std::string& form) {
    if (!form.empty() && std::ranges::find(forms, form) == forms.end()) forms.push_back(form);
}

}  // namespace

TravellingRules travelling_rules(const RuleSet& set, std::string_view form, Reader reader) {
    TravellingRules out;
    out.forms.emplace_back(form);
    std::string text;
    std::set<std::string> scopes;
    for (const auto& rule : set.rules()) {
        if (!travels(rule, form, reader)) continue;
        text += rule.written + "\n";
        scopes.insert(rule.scopes.begin(), rule.scopes.end());
        for (const auto& twin : set.rules())  // 适用 206-1, 206-2: the text names them all
            if (twin.text == rule.text) add_form(out.forms, twin.form);
    }
    for (const auto& code : std::vector(out.forms))
        for (const auto& source : set.plan(code).sources) add_form(out.forms, source.form);
    for (const auto& scope : scopes) text += scope + "\n";
    if (!text.empty()) out.texts.push_back({"（随表）" + std::string(form), std::move(text)});
    return out;
}

}  // namespace yj::edit

#include "desk/edit/check_rules.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "edit/blame/examine.hpp"
#include "edit/rule_set.hpp"

namespace yj::desk {

using instrument::Faults;
using instrument::Pack;

namespace {

std::string state_of(const edit::Rule& rule, const edit::RuleSet* known) {
    const auto* old = known == nullptr ? nullptr : known->rule(rule.id, rule.form);
    if (old == nullptr) return "新增";
    return old->hash == rule.hash ? "未变" : "改动";
}

/// In the last period of the pack: every rule that is to last is in force there.
void remark(const Pack& pack, const edit::RuleSet& set, const std::string& code,
            std::vector<std::string>& remarks) {
    const auto* form = pack.form(code);
    const auto periods = pack.periods(*form, pack.from(), pack.to());
    if (periods.empty()) return;
    auto found = edit::examine(set, pack.forms(), *form, periods.back());
    std::map<std::string, std::string> unexamined;  // why → which rules
    for (const auto& it : std::exchange(found.not_examined, {})) {
        auto& rules = unexamined[it.why];
        if (!rules.empty()) rules += "、";
        rules += it.rule;
    }
    const auto text = edit::examination_text(found);
    for (const auto line : split(text, '\n'))
        if (!trimmed(line).empty()) remarks.push_back(code + "：" + std::string(line));
    for (const auto& [why, rules] : unexamined)
        remarks.push_back(fmt::format("{}：{} 没有检查：{}", code, rules, why));
}

}  // namespace

std::vector<edit::RuleText> texts_with(const Pack& pack, const RuleFile& file) {
    std::vector<edit::RuleText> texts;
    for (auto& it : files_with(pack, file))
        if (it.path.starts_with("rules/") && it.path.ends_with(".rules"))
            texts.push_back({std::move(it.path), std::move(it.bytes)});
    return texts;
}

std::expected<CheckedRules, Faults> check_rules(const Pack& pack, const RuleFile& file) {
    const auto set = edit::compile_rules(pack.forms(), texts_with(pack, file));
    if (!set) return std::unexpected(set.error());
    const auto known = edit::compile_rules(pack.forms(), rule_texts(pack));
    CheckedRules checked;
    std::set<std::string> forms;
    for (const auto& rule : set->rules()) {
        if (rule.file != "rules/" + file.name) continue;
        checked.rules.push_back({rule.id, rule.form, rule.severity, state_of(rule, known ? &*known : nullptr),
                                 rule.text, rule.hash, rule.line});
        forms.insert(rule.form);
    }
    for (const auto& code : forms) remark(pack, *set, code, checked.remarks);
    return checked;
}

}  // namespace yj::desk

#include "desk/edit/check_rules.hpp"

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

}  // namespace

std::vector<edit::RuleText> texts_with(const Pack& pack, const RuleFile& file) {
    std::vector<edit::RuleText> texts;
    for (auto& it : files_with(pack, file))
        if (it.path.starts_with("rules/") && it.path.ends_with(".rules"))
            texts.push_back({std::move(it.path), std::move(it.bytes)});
    return texts;
}

std::expected<std::vector<ReadRule>, Faults> check_rules(const Pack& pack, const RuleFile& file) {
    const auto set = edit::compile_rules(pack.forms(), texts_with(pack, file));
    if (!set) return std::unexpected(set.error());
    const auto known = edit::compile_rules(pack.forms(), rule_texts(pack));
    std::vector<ReadRule> read;
    for (const auto& rule : set->rules())
        if (rule.file == "rules/" + file.name)
            read.push_back({rule.id, rule.form, rule.severity, state_of(rule, known ? &*known : nullptr),
                            rule.text, rule.hash, rule.line});
    return read;
}

}  // namespace yj::desk

#include <algorithm>
#include <array>
#include <set>

#include "edit/notation/table_form.hpp"
#include "edit/notation/vocabulary.hpp"
#include "edit/vtl/condition_writer.hpp"
#include "edit/vtl/exchange.hpp"
#include "edit/vtl/exchange_remark.hpp"

namespace yj::edit::vtl {

namespace {

/// Why a rule as a whole cannot be VTL; empty when it can.
std::string outside(const Rule& rule) {
    if (rule.condition.uses_each_key) return "逐键的规则（[*] 在开放行）";
    if (rule.condition.uses_population) return "横向的规则要读全部报表";
    if (rule.tolerance.kind == Tolerance::Kind::Precision) return "允差 按精度 要看各数写了几位小数";
    return {};
}

/// What the VTL rule does not know of its rule; empty when it knows all that decides.
std::string unknown_there(const Rule& rule) {
    std::string told;
    const auto add = [&told](const std::string& part) { told += (told.empty() ? "" : "，") + part; };
    if (rule.first_month != 1 || rule.last_month != 12)
        add("只在 " + std::to_string(rule.first_month) + "—" + std::to_string(rule.last_month) + " 月判");
    if (rule.from) add("从 " + rule.from->code() + " 起判");
    if (rule.to) add("判到 " + rule.to->code());
    if (rule.excepted) add("除外 " + std::string(registry::unit_kind_name(*rule.excepted)));
    return told;
}

/// A form's code, its cell and its 指标 are read as one where no blank parts them: "B204-1 [ 01 . 1 ]" is
/// "B204-1[ 01.1 ]". Texts in quotes stay.
std::string tight(std::string_view text) {
    std::string made;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto rest = text.substr(i);
        if (text[i] == '"') quoted = !quoted;
        if (!quoted && rest.starts_with(" . ")) {
            made += '.';
            i += 2;
        } else if (quoted || !rest.starts_with(" [")) {
            made += text[i];
        }
    }
    return made;
}

class Exporter {
public:
    Exporter(const RuleSet& rules, const instrument::Form& form) : rules_(rules), form_(form) {}

    Exported write(std::span<const RuleText> texts) {
        write_scopes(texts);
        for (std::size_t at = 0; at < rules_.rules().size(); ++at) {
            const auto& rule = rules_.rules()[at];
            if (rule.form == form_.code) write_rule(rule, at);
        }
        if (body_.empty()) {
            made_.vtl = head_ + remarks_;
            return std::move(made_);
        }
        std::string signature;
        for (const auto& name : used_) signature += (signature.empty() ? "" : ", ") + component_name(name);
        made_.vtl = head_ + "define datapoint ruleset " + component_name(ruleset_name()) + " ( variable " +
                    signature + " ) is\n" + body_ + remarks_ + "end datapoint ruleset;\n";
        return std::move(made_);
    }

private:
    [[nodiscard]] std::string ruleset_name() const { return "R_" + form_.code; }

    void write_scopes(std::span<const RuleText> texts) {
        instrument::Faults faults;
        Scopes scopes;
        for (const auto& it : texts) gather_scopes(it.path, it.text, WordSort::Form, scopes, faults);
        for (const auto& [name, scope] : scopes) head_ += remark("范围", 0, "", name + " " + scope.text);
    }

    void write_rule(const Rule& rule, std::size_t at) {
        std::string why = outside(rule);
        std::vector<std::string> rules;
        std::set<std::string> used;
        for (const auto& instance : rules_.plan(form_.code).instances) {
            if (!why.empty()) break;
            if (static_cast<std::size_t>(instance.rule) != at) continue;
            ConditionWriter writer(rule, form_, instance);
            auto text = writer.write();
            why = writer.refusal();
            used.insert(writer.used().begin(), writer.used().end());
            rules.push_back(std::move(text));
        }
        if (rules.empty() && why.empty()) why = "没有可判的单元格";
        const std::string word = rule.generated ? "生成" : "规则";
        auto own = rule.generated ? rule.id : rule.text.substr(rule.text.find(' ') + 1);
        if (form_.code != kTableForm) own = tight(own);
        if (!why.empty()) {
            made_.in_remarks.push_back({rule.id, why});
            remarks_ += remark(word, 0, "", own) + "// VTL 不能表达：" + why + "\n";
            return;
        }
        std::string even, text;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const auto id = rules.size() == 1 ? rule.id : rule.id + "#" + std::to_string(i + 1);
            const auto one = component_name(id) + ": " + rules[i] + " errorcode \"" + code_of(rule) +
                             "\" errorlevel " + std::to_string(static_cast<int>(rule.severity) + 1);
            even += even_vtl(one) + "\n";
            text += (body_.empty() && text.empty() ? "  " : "; ") + one + "\n";
        }
        const auto limits = unknown_there(rule);
        if (!limits.empty()) made_.limits.push_back({rule.id, limits});
        body_ += remark(word, rules.size(), even, own) + (limits.empty() ? "" : "// " + limits + "\n") + text;
        used_.insert(used.begin(), used.end());
    }

    static std::string remark(std::string_view word, std::size_t count, const std::string& even,
                              const std::string& own) {
        return "//@" + std::string(word) + " " + std::to_string(count) + " " + vtl_digest(even + own) + " " +
               own + "\n";
    }

    /// The hint, or the rule's id: a VTL text has no quotes inside.
    [[nodiscard]] static std::string code_of(const Rule& rule) {
        auto code = rule.hint.empty() ? rule.id : rule.hint;
        std::ranges::replace(code, '"', '\'');
        return code;
    }

    const RuleSet& rules_;
    const instrument::Form& form_;
    std::string head_;
    std::string body_;
    std::string remarks_;
    std::set<std::string> used_;
    Exported made_;
};

}  // namespace

Exported export_vtl(const RuleSet& rules, const instrument::Form& form, std::span<const RuleText> texts) {
    return Exporter(rules, form).write(texts);
}

}  // namespace yj::edit::vtl

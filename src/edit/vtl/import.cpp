#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "edit/vtl/exchange.hpp"
#include "edit/vtl/exchange_remark.hpp"
#include "edit/vtl/parser.hpp"
#include "edit/vtl/translator.hpp"

namespace yj::edit::vtl {

namespace {

/// What a word of a rule may be made of; the rest of a VTL name becomes '-'.
std::string plain_id(std::string_view name) {
    std::string id;
    for (const char c : name) {
        const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          c == '_' || c == '/' || static_cast<unsigned char>(c) >= 0x80;
        id += good ? c : '-';
    }
    while (id.ends_with('-') || id.ends_with('/')) id.pop_back();
    return id.empty() ? "规则" : id;
}

/// Words of a 提示: a quote would end it, a brace would begin a cell.
std::string plain_hint(std::string_view text) {
    std::string hint;
    for (const char c : text) {
        if (c == '"')
            hint += "”";
        else if (c == '{')
            hint += "｛";
        else if (c == '}')
            hint += "｝";
        else
            hint += c == '\n' || c == '\r' ? ' ' : c;
    }
    return hint;
}

class Importer {
public:
    Importer(const Script& script, std::string_view text, const std::vector<Remark>& remarks)
        : script_(script), text_(text), remarks_(remarks) {}

    Imported import() {
        count_names();
        take_remarks();
        for (const auto& ruleset : script_.datapoint_rulesets)
            for (const auto& rule : ruleset.rules)
                if (!consumed_.contains(rule.offset)) add(ruleset, rule);
        for (const auto& statement : script_.assignments) add(statement);
        for (const auto& ruleset : script_.hierarchical_rulesets) add(ruleset);
        return std::move(made_);
    }

private:
    void count_names() {
        for (const auto& ruleset : script_.datapoint_rulesets)
            for (const auto& rule : ruleset.rules) ++names_[plain_id(rule.name)];
        for (const auto& ruleset : script_.hierarchical_rulesets)
            for (const auto& rule : ruleset.rules) ++names_[plain_id(rule.name)];
    }

    std::string id_of(const std::string& ruleset, const std::string& rule) {
        auto id = plain_id(rule);
        if (names_[id] > 1) id = plain_id(ruleset) + "/" + id;
        const auto base = id;
        for (int again = 2; !ids_.insert(id).second; ++again) id = base + "-" + std::to_string(again);
        return id;
    }

    /// The rules that export_vtl wrote, in its own words, where the VTL beside them is as it was.
    void take_remarks() {
        std::vector<const DatapointRule*> rules;
        for (const auto& ruleset : script_.datapoint_rulesets)
            for (const auto& rule : ruleset.rules) rules.push_back(&rule);
        std::ranges::sort(rules, {}, &DatapointRule::offset);
        for (const auto& it : remarks_) {
            const auto remark = read_remark(it.text);
            if (!remark) continue;
            const auto next = std::ranges::upper_bound(rules, it.offset, {}, &DatapointRule::offset);
            const auto there = static_cast<std::size_t>(rules.end() - next);
            const std::span beside(next, std::min(there, remark->count));
            std::string vtl;
            for (const auto* rule : beside)
                vtl += even_vtl(text_.substr(rule->offset, rule->end - rule->offset)) + "\n";
            if (beside.size() != remark->count || vtl_digest(vtl + remark->text) != remark->digest) {
                made_.notes.push_back(
                    {remark->text.substr(0, 60), "注释或它旁边的 VTL 已经改动，注释不算，以 VTL 为准"});
                continue;
            }
            for (const auto* rule : beside) consumed_.insert(rule->offset);
            if (remark->word == "规则" || remark->word == "范围")
                made_.rules += remark->word + " " + remark->text + "\n";
            if (remark->word == "规则") ids_.insert(remark->text.substr(0, remark->text.find(' ')));
        }
    }

    void add(const DatapointRuleset& ruleset, const DatapointRule& rule) {
        const auto id = id_of(ruleset.name, rule.name);
        std::map<std::string, std::string, std::less<>> columns;
        for (const auto& it : ruleset.signature) {
            columns[it.alias] = it.name;
            columns.emplace(it.name, it.name);
        }
        if (ruleset.by_domain && !components_of(ruleset, columns))
            return made_.refused.push_back({id, "按值域定义的规则集没有 check_datapoint 语句说明各组件"});
        Translator translator(columns, Translator::Names::Components);
        const auto then = translator.condition(rule.then);
        auto text = then.text;
        if (rule.when) {
            const auto when = translator.condition(*rule.when);
            text = "若 " + when.text + " 则 " + text;
        }
        finish(id, translator, text, rule.errorcode.at(0), rule.errorlevel.at(0));
    }

    /// A ruleset over value domains speaks of the components that its first check_datapoint names.
    bool components_of(const DatapointRuleset& ruleset,
                       std::map<std::string, std::string, std::less<>>& columns) {
        for (const auto& statement : script_.assignments) {
            const auto& expr = statement.expr;
            if (expr.kind != ExprKind::CheckDatapoint || expr.extra->ruleset != ruleset.name ||
                expr.extra->components.size() != ruleset.signature.size())
                continue;
            columns.clear();
            for (std::size_t i = 0; i < ruleset.signature.size(); ++i)
                columns[ruleset.signature[i].alias] = expr.extra->components[i];
            return true;
        }
        return false;
    }

    void add(const Assignment& statement) {
        const auto& expr = statement.expr;
        if (expr.kind == ExprKind::CheckDatapoint || expr.kind == ExprKind::CheckHierarchy) return;
        const auto id = id_of("", statement.name);
        if (expr.kind != ExprKind::Check)
            return made_.refused.push_back({id, "不是检查语句，记法里没有赋值"});
        Translator translator({}, Translator::Names::Members);
        const auto condition = translator.condition(expr.operands[0]);
        const auto constant = [](const std::optional<Expr>& of) {
            return of && of->kind == ExprKind::Constant ? of->value : Value();
        };
        finish(id, translator, condition.text, constant(expr.extra->errorcode),
               constant(expr.extra->errorlevel));
    }

    void add(const HierarchicalRuleset& ruleset) {
        for (const auto& rule : ruleset.rules) {
            const auto id = id_of(ruleset.name, rule.name);
            std::map<std::string, std::string, std::less<>> columns;
            for (const auto& it : ruleset.conditions) columns[it.alias] = it.name;
            Translator translator(columns, Translator::Names::Components);
            std::string text = column_word(rule.left) + " " + notation_comparison(rule.comparison);
            for (const auto& item : rule.right) {
                if (item.condition) translator.refuse("代码项上的条件“[…]”在记法里没有");
                const bool first = &item == &rule.right.front();
                text += item.sign < 0 ? " - " : first ? " " : " + ";
                text += column_word(item.code);
            }
            if (rule.when) text = fmt::format("若 {} 则 {}", translator.condition(*rule.when).text, text);
            const auto before = made_.refused.size();
            finish(id, translator, text, rule.errorcode.at(0), rule.errorlevel.at(0));
            if (made_.refused.size() == before)
                made_.notes.push_back({id, "代码项当作列名：每个代码一列的表才能用"});
        }
    }

    void finish(const std::string& id, const Translator& translator, const std::string& condition,
                const Value& code, const Value& level) {
        if (!translator.refusal().empty()) return made_.refused.push_back({id, translator.refusal()});
        for (const auto& note : translator.notes()) made_.notes.push_back({id, note});
        std::string severity = "核实";
        const auto number = level.is_number() ? level.number().rounded(0, Round::HalfUp) : std::nullopt;
        if (number)
            severity = number->units() <= 1 ? "强制" : number->units() == 2 ? "核实" : "提示";
        else
            made_.notes.push_back({id, "没有数字的 errorlevel，按核实"});
        made_.rules += "规则 " + id + " " + severity + "  " + condition;
        if (!code.is_null()) made_.rules += "\n  提示 \"" + plain_hint(code.shown()) + "\"";
        made_.rules += '\n';
    }

    const Script& script_;
    std::string_view text_;
    const std::vector<Remark>& remarks_;
    std::map<std::string, int> names_;
    std::set<std::string> ids_;
    std::set<std::size_t> consumed_;
    Imported made_;
};

}  // namespace

std::string even_vtl(std::string_view text) {
    std::string even;
    Lexer lexer(text);
    for (auto token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        if (!even.empty()) even += ' ';
        even += text.substr(token.offset, token.end - token.offset);
    }
    return even;
}

std::string vtl_digest(std::string_view even) { return sha256(even).hex().substr(0, 16); }

std::optional<ExchangeRemark> read_remark(std::string_view text) {
    ExchangeRemark remark;
    const auto word = [&text] {
        const auto end = std::min(text.find(' '), text.size());
        const std::string taken(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        return taken;
    };
    remark.word = word();
    if (remark.word != "规则" && remark.word != "范围" && remark.word != "生成") return std::nullopt;
    for (const char c : word()) {
        if (c < '0' || c > '9' || remark.count > 100'000) return std::nullopt;
        remark.count = remark.count * 10 + static_cast<std::size_t>(c - '0');
    }
    remark.digest = word();
    while (text.ends_with('\r')) text.remove_suffix(1);
    remark.text = text;
    return remark.text.empty() ? std::nullopt : std::optional(remark);
}

Outcome<Imported> import_vtl(std::string_view text) {
    std::vector<Remark> remarks;
    YJ_ASSIGN(const auto script, parse_script(text, remarks));
    return Importer(script, text, remarks).import();
}

}  // namespace yj::edit::vtl

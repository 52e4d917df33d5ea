#include "edit/sentence.hpp"

#include <algorithm>

#include "base/invariant.hpp"

namespace yj::edit {

namespace {

std::string_view source_name(const Source& source) {
    switch (source.shift) {
        case Shift::Same: return "";
        case Shift::Previous: return "上期";
        case Shift::YearEarlier: return "上年同期";
        case Shift::LastDecember: return "上年12月";
    }
    broken("a shift of no known kind");
}

/// The words of an expression: labels for cells, marks between them.
class Words {
public:
    Words(Evaluation& run, const Rule& rule) : run_(run), rule_(rule) {}

    std::string of(int at) const {
        const auto& node = run_.node(at);
        const auto two = [&](const char* mark) { return of(node.operands[0]) + mark + of(node.operands[1]); };
        switch (node.kind) {
            case NodeKind::Number: return node.number.text();
            case NodeKind::Text: return node.text;
            case NodeKind::Cell: return cell(node);
            case NodeKind::SumRows: return "第" + row_code(node.row, node) + "至" + row_code(node.last_row, node) + "行合计";
            case NodeKind::SumKeys: return cell(node) + "合计";
            case NodeKind::Attribute: return "单位" + node.text;
            case NodeKind::Months: return "月数";
            case NodeKind::Days: return "天数";
            case NodeKind::Negate: return "-" + of(node.operands[0]);
            case NodeKind::Add: return two(" + ");
            case NodeKind::Subtract: return two(" - ");
            case NodeKind::Multiply: return two(" × ");
            case NodeKind::Divide: return two(" ÷ ");
            case NodeKind::Absolute: return "（" + of(node.operands[0]) + "）的绝对值";
            case NodeKind::Largest: return "“" + of(node.operands[0]) + "”与“" + of(node.operands[1]) + "”中较大者";
            case NodeKind::Smallest: return "“" + of(node.operands[0]) + "”与“" + of(node.operands[1]) + "”中较小者";
            case NodeKind::RoundTo: return of(node.operands[0]) + "（四舍五入）";
            default: return "";
        }
    }

private:
    std::string row_code(int row, const Node& node) const {
        return run_.form_of(node).rows[static_cast<std::size_t>(row)].code;
    }
    std::string cell(const Node& node) const {
        const auto& sources = rule_.condition.sources;
        std::string lead;
        for (const auto& source : sources)
            if (node.source != 0 && (source.form.empty() || source.form == run_.form_of(node).code) &&
                source.shift != Shift::Same)
                lead = source_name(source);
        if (node.source != 0 && lead.empty()) lead = run_.form_of(node).code + " ";
        return lead + run_.form_of(node).cell_name(run_.address(node));
    }

    Evaluation& run_;
    const Rule& rule_;
};

std::string value_text(Evaluation& run, int at) {
    const auto number = run.number(at);
    return number ? number->text() : "（缺）";
}

const char* demand(NodeKind kind) {
    switch (kind) {
        case NodeKind::Equal: return "应等于";
        case NodeKind::NotEqual: return "不应等于";
        case NodeKind::Less: return "应小于";
        case NodeKind::LessEqual: return "应不大于";
        case NodeKind::Greater: return "应大于";
        case NodeKind::GreaterEqual: return "应不小于";
        default: return "";
    }
}

bool is_constant(const Node& node) { return node.kind == NodeKind::Number; }

/// "甲 120 应不大于 乙 100，相差 20"
std::string compared_sentence(Evaluation& run, const Rule& rule, const Node& node) {
    const Words words(run, rule);
    const auto side = [&](int at) {
        return is_constant(run.node(at)) ? words.of(at) : words.of(at) + " " + value_text(run, at);
    };
    auto sentence = side(node.operands[0]) + " " + demand(node.kind) + " " + side(node.operands[1]);
    const auto left = run.number(node.operands[0]), right = run.number(node.operands[1]);
    const auto gap = left && right ? left->minus(*right) : std::nullopt;
    if (gap && node.kind != NodeKind::NotEqual && !is_constant(run.node(node.operands[1])))
        sentence += "，相差 " + gap->magnitude().text();
    return sentence;
}

std::string within_sentence(Evaluation& run, const Rule& rule, const Node& node) {
    const Words words(run, rule);
    return words.of(node.operands[0]) + " 为 " + value_text(run, node.operands[0]) + "，应在 " +
           words.of(node.operands[1]) + " 到 " + words.of(node.operands[2]) + " 之间";
}

/// The first part of the condition that fails here, for rules of several parts.
int failing_part(Evaluation& run, int at) {
    const auto& node = run.node(at);
    if (node.kind == NodeKind::Implies) return node.operands[1];
    if (node.kind != NodeKind::And) return at;
    for (const int part : node.operands) {
        const auto& it = run.node(part);
        const bool comparison = it.kind >= NodeKind::Equal && it.kind <= NodeKind::GreaterEqual;
        if (!comparison) return failing_part(run, part);
        const auto left = run.number(it.operands[0]), right = run.number(it.operands[1]);
        const auto order = left && right ? left->compare(*right) : std::nullopt;
        const bool holds = order && ((it.kind == NodeKind::LessEqual && *order <= 0) ||
                                     (it.kind == NodeKind::GreaterEqual && *order >= 0) ||
                                     (it.kind == NodeKind::Less && *order < 0) ||
                                     (it.kind == NodeKind::Greater && *order > 0) ||
                                     (it.kind == NodeKind::Equal && *order == 0));
        if (!holds) return part;
    }
    return node.operands[1];
}

}  // namespace

std::string failed_sentence(Evaluation& run, const Rule& rule) {
    const int part = failing_part(run, rule.condition.root);
    const auto& node = run.node(part);
    std::string sentence;
    if (node.kind >= NodeKind::Equal && node.kind <= NodeKind::GreaterEqual)
        sentence = compared_sentence(run, rule, node);
    else if (node.kind == NodeKind::Within)
        sentence = within_sentence(run, rule, node);
    if (rule.hint.empty()) return sentence.empty() ? "不满足：" + rule.text : sentence;
    return sentence.empty() ? rule.hint : rule.hint + "：" + sentence;
}

std::string undecided_sentence(Evaluation& run, const Rule& rule) {
    const auto why = run.reason().empty() ? std::string("缺少所需的数") : run.reason();
    return "无法判定：" + why + (rule.hint.empty() ? "" : "（" + rule.hint + "）");
}

std::vector<std::string> cells_read(const Evaluation& run, const Rule& rule) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < rule.condition.nodes.size(); ++i) {
        const auto& node = rule.condition.nodes[i];
        if (node.kind != NodeKind::Cell || node.source != 0) continue;
        auto address = run.form_of(node).address(run.address(node));
        if (std::ranges::find(cells, address) == cells.end()) cells.push_back(std::move(address));
    }
    return cells;
}

std::string respondent_sentence(const RuleSet& set, std::string_view form, const Finding& finding) {
    const auto* rule = set.rule(finding.rule, form);
    if (finding.severity == Severity::Hard || rule == nullptr) return finding.sentence;
    std::string sentence = rule->hint.empty() ? std::string("请核实") : "请核实：" + rule->hint;
    for (std::size_t i = 0; i < finding.cells.size(); ++i) sentence += (i == 0 ? "（" : "、") + finding.cells[i];
    return finding.cells.empty() ? sentence : sentence + "）";
}

}  // namespace yj::edit

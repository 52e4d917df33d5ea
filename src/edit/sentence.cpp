#include "edit/sentence.hpp"

#include <algorithm>

#include "base/invariant.hpp"
#include "base/text.hpp"

namespace yj::edit {

namespace {

using instrument::CellAddress;

bool is_comparison(NodeKind kind) { return kind >= NodeKind::Equal && kind <= NodeKind::GreaterEqual; }

/// "其中:出口交货值" is 出口交货值 in a sentence.
std::string_view plain_name(std::string_view name) {
    for (const std::string_view lead : {"其中:", "其中："})
        if (name.starts_with(lead)) name.remove_prefix(lead.size());
    return name;
}

/// How tightly a node binds, so that brackets stand where the words need them.
int strength(NodeKind kind) {
    if (kind == NodeKind::Add || kind == NodeKind::Subtract) return 1;
    if (kind == NodeKind::Multiply || kind == NodeKind::Divide) return 2;
    return 3;
}

/// The words of an expression: each cell with its label and value, marks between them.
class Words {
public:
    Words(Evaluation& run, const Rule& rule) : run_(run), rule_(rule) {}

    std::string of(int at) {
        const auto& node = run_.node(at);
        switch (node.kind) {
            case NodeKind::Number: return node.number.text();
            case NodeKind::Text: return node.text;
            case NodeKind::Cell: return valued(at, label(node, row_label(node)));
            case NodeKind::SumRows: return valued(at, label(node, row_range(node)));
            case NodeKind::SumKeys: return valued(at, label(node, row_label(node)) + (node.each_key ? "下级合计" : "合计"));
            case NodeKind::Attribute: return valued(at, "单位" + node.text);
            case NodeKind::Months: return valued(at, "月数");
            case NodeKind::Days: return valued(at, "天数");
            case NodeKind::Negate: return "-" + inside(node.operands[0], 3);
            case NodeKind::Add: return two(node, " + ", 1);
            case NodeKind::Subtract: return two(node, " - ", 2);
            case NodeKind::Multiply: return two(node, " × ", 2);
            case NodeKind::Divide: return two(node, " ÷ ", 3);
            case NodeKind::Absolute: return "（" + of(node.operands[0]) + "）的绝对值";
            case NodeKind::Largest: return of(node.operands[0]) + "与" + of(node.operands[1]) + "中较大者";
            case NodeKind::Smallest: return of(node.operands[0]) + "与" + of(node.operands[1]) + "中较小者";
            case NodeKind::RoundTo: return "四舍五入（" + of(node.operands[0]) + "）";
            default: return "";
        }
    }

    /// One side of a comparison: what it is made of, and what it comes to.
    std::string side(int at) {
        constexpr int kTooMany = 6;
        const auto& node = run_.node(at);
        if (node.operands.empty()) return of(at);
        if (leaves(at) > kTooMany) return "各项计算结果 " + value(at);
        return of(at) + "（计 " + value(at) + "）";
    }

    std::string value(int at) {
        const auto number = run_.number(at);
        return number ? number->text() : "（缺）";
    }

    /// The column, row and key for which the rule was asked.
    std::string place() const {
        const auto& condition = rule_.condition;
        const Node* any = nullptr;
        for (const auto& node : condition.nodes)
            if (any == nullptr && node.source == 0 &&
                ((condition.uses_this_row && node.row == kThisRow) || node.each_key || node.column == kThisColumn))
                any = &node;
        if (any == nullptr) return {};
        const auto where = run_.address(*any);
        const auto& form = *run_.context().form;
        std::string text = where.key;
        if (condition.uses_this_row) text = form.rows[static_cast<std::size_t>(where.row)].name;
        if (condition.uses_this_column && form.columns.size() > 1)
            text += (text.empty() ? "" : "·") + form.columns[static_cast<std::size_t>(where.column)].name;
        return text;
    }

private:
    int leaves(int at) const {
        int count = run_.node(at).operands.empty() ? 1 : 0;
        for (const int below : run_.node(at).operands) count += leaves(below);
        return count;
    }
    std::string valued(int at, std::string words) { return std::move(words) + " " + value(at); }
    std::string inside(int at, int needed) {
        return strength(run_.node(at).kind) < needed ? "（" + of(at) + "）" : of(at);
    }
    std::string two(const Node& node, const char* mark, int right) {
        return inside(node.operands[0], std::min(right, strength(node.kind))) + mark + inside(node.operands[1], right);
    }

    std::string row_label(const Node& node) const {
        if (node.row == kThisRow) return {};
        return std::string(plain_name(run_.form_of(node).rows[static_cast<std::size_t>(node.row)].name));
    }
    std::string row_range(const Node& node) const {
        const auto& rows = run_.form_of(node).rows;
        return rows[static_cast<std::size_t>(node.row)].code + "至" +
               rows[static_cast<std::size_t>(node.last_row)].code + "行合计";
    }
    /// The row's words, the column where the rule's place does not say it, and from which report.
    std::string label(const Node& node, std::string row) const {
        const auto& form = run_.form_of(node);
        std::string lead(shift_name(node.shift));
        if (form.code != run_.context().form->code) lead += (lead.empty() ? "" : " ") + form.code + " ";
        const bool says_column = form.columns.size() > 1 && node.column != kThisColumn;
        if (says_column) row += (row.empty() ? "" : "·") + form.columns[static_cast<std::size_t>(node.column)].name;
        return lead + row;
    }

    Evaluation& run_;
    const Rule& rule_;
};

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

/// "甲 120 应不大于 乙 100，相差 20"
std::string compared_sentence(Evaluation& run, const Rule& rule, const Node& node) {
    Words words(run, rule);
    auto sentence = words.side(node.operands[0]) + " " + demand(node.kind) + " " + words.side(node.operands[1]);
    const auto left = run.number(node.operands[0]), right = run.number(node.operands[1]);
    const auto gap = left && right ? left->minus(*right) : std::nullopt;
    const bool constant = run.node(node.operands[1]).kind == NodeKind::Number;
    if (gap && node.kind != NodeKind::NotEqual && !constant) sentence += "，相差 " + gap->magnitude().text();
    return sentence;
}

std::string within_sentence(Evaluation& run, const Rule& rule, const Node& node) {
    Words words(run, rule);
    return words.side(node.operands[0]) + " 应在 " + words.value(node.operands[1]) + " 到 " +
           words.value(node.operands[2]) + " 之间";
}

std::string listed(const Evaluation& run, const Node& node, std::size_t first) {
    std::string list;
    for (std::size_t i = first; i < node.operands.size(); ++i)
        list += (list.empty() ? "" : "、") + run.node(node.operands[i]).text;
    return list;
}

std::string belongs_sentence(const Evaluation& run, const Node& node) {
    const auto* attributes = run.context().attributes;
    return "名录中的行业 " + (attributes == nullptr ? "" : attributes->industry.text()) + " 应属于 " +
           listed(run, node, 0);
}

std::string code_sentence(Evaluation& run, const Node& node, std::string_view demanded) {
    const auto& cell = run.node(node.operands[0]);
    return run.form_of(cell).cell_name(run.address(cell)) + " " + std::string(run.words_in(cell)) +
           std::string(demanded);
}

/// The part that fails, in words: the failing side of 且, both sides of 或, the consequence of 若…则.
std::string part_sentence(Evaluation& run, const Rule& rule, int at) {
    const auto& node = run.node(at);
    if (is_comparison(node.kind)) return compared_sentence(run, rule, node);
    switch (node.kind) {
        case NodeKind::Within: return within_sentence(run, rule, node);
        case NodeKind::Implies: return part_sentence(run, rule, node.operands[1]);
        case NodeKind::And:
            return part_sentence(run, rule, node.operands[run.truth(node.operands[0]) == Verdict::Failed ? 0 : 1]);
        case NodeKind::Or: {
            const auto left = part_sentence(run, rule, node.operands[0]);
            return left + "；或者 " + part_sentence(run, rule, node.operands[1]);
        }
        case NodeKind::BelongsTo: return belongs_sentence(run, node);
        case NodeKind::CodeBelongs: return code_sentence(run, node, " 应以 " + listed(run, node, 1) + " 开头");
        case NodeKind::CheckDigits: return code_sentence(run, node, " 的校验位不符");
        default: return {};
    }
}

}  // namespace

std::string failed_sentence(Evaluation& run, const Rule& rule) {
    auto sentence = part_sentence(run, rule, rule.condition.root);
    if (sentence.empty()) sentence = rule.hint.empty() ? "不满足：" + rule.text : "";
    if (!rule.hint.empty()) sentence = rule.hint + (sentence.empty() ? "" : "：" + sentence);
    const auto place = Words(run, rule).place();
    return place.empty() ? sentence : sentence + "（" + place + "）";
}

std::string undecided_sentence(Evaluation& run, const Rule& rule) {
    const auto why = run.reason().empty() ? std::string("缺少所需的数") : run.reason();
    return "无法判定：" + why + (rule.hint.empty() ? "" : "（" + rule.hint + "）");
}

std::vector<std::string> cells_read(const Evaluation& run, const Rule& rule) {
    std::vector<std::string> cells;
    for (const auto& node : rule.condition.nodes) {
        if (node.source != 0) continue;
        for (const auto& where : run.cells_of(node)) {
            auto address = run.form_of(node).address(where);
            if (std::ranges::find(cells, address) == cells.end()) cells.push_back(std::move(address));
        }
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

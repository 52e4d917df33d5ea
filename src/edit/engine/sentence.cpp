#include "edit/engine/sentence.hpp"

#include <algorithm>

#include "base/invariant.hpp"
#include "base/text.hpp"

namespace yj::edit {

namespace {

bool is_comparison(NodeKind kind) { return kind >= NodeKind::Equal && kind <= NodeKind::GreaterEqual; }

bool is_place(NodeKind kind) {
    return kind == NodeKind::Cell || kind == NodeKind::SumRows || kind == NodeKind::SumKeys;
}

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
    Words(Evaluation& run, const Rule& rule) : run_(run), rule_(rule), column_(common_column()) {}

    std::string of(int at) {
        const auto& node = run_.node(at);
        switch (node.kind) {
            case NodeKind::Number: return node.number.text();
            case NodeKind::Text: return node.text;
            case NodeKind::Cell: return valued(at, label(node, row_label(node)));
            case NodeKind::SumRows: return valued(at, label(node, row_range(node)));
            case NodeKind::SumKeys:
                return valued(at, label(node, row_label(node)) + (node.each_key ? "下级合计" : "合计"));
            case NodeKind::Attribute: return valued(at, "单位" + node.text);
            case NodeKind::Months: return valued(at, "月数");
            case NodeKind::Days: return valued(at, "天数");
            case NodeKind::Negate: return "-" + inside(node.operands[0], 3);
            case NodeKind::Add: return two(node, " + ", 1);
            case NodeKind::Subtract: return two(node, " - ", 2);
            case NodeKind::Multiply: return two(node, " × ", 2);
            case NodeKind::Divide: return two(node, " ÷ ", 3);
            case NodeKind::Absolute: return "（" + of(node.operands[0]) + "）的绝对值";
            case NodeKind::Largest:
                return inside(node.operands[0], 3) + "与" + inside(node.operands[1], 3) + "中较大者";
            case NodeKind::Smallest:
                return inside(node.operands[0], 3) + "与" + inside(node.operands[1], 3) + "中较小者";
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

    /// The column, row and key of which the whole sentence speaks.
    std::string place() const {
        const auto& condition = rule_.condition;
        const auto& form = *run_.context().form;
        const auto keyed =
            std::ranges::find_if(condition.nodes, [](const Node& node) { return node.each_key; });
        const auto rowed =
            std::ranges::find_if(condition.nodes, [](const Node& node) { return node.row == kThisRow; });
        std::string text;
        if (condition.uses_each_key) text = run_.address(*keyed).key;
        if (condition.uses_this_row)
            text = form.rows[static_cast<std::size_t>(run_.address(*rowed).row)].name;
        if (column_ >= 0)
            text += (text.empty() ? "" : "·") + form.columns[static_cast<std::size_t>(column_)].name;
        return text;
    }

    /// "应付职工薪酬": a row without 其中, and with its code where the form has the name twice.
    static std::string row_name(const instrument::Form& form, int at) {
        const auto& row = form.rows[static_cast<std::size_t>(at)];
        const auto name = plain_name(row.name);
        const auto same = [&](const instrument::Indicator& other) { return plain_name(other.name) == name; };
        return std::string(name) +
               (std::ranges::count_if(form.rows, same) > 1 ? "（" + row.code + "行）" : "");
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
        return inside(node.operands[0], std::min(right, strength(node.kind))) + mark +
               inside(node.operands[1], right);
    }

    /// The one column of this form that all cells stand in; -1 when there are several, or when the row is the
    /// place and the columns are what tells the cells apart.
    int common_column() const {
        const auto& form = *run_.context().form;
        int common = -1;
        if (form.columns.size() == 1 || rule_.condition.uses_this_row) return -1;
        for (const auto& node : rule_.condition.nodes) {
            if (!is_place(node.kind) || run_.form_of(node).code != form.code) continue;
            const int column = run_.address(node).column;
            if (common >= 0 && column != common) return -1;
            common = column;
        }
        return common;
    }

    std::string row_label(const Node& node) const {
        if (node.row == kThisRow) return {};
        const auto name = row_name(run_.form_of(node), node.row);
        return node.own_industry ? name + "（" + run_.address(node).key + "）" : name;
    }
    std::string row_range(const Node& node) const {
        const auto& rows = run_.form_of(node).rows;
        return "第" + rows[static_cast<std::size_t>(node.row)].code + "至" +
               rows[static_cast<std::size_t>(node.last_row)].code + "行合计";
    }
    /// From which report, the row's words, and the column where the sentence's place does not say it.
    std::string label(const Node& node, std::string row) const {
        const auto& form = run_.form_of(node);
        const bool other = form.code != run_.context().form->code;
        std::string lead(shift_name(node.shift));
        if (!lead.empty()) lead += "的";
        if (other) lead += form.code + " ";
        const int column = run_.address(node).column;
        if (form.columns.size() > 1 && (other || column != column_)) {
            const auto name = plain_name(form.columns[static_cast<std::size_t>(column)].name);
            row += (row.empty() ? "" : "·") + std::string(name);
        }
        return lead + row;
    }

    Evaluation& run_;
    const Rule& rule_;
    int column_;
};

/// Words that go on after figures; full-width brackets need no space.
std::string before(const std::string& words) { return words.ends_with("）") ? words : words + " "; }

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
    auto sentence =
        before(words.side(node.operands[0])) + demand(node.kind) + " " + words.side(node.operands[1]);
    const auto left = run.number(node.operands[0]), right = run.number(node.operands[1]);
    const auto gap = left && right ? left->minus(*right) : std::nullopt;
    const bool constant = run.node(node.operands[1]).kind == NodeKind::Number;
    if (gap && node.kind != NodeKind::NotEqual && !constant) sentence += "，相差 " + gap->magnitude().text();
    return sentence;
}

std::string within_sentence(Evaluation& run, const Rule& rule, const Node& node) {
    Words words(run, rule);
    return before(words.side(node.operands[0])) + "应在 " + words.value(node.operands[1]) + " 到 " +
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
    const auto name = Words::row_name(run.form_of(cell), cell.row);
    return name.substr(0, name.find('(')) + " " + std::string(run.words_in(cell)) + std::string(demanded);
}

/// The part that fails, in words: the failing side of 且, both sides of 或, the consequence of 若…则.
std::string part_sentence(Evaluation& run, const Rule& rule, int at) {
    const auto& node = run.node(at);
    if (is_comparison(node.kind)) return compared_sentence(run, rule, node);
    switch (node.kind) {
        case NodeKind::Within: return within_sentence(run, rule, node);
        case NodeKind::Implies: return part_sentence(run, rule, node.operands[1]);
        case NodeKind::And:
            return part_sentence(run, rule,
                                 node.operands[run.truth(node.operands[0]) == Verdict::Failed ? 0 : 1]);
        case NodeKind::Or: {
            const auto left = part_sentence(run, rule, node.operands[0]);
            return left + "；或者 " + part_sentence(run, rule, node.operands[1]);
        }
        case NodeKind::BelongsTo: return belongs_sentence(run, node);
        case NodeKind::CodeBelongs:
            return code_sentence(run, node, " 应以 " + listed(run, node, 1) + " 开头");
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
    return why + (rule.hint.empty() ? "" : "（" + rule.hint + "）");
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
    const bool bare = finding.severity == Severity::Hard || finding.verdict == Verdict::Undecided;
    if (bare || rule == nullptr) return finding.sentence;
    std::string sentence = rule->hint.empty() ? std::string("请核实") : "请核实：" + rule->hint;
    for (std::size_t i = 0; i < finding.cells.size(); ++i)
        sentence += (i == 0 ? "（" : "、") + finding.cells[i];
    return finding.cells.empty() ? sentence : sentence + "）";
}

}  // namespace yj::edit

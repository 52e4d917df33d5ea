#include "edit/engine/sentence.hpp"

#include <algorithm>
#include <span>

#include "base/invariant.hpp"
#include "base/text.hpp"

namespace yj::edit {

namespace {

bool is_place(NodeKind kind) {
    return kind == NodeKind::Cell || kind == NodeKind::SumRows || kind == NodeKind::SumKeys;
}

std::span<const Node> condition_of(const Rule& rule) {
    return std::span(rule.condition.nodes).first(static_cast<std::size_t>(rule.condition.condition_nodes));
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
            case NodeKind::Cell:
                if (run_.holds_words(at)) return text_name(at) + " " + text_value(at);
                return valued(at, label(node, row_label(node)));
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
            default: return made(at);
        }
    }

    /// "单位规模分类": what is called so, without its value.
    std::string text_name(int at) const {
        const auto& node = run_.node(at);
        if (node.kind == NodeKind::Attribute) return "名录中的" + node.text;
        if (node.kind != NodeKind::Cell) return node.operands.empty() ? "" : text_name(node.operands[0]);
        const auto name = row_name(run_.form_of(node), run_.address(node).row);
        const auto plain = name.substr(0, name.find('('));
        return node.source == 0 ? plain : source_words(node) + plain;
    }
    std::string text_value(int at) {
        const auto words = run_.words(at);
        return words ? *words : "（缺）";
    }
    /// "规模 大型", or the words themselves.
    std::string words(int at) {
        const auto& node = run_.node(at);
        if (node.kind == NodeKind::Choose)
            return words(node.operands[run_.nominal(node.operands[0]) == Verdict::Passed ? 1 : 2]);
        const auto name = text_name(at);
        return name.empty() ? "“" + text_value(at) + "”" : name + " " + text_value(at);
    }

    /// One side of a comparison: what it is made of, and what it comes to.
    std::string side(int at) {
        constexpr int kTooMany = 6;
        const auto& node = run_.node(at);
        const bool plain = node.operands.empty() || node.kind == NodeKind::YearMonth ||
                           node.kind == NodeKind::Aggregate || node.kind == NodeKind::IfBlank ||
                           node.kind == NodeKind::Choose;
        if (plain) return of(at);
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
            std::ranges::find_if(condition_of(rule_), [](const Node& node) { return node.each_key; });
        const auto rowed =
            std::ranges::find_if(condition_of(rule_), [](const Node& node) { return node.row == kThisRow; });
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
    /// The rarer kinds of numbers.
    std::string made(int at) {
        const auto& node = run_.node(at);
        const auto first = [&] { return of(node.operands[0]); };
        switch (node.kind) {
            case NodeKind::RoundDown: return "向下取整（" + first() + "）";
            case NodeKind::RoundUp: return "向上取整（" + first() + "）";
            case NodeKind::Truncate: return "取整（" + first() + "）";
            case NodeKind::Remainder:
                return inside(node.operands[0], 3) + "除以" + inside(node.operands[1], 3) + "的余数";
            case NodeKind::Power: return inside(node.operands[0], 3) + "的" + of(node.operands[1]) + "次幂";
            case NodeKind::IfBlank:
                return run_.number(node.operands[0]) ? first() : valued(at, "（空，按") + "计）";
            case NodeKind::Choose:
                return of(node.operands[run_.nominal(node.operands[0]) == Verdict::Passed ? 1 : 2]);
            case NodeKind::Length: return words(node.operands[0]) + "的长度";
            case NodeKind::YearMonth: return year_month(at);
            case NodeKind::Aggregate: return valued(at, aggregate_name(at));
            default: return is_words(node.kind) ? words(at) : "";
        }
    }
    std::string year_month(int at) {
        const auto& node = run_.node(at);
        if (node.operands.empty()) return "本期 " + run_.context().period.name();
        return words(node.operands[0]);
    }
    std::string aggregate_name(int at) const {
        const auto& node = run_.node(at);
        const bool grouped = static_cast<std::size_t>(node.row) < node.operands.size();
        std::string name = grouped ? "同组" : "全部报表的";
        if (node.row > 0 && run_.node(node.operands[0]).kind == NodeKind::Cell)
            name += row_label(run_.node(node.operands[0]));
        return name + node.text;
    }
    int leaves(int at) const {
        int count = run_.node(at).operands.empty() ? 1 : 0;
        for (const int below : run_.node(at).operands) count += leaves(below);
        return count;
    }
    std::string valued(int at, std::string words) {
        return words.empty() ? value(at) : std::move(words) + " " + value(at);
    }
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
        for (const auto& node : condition_of(rule_)) {
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
        std::string lead = source_words(node);
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
    const auto* unit = run.context().attributes;
    const bool region = node.kind == NodeKind::RegionBelongs;
    const auto code = unit == nullptr ? std::string()
                      : region        ? unit->region.prefix()
                                      : unit->industry.text();
    return std::string(region ? "名录中的区划 " : "名录中的行业 ") + code + " 应属于 " + listed(run, node, 0);
}

std::string values(Words& words, const Node& node, std::size_t first) {
    std::string list;
    for (std::size_t i = first; i < node.operands.size(); ++i)
        list += (list.empty() ? "" : "、") + words.of(node.operands[i]);
    return list;
}

/// Conditions over words and over the population; `holds` is what they should have been.
std::string word_sentence(Evaluation& run, const Rule& rule, const Node& node, bool holds) {
    Words words(run, rule);
    const std::string should = holds ? "应" : "不应";
    const auto name = [&] { return words.text_name(node.operands[0]); };
    switch (node.kind) {
        case NodeKind::BelongsTo:
        case NodeKind::RegionBelongs: return holds ? belongs_sentence(run, node) : "";
        case NodeKind::CodeBelongs:
            return words.words(node.operands[0]) + " " + should + "以 " + listed(run, node, 1) + " 开头";
        case NodeKind::CheckDigits:
            return holds ? name() + " " + words.text_value(node.operands[0]) + " 的校验位不符" : "";
        case NodeKind::IsBlank: return holds ? words.of(node.operands[0]) + " 应为空" : name() + "未填";
        case NodeKind::TextEqual: {
            const bool literal = run.node(node.operands[1]).kind == NodeKind::Text;
            const auto right = literal ? run.node(node.operands[1]).text : words.words(node.operands[1]);
            return words.words(node.operands[0]) + " " + should + "为 " + right;
        }
        case NodeKind::OneOf:
            return before(run.holds_words(node.operands[0]) ? words.words(node.operands[0])
                                                            : words.side(node.operands[0])) +
                   should + "为 " + values(words, node, 1) + " 之一";
        case NodeKind::Matches:
            return words.words(node.operands[0]) + " " + should + "符合样式 " + listed(run, node, 1);
        case NodeKind::Unique:
            return values(words, node, 0) + (holds ? " 与其他报表重复" : " 没有别的报表相同");
        case NodeKind::InFences:
            return before(words.side(node.operands[0])) +
                   (holds ? "在同组四分位界限之外" : "在同组四分位界限之内");
        case NodeKind::RatioOutlier:
            return words.side(node.operands[0]) + " 与 " + words.side(node.operands[1]) +
                   (holds ? " 之比在同组中不离群" : " 之比在同组中离群");
        default: return {};
    }
}

NodeKind opposite(NodeKind kind) {
    switch (kind) {
        case NodeKind::Equal: return NodeKind::NotEqual;
        case NodeKind::NotEqual: return NodeKind::Equal;
        case NodeKind::Less: return NodeKind::GreaterEqual;
        case NodeKind::LessEqual: return NodeKind::Greater;
        case NodeKind::Greater: return NodeKind::LessEqual;
        default: return NodeKind::Less;
    }
}

std::string part_sentence(Evaluation& run, const Rule& rule, int at);

std::string denied_sentence(Evaluation& run, const Rule& rule, const Node& inside) {
    if (!is_comparison(inside.kind)) return word_sentence(run, rule, inside, false);
    Node turned = inside;
    turned.kind = opposite(inside.kind);
    return compared_sentence(run, rule, turned);
}

/// The part that fails, in words: the failing side of 且, both sides of 或, the consequence of 若…则.
std::string part_sentence(Evaluation& run, const Rule& rule, int at) {
    const auto& node = run.node(at);
    if (is_comparison(node.kind)) return compared_sentence(run, rule, node);
    switch (node.kind) {
        case NodeKind::Within: return within_sentence(run, rule, node);
        case NodeKind::Not: return denied_sentence(run, rule, run.node(node.operands[0]));
        case NodeKind::Implies: return part_sentence(run, rule, node.operands[1]);
        case NodeKind::And:
            return part_sentence(run, rule,
                                 node.operands[run.truth(node.operands[0]) != Verdict::Passed ? 0 : 1]);
        case NodeKind::Or: {
            const auto left = part_sentence(run, rule, node.operands[0]);
            const auto right = part_sentence(run, rule, node.operands[1]);
            return left.empty() || right.empty() ? left + right : left + "；或者 " + right;
        }
        case NodeKind::Xor: {
            const bool both = run.truth(node.operands[0]) == Verdict::Passed;
            const auto which =
                both ? std::string("两个条件只应有一个成立") : std::string("两个条件应有一个成立");
            const auto left = part_sentence(run, rule, node.operands[0]);
            return both || left.empty() ? which : which + "：" + left;
        }
        default: return word_sentence(run, rule, node, true);
    }
}

/// 提示 with the values of its {…}.
std::string hint_text(Evaluation& run, const Rule& rule) {
    if (rule.hint_parts.empty()) return rule.hint;
    std::string text;
    for (const auto& part : rule.hint_parts) {
        text += part.words;
        if (part.node < 0) continue;
        if (run.holds_words(part.node)) {
            const auto words = run.words(part.node);
            text += words ? *words : "（缺）";
        } else {
            const auto number = run.number(part.node);
            text += number ? number->text() : "（缺）";
        }
    }
    return text;
}

/// 提示 for those who may not see the values: its {…} left out, with the blank before them.
std::string bare_hint(const Rule& rule) {
    if (rule.hint_parts.empty()) return rule.hint;
    std::string text;
    for (const auto& part : rule.hint_parts) {
        text += part.words;
        while (part.node >= 0 && text.ends_with(' ')) text.pop_back();
    }
    return text;
}

}  // namespace

std::string failed_sentence(Evaluation& run, const Rule& rule) {
    const auto hint = hint_text(run, rule);
    auto sentence = part_sentence(run, rule, rule.condition.root);
    if (sentence.empty()) sentence = hint.empty() ? "不满足：" + rule.text : "";
    if (!hint.empty()) sentence = hint + (sentence.empty() ? "" : "：" + sentence);
    const auto place = Words(run, rule).place();
    return place.empty() ? sentence : sentence + "（" + place + "）";
}

std::string undecided_sentence(Evaluation& run, const Rule& rule) {
    const auto why = run.reason().empty() ? std::string("缺少所需的数") : run.reason();
    const auto hint = bare_hint(rule);
    return why + (hint.empty() ? "" : "（" + hint + "）");
}

std::vector<std::string> cells_read(const Evaluation& run, const Rule& rule) {
    std::vector<std::string> cells;
    for (const auto& node : condition_of(rule)) {
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
    const bool peers = rule != nullptr && rule->condition.uses_population;
    const bool bare = (finding.severity == Severity::Hard && !peers) || finding.verdict == Verdict::Undecided;
    if (bare || rule == nullptr) return finding.sentence;
    const auto hint = bare_hint(*rule);
    std::string sentence = hint.empty() ? std::string("请核实") : "请核实：" + hint;
    for (std::size_t i = 0; i < finding.cells.size(); ++i)
        sentence += (i == 0 ? "（" : "、") + finding.cells[i];
    return finding.cells.empty() ? sentence : sentence + "）";
}

}  // namespace yj::edit

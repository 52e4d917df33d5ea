#include "edit/blame/translate.hpp"

#include <algorithm>

#include "edit/blame/translation.hpp"
#include "edit/engine/precision.hpp"

namespace yj::edit {

using instrument::CellAddress;

Translated Translation::made() {
    Translated made;
    if (rule_.condition.uses_population) leave_out("横向规则要与同类单位比较");
    blanks_pass_ = reach_ == Reach::AnyReport;
    if (left_out_.empty()) made.passes = condition(rule_.condition.root, true);
    blanks_pass_ = false;
    if (left_out_.empty() && reach_ == Reach::AnyReport)
        made.fails = by_precision() ? made.passes.opposite() : condition(rule_.condition.root, false);
    made.left_out = left_out_;
    made.absent = absent_;
    made.cells.assign(cells_.begin(), cells_.end());
    return made;
}

bool Translation::is_open(int at) const {
    const auto& it = node(at);
    const bool cell =
        it.kind == NodeKind::Cell || it.kind == NodeKind::SumRows || it.kind == NodeKind::SumKeys;
    if (cell) return reach_ == Reach::AnyReport || it.source == 0;
    const bool of_register = it.kind == NodeKind::Attribute || it.kind == NodeKind::BelongsTo ||
                             it.kind == NodeKind::RegionBelongs;
    if (of_register && reach_ == Reach::AnyReport) return true;
    return std::ranges::any_of(it.operands, [&](int below) { return is_open(below); });
}

int Translation::unknown_of(const Node& node, const CellAddress& where, bool words) {
    const int number = vocabulary_.unknowns->number_of({node.source, where, {}, words});
    if (node.source == 0) cells_.insert(number);
    return number;
}

bool Translation::may_be_blank(int unknown) const {
    const auto& it = vocabulary_.unknowns->at(unknown);
    return it.source == 0 && it.cell.key.empty() && it.name.empty() &&
           vocabulary_.asked_for_blanks->contains({it.cell.row, it.cell.column});
}

/// Where a blank is no number, a comparison says nothing of one.
Formula Translation::where_present(std::initializer_list<const Linear*> sums, Formula holds) const {
    std::vector<Formula> parts;
    if (rule_.blank != Blank::Zero)
        for (const auto* sum : sums)
            for (const auto& [at, coefficient] : sum->terms)
                if (may_be_blank(at)) parts.push_back(Formula::flagged(at, blanks_pass_));
    parts.push_back(std::move(holds));
    return blanks_pass_ ? Formula::any(std::move(parts)) : Formula::all(std::move(parts));
}

Formula Translation::known_condition(int at, bool wanted) {
    auto it = run();
    const auto verdict = by_precision() ? PrecisionCheck(it).can_be(at, wanted) : it.nominal(at);
    if (verdict == Verdict::Undecided) lacks(it.reason());
    return Formula::truth(verdict == (wanted || by_precision() ? Verdict::Passed : Verdict::Failed));
}

Formula Translation::joined(const Node& it, bool wanted) {
    const auto part = [&](std::size_t i, bool as) { return condition(it.operands[i], as); };
    switch (it.kind) {
        case NodeKind::And:
            return wanted ? Formula::all({part(0, true), part(1, true)})
                          : Formula::any({part(0, false), part(1, false)});
        case NodeKind::Or:
            return wanted ? Formula::any({part(0, true), part(1, true)})
                          : Formula::all({part(0, false), part(1, false)});
        case NodeKind::Implies:
            return wanted ? Formula::any({part(0, false), part(1, true)})
                          : Formula::all({part(0, true), part(1, false)});
        case NodeKind::Xor:
            return Formula::any({Formula::all({part(0, true), part(1, !wanted)}),
                                 Formula::all({part(0, false), part(1, wanted)})});
        default: return part(0, !wanted);  // 非
    }
}

Formula Translation::condition(int at, bool wanted) {
    if (!left_out_.empty()) return Formula::truth(false);
    if (!is_open(at)) return known_condition(at, wanted);
    const auto& it = node(at);
    if (is_comparison(it.kind)) {
        static constexpr NodeKind kDenied[]{NodeKind::NotEqual, NodeKind::Equal,     NodeKind::GreaterEqual,
                                            NodeKind::Greater,  NodeKind::LessEqual, NodeKind::Less};
        const auto place = static_cast<std::size_t>(it.kind) - static_cast<std::size_t>(NodeKind::Equal);
        return compared(wanted ? it.kind : kDenied[place], it.operands[0], it.operands[1], true);
    }
    switch (it.kind) {
        case NodeKind::Within: {
            auto low = compared(wanted ? NodeKind::GreaterEqual : NodeKind::Less, it.operands[0],
                                it.operands[1], by_precision());
            auto high = compared(wanted ? NodeKind::LessEqual : NodeKind::Greater, it.operands[0],
                                 it.operands[2], by_precision());
            return wanted ? Formula::all({std::move(low), std::move(high)})
                          : Formula::any({std::move(low), std::move(high)});
        }
        case NodeKind::And:
        case NodeKind::Or:
        case NodeKind::Xor:
        case NodeKind::Implies:
        case NodeKind::Not: return joined(it, wanted);
        case NodeKind::IsBlank: return blank(it, wanted);
        case NodeKind::TextEqual: return words_equal(it.operands[0], it.operands[1], wanted);
        case NodeKind::OneOf: return one_of(it, wanted);
        case NodeKind::CodeBelongs:
        case NodeKind::Matches: return begins_with(it, wanted);
        case NodeKind::BelongsTo:
        case NodeKind::RegionBelongs: return fact_of_register(it, wanted);
        case NodeKind::CheckDigits: leave_out("校验码不是线性条件"); break;
        default: leave_out("这样的条件不能化成线性条件");
    }
    return Formula::truth(false);
}

Formula Translation::blank(const Node& it, bool wanted) {
    const auto& what = node(it.operands[0]);
    if (what.kind == NodeKind::Attribute) return fact_of_register(it, wanted);
    if (what.kind != NodeKind::Cell) leave_out("空值只能问一个单元格");
    if (!left_out_.empty()) return Formula::truth(false);
    const bool words = run().holds_words(it.operands[0]);
    const int unknown = unknown_of(what, run().address(what), words);
    if (what.source == 0 && !may_be_blank(unknown)) {
        leave_out("开放行的空值不能判断");
        return Formula::truth(false);
    }
    return Formula::flagged(unknown, wanted);
}

/// Something that the register says: the same words are the same fact.
Formula Translation::fact_of_register(const Node& it, bool wanted) {
    std::string name(1, static_cast<char>('A' + static_cast<int>(it.kind) % 26));
    for (const int below : it.operands) name += "," + node(below).text;
    return Formula::flagged(vocabulary_.unknowns->number_of({-1, {}, name, false}), wanted);
}

std::optional<int> Translation::word_cell(int at) {
    const auto& it = node(at);
    if (it.kind == NodeKind::Attribute && reach_ == Reach::AnyReport)
        return vocabulary_.unknowns->number_of({-1, {}, it.text, true});
    if (it.kind == NodeKind::Cell && run().holds_words(at)) return unknown_of(it, run().address(it), true);
    leave_out("由文字算出的文字不能化成条件");
    return std::nullopt;
}

Formula Translation::words_equal(int left, int right, bool wanted) {
    if (!is_open(left)) std::swap(left, right);
    const auto cell = word_cell(left);
    if (!cell) return Formula::truth(false);
    auto same = Formula::truth(false);
    if (is_open(right)) {
        const auto other = word_cell(right);
        if (!other) return Formula::truth(false);
        auto negated = *Linear::unknown(*other).times(Fraction::whole(-1));
        same = Formula::atom(*Linear::unknown(*cell).plus(negated), Relation::Zero);
    } else {
        auto it = run();
        const auto text = it.words(right);
        if (!text) lacks(it.reason());
        if (!text) return Formula::truth(false);
        if (node(right).kind != NodeKind::Text) leave_out("文字与本表以外的文字比较");
        same = vocabulary_.words->equals(*cell, *text);
    }
    const auto read = Linear::unknown(*cell);
    return where_present({&read}, wanted ? same : same.opposite());
}

Formula Translation::one_of(const Node& it, bool wanted) {
    std::vector<Formula> parts;
    const bool words = std::ranges::any_of(it.operands, [&](int at) { return run().holds_words(at); });
    for (std::size_t i = 1; i < it.operands.size(); ++i)
        parts.push_back(words ? words_equal(it.operands[0], it.operands[i], wanted)
                              : compared(wanted ? NodeKind::Equal : NodeKind::NotEqual, it.operands[0],
                                         it.operands[i], false));
    return wanted ? Formula::any(std::move(parts)) : Formula::all(std::move(parts));
}

Formula Translation::begins_with(const Node& it, bool wanted) {
    const auto cell = word_cell(it.operands[0]);
    if (!cell) return Formula::truth(false);
    std::vector<Formula> any;
    for (std::size_t i = 1; i < it.operands.size(); ++i) {
        const auto& text = node(it.operands[i]).text;
        const auto pattern =
            it.kind == NodeKind::Matches ? plain_pattern(text) : PlainPattern{text, true, true};
        if (!pattern.plain) leave_out("样式“" + text + "”不能化成条件");
        any.push_back(pattern.beginning ? vocabulary_.words->begins(*cell, pattern.text)
                                        : vocabulary_.words->equals(*cell, pattern.text));
    }
    auto holds = Formula::any(std::move(any));
    const auto read = Linear::unknown(*cell);
    return where_present({&read}, wanted ? std::move(holds) : holds.opposite());
}

Translated translate(const Rule& rule, const Instance& instance, std::string_view key, const Context& context,
                     const Vocabulary& vocabulary, Reach reach) {
    return Translation(rule, instance, key, context, vocabulary, reach).made();
}

bool is_same_for_all_reports(const Rule& rule) {
    if (rule.condition.uses_each_key || rule.tolerance.kind == Tolerance::Kind::Precision) return false;
    return std::ranges::all_of(rule.condition.nodes, [](const Node& it) {
        switch (it.kind) {
            case NodeKind::Cell:
            case NodeKind::SumRows: return it.source == 0 && !it.own_industry;
            case NodeKind::SumKeys:
            case NodeKind::Attribute:
            case NodeKind::Months:
            case NodeKind::Days:
            case NodeKind::YearMonth:
            case NodeKind::BelongsTo:
            case NodeKind::RegionBelongs: return false;
            default: return true;
        }
    });
}

}  // namespace yj::edit

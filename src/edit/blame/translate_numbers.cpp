// The numbers of a rule: sums over sums, case by case.
#include <algorithm>
#include <utility>

#include "edit/blame/translation.hpp"

namespace yj::edit {

using instrument::CellAddress;

namespace {

constexpr std::size_t kMostCases = 64;

Linear one() { return Linear::of(Fraction::whole(1)); }

Fraction half_unit(int decimals) { return Fraction(Amount(5, std::min(decimals + 1, 9))); }

}  // namespace

std::optional<Linear> Translation::product(const Linear& a, const Linear& b) {
    if (!a.is_constant() && !b.is_constant()) {
        leave_out("有两个单元格相乘或相除，不是线性条件");
        return std::nullopt;
    }
    auto made = a.is_constant() ? b.times(a.constant) : a.times(b.constant);
    if (!made) leave_out("数值过大，无法精确计算");
    return made;
}

std::optional<Linear> Translation::sum(const Linear& a, const Linear& b, bool minus) {
    const auto other = minus ? b.times(Fraction::whole(-1)) : std::optional(b);
    auto made = other ? a.plus(*other) : std::nullopt;
    if (!made) leave_out("数值过大，无法精确计算");
    return made;
}

std::optional<Translation::Number> Translation::reckoned(NodeKind kind, const Number& a, const Number& b) {
    Number made{Formula::all({a.when, b.when}), {}, {}};
    std::optional<Linear> above, below;
    if (kind == NodeKind::Multiply || kind == NodeKind::Divide) {
        const auto& over = kind == NodeKind::Multiply ? b.above : b.below;
        const auto& under = kind == NodeKind::Multiply ? b.below : b.above;
        // An inner denominator that is zero leaves the whole without a value: said in `when`.
        if (kind == NodeKind::Divide && !b.below.is_constant())
            made.when = Formula::all({made.when, Formula::atom(b.below, Relation::NonZero)});
        above = product(a.above, over);
        below = above ? product(a.below, under) : std::nullopt;
    } else {
        const auto left = product(a.above, b.below);
        const auto right = left ? product(b.above, a.below) : std::nullopt;
        above = right ? sum(*left, *right, kind == NodeKind::Subtract) : std::nullopt;
        below = above ? product(a.below, b.below) : std::nullopt;
    }
    if (!above || !below) return std::nullopt;
    if (below->is_constant() && sign_of(below->constant) == 0) {
        lacks("除数为零");
        made.when = Formula::truth(false);
        return Number{made.when, *above, one()};
    }
    made.above = std::move(*above);
    made.below = std::move(*below);
    return made;
}

Translation::Cases Translation::known_number(int at) {
    auto it = run();
    const auto number = it.number(at);
    if (!number) lacks(it.reason());
    if (!number) return {};
    auto value = Linear::of(*number);
    const auto& what = node(at);
    if (by_precision() && it.sheet_of(what) != nullptr)
        for (const auto& where : it.cells_of(what))
            if (const auto cell = it.sheet_of(what)->at(where); cell.present())
                value.loose = value.loose.plus(half_unit(cell.amount().decimals())).value_or(value.loose);
    return {{Formula::truth(true), std::move(value), one()}};
}

Translation::Cases Translation::cell_number(const Node& it, const CellAddress& where) {
    if (it.own_industry && where.key.empty() && reach_ == Reach::OneReport) {
        lacks("名录中没有这个单位的行业小类");
        return {};
    }
    if (reach_ == Reach::OneReport) {
        const auto value = context_.report->at(where);
        if (!value.present() && value.reason() != Missing::NotFilled) {
            lacks(context_.form->cell_name(where) + std::string(missing_name(value.reason())));
            return {};
        }
    }
    return {{Formula::truth(true), Linear::unknown(unknown_of(it, where, false)), one()}};
}

/// 合计. Which keys an open row will have is not known beforehand: its total is one unknown then.
Translation::Cases Translation::total(int at) {
    const auto& it = node(at);
    if (it.kind == NodeKind::SumKeys && reach_ == Reach::AnyReport) {
        auto where = run().address(it);
        where.key += it.each_key ? "之下合计" : "合计";
        return cell_number(it, where);
    }
    Number made{Formula::truth(true), Linear::of(Fraction()), one()};
    for (const auto& where : run().cells_of(it)) {
        const auto part = cell_number(it, where);
        const auto grown = part.empty() ? std::nullopt : sum(made.above, part.front().above, false);
        if (!grown) return {};
        made.above = *grown;
    }
    return {made};
}

Translation::Cases Translation::reckoned(const Node& it) {
    const auto left = numbers(it.operands[0]);
    const auto right = numbers(it.operands[1]);
    Cases made;
    for (const auto& a : left)
        for (const auto& b : right) {
            auto value = reckoned(it.kind, a, b);
            if (!value) return {};
            if (!value->when.is(Formula::Kind::False)) made.push_back(std::move(*value));
        }
    if (made.size() > kMostCases) leave_out("分支过多");
    return made;
}

Translation::Cases Translation::magnitude(const Node& it) {
    Cases made;
    for (const auto& a : numbers(it.operands[0])) {
        auto turned = a;
        const auto above = a.above.times(Fraction::whole(-1));
        if (!above) leave_out("数值过大，无法精确计算");
        if (!above) return {};
        turned.above = *above;
        turned.when = Formula::all({a.when, against_zero(a, Relation::Negative)});
        made.push_back({Formula::all({a.when, against_zero(a, Relation::NotNegative)}), a.above, a.below});
        made.push_back(std::move(turned));
    }
    return made;
}

Translation::Cases Translation::larger_or_smaller(const Node& it) {
    Cases made;
    const bool larger = it.kind == NodeKind::Largest;
    const auto left = numbers(it.operands[0]);
    const auto right = numbers(it.operands[1]);
    for (const auto& a : left)
        for (const auto& b : right) {
            const auto gap = reckoned(NodeKind::Subtract, a, b);
            if (!gap) return {};
            made.push_back({Formula::all({gap->when, against_zero(*gap, larger ? Relation::NotNegative
                                                                               : Relation::NotPositive)}),
                            a.above, a.below});
            made.push_back({Formula::all({gap->when, against_zero(*gap, larger ? Relation::Negative
                                                                               : Relation::Positive)}),
                            b.above, b.below});
        }
    if (made.size() > kMostCases) leave_out("分支过多");
    return made;
}

/// 补缺 and 取值: one of two, by a condition.
Translation::Cases Translation::otherwise(const Node& it) {
    const bool choice = it.kind == NodeKind::Choose;
    const auto& first = node(it.operands[0]);
    if (!choice && !is_open(it.operands[0])) {
        auto there = run();
        return numbers(it.operands[there.number(it.operands[0]) ? 0 : 1]);
    }
    if (!choice && first.kind != NodeKind::Cell) leave_out("补缺只能补一个单元格");
    if (!left_out_.empty()) return {};
    Node asked;
    asked.operands = it.operands;
    const bool before = std::exchange(as_they_stand_, true);
    auto yes = choice ? condition(it.operands[0], true) : blank(asked, false);
    auto no = choice ? condition(it.operands[0], false) : blank(asked, true);
    as_they_stand_ = before;
    Cases made;
    const auto add = [&](const Formula& when, int at) {
        for (auto& value : numbers(at)) {
            value.when = Formula::all({when, value.when});
            if (!value.when.is(Formula::Kind::False)) made.push_back(std::move(value));
        }
    };
    add(yes, it.operands[choice ? 1 : 0]);
    add(no, it.operands[choice ? 2 : 1]);
    if (made.size() > kMostCases) leave_out("分支过多");
    return made;
}

Translation::Cases Translation::numbers(int at) {
    if (!left_out_.empty()) return {};
    const auto& it = node(at);
    const bool leaf = it.operands.empty();
    if (!is_open(at) && (leaf || !by_precision())) return known_number(at);
    if (by_precision() && it.kind >= NodeKind::Absolute && it.kind <= NodeKind::Smallest) {
        // The evaluator takes these by intervals, in which a cell that stands twice is two.
        leave_out("按精度时绝对值、最大、最小不能化成线性式");
        return {};
    }
    switch (it.kind) {
        case NodeKind::Cell:
            if (run().holds_words(at)) leave_out("文字不能参加计算");
            return left_out_.empty() ? cell_number(it, run().address(it)) : Cases{};
        case NodeKind::SumRows:
        case NodeKind::SumKeys: return total(at);
        case NodeKind::Attribute: {
            const int unknown = vocabulary_.unknowns->number_of({-1, {}, it.text, false});
            return {{Formula::truth(true), Linear::unknown(unknown), one()}};
        }
        case NodeKind::Negate: {
            auto made = numbers(it.operands[0]);
            for (auto& value : made) value.above = value.above.times(Fraction::whole(-1)).value_or(Linear());
            return made;
        }
        case NodeKind::Add:
        case NodeKind::Subtract:
        case NodeKind::Multiply:
        case NodeKind::Divide: return reckoned(it);
        case NodeKind::Absolute: return magnitude(it);
        case NodeKind::Largest:
        case NodeKind::Smallest: return larger_or_smaller(it);
        case NodeKind::IfBlank:
        case NodeKind::Choose: return otherwise(it);
        case NodeKind::RoundTo:
        case NodeKind::RoundDown:
        case NodeKind::RoundUp:
        case NodeKind::Truncate:
        case NodeKind::Remainder: leave_out("取整、四舍五入、余数不是线性的"); return {};
        case NodeKind::Power: leave_out("幂不是线性的"); return {};
        default: leave_out("这样的数不能化成线性式"); return {};
    }
}

}  // namespace yj::edit

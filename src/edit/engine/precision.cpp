#include "edit/engine/precision.hpp"

#include <algorithm>
#include <array>

#include "base/invariant.hpp"

namespace yj::edit {

namespace {

Verdict of(bool holds) { return holds ? Verdict::Passed : Verdict::Failed; }

Verdict all_of(Verdict a, Verdict b) {
    if (a == Verdict::Failed || b == Verdict::Failed) return Verdict::Failed;
    return a == Verdict::Undecided ? a : b;
}

Verdict any_of(Verdict a, Verdict b) {
    if (a == Verdict::Passed || b == Verdict::Passed) return Verdict::Passed;
    return a == Verdict::Undecided ? a : b;
}

Verdict turned(Verdict verdict) {
    if (verdict == Verdict::Undecided) return verdict;
    return of(verdict == Verdict::Failed);
}

NodeKind denied(NodeKind kind) {
    switch (kind) {
        case NodeKind::Equal: return NodeKind::NotEqual;
        case NodeKind::NotEqual: return NodeKind::Equal;
        case NodeKind::Less: return NodeKind::GreaterEqual;
        case NodeKind::LessEqual: return NodeKind::Greater;
        case NodeKind::Greater: return NodeKind::LessEqual;
        default: return NodeKind::Less;
    }
}

/// -1, 0, 1.
int sign(const Fraction& number) {
    const auto order = number.compare(Fraction());
    return *order < 0 ? -1 : *order > 0 ? 1 : 0;
}

Fraction half_unit(int decimals) {
    auto half = *Fraction::whole(1).over(Fraction::whole(2));
    for (int i = 0; i < decimals; ++i) half = *half.over(Fraction::whole(10));
    return half;
}

/// The smallest and the largest of some numbers; empty when two of them cannot be compared.
template <std::size_t N>
std::optional<std::pair<Fraction, Fraction>> ends_of(const std::array<std::optional<Fraction>, N>& numbers) {
    std::optional<std::pair<Fraction, Fraction>> ends;
    for (const auto& number : numbers) {
        if (!number) return std::nullopt;
        if (!ends) ends.emplace(*number, *number);
        const auto low = number->compare(ends->first), high = number->compare(ends->second);
        if (!low || !high) return std::nullopt;
        if (*low < 0) ends->first = *number;
        if (*high > 0) ends->second = *number;
    }
    return ends;
}

}  // namespace

Verdict PrecisionCheck::can_be(int at, bool wanted) {
    const auto& it = run_.node(at);
    if (is_comparison(it.kind)) return comparison(at, wanted);
    const auto part = [&](std::size_t i, bool as) { return can_be(it.operands[i], as); };
    switch (it.kind) {
        case NodeKind::Not: return part(0, !wanted);
        case NodeKind::And:
        case NodeKind::Or: {
            const bool every = (it.kind == NodeKind::And) == wanted;
            const auto left = part(0, wanted);
            if (left == (every ? Verdict::Failed : Verdict::Passed)) return left;
            const auto right = part(1, wanted);
            return every ? all_of(left, right) : any_of(left, right);
        }
        case NodeKind::Implies: {
            const auto denied_first = part(0, !wanted);
            if (wanted && denied_first == Verdict::Passed) return denied_first;
            const auto second = part(1, wanted);
            return wanted ? any_of(denied_first, second) : all_of(denied_first, second);
        }
        case NodeKind::Xor:
            return any_of(all_of(part(0, true), part(1, !wanted)), all_of(part(0, false), part(1, wanted)));
        case NodeKind::Within: return within(it, wanted);
        default: {
            const auto verdict = run_.nominal(at);
            return wanted ? verdict : turned(verdict);
        }
    }
}

Verdict PrecisionCheck::comparison(int at, bool wanted) {
    const auto& it = run_.node(at);
    return compared(wanted ? it.kind : denied(it.kind), it.operands[0], it.operands[1]);
}

/// The gap's interval is all that lies between its ends, since the numbers move without a jump.
Verdict PrecisionCheck::compared(NodeKind kind, int left, int right) {
    if (!run_.number(left) || !run_.number(right)) return Verdict::Undecided;
    bool open = false;
    const auto found = gap(left, right, open);
    if (open) return Verdict::Passed;
    if (!found) {
        (void)run_.too_large();
        return Verdict::Undecided;
    }
    const int low = sign(found->low), high = sign(found->high);
    switch (kind) {
        case NodeKind::Equal: return of(low <= 0 && high >= 0);
        case NodeKind::NotEqual: return of(low != 0 || high != 0);
        case NodeKind::Less: return of(low < 0);
        case NodeKind::LessEqual: return of(low <= 0);
        case NodeKind::Greater: return of(high > 0);
        case NodeKind::GreaterEqual: return of(high >= 0);
        default: broken("a node that is no comparison");
    }
}

/// What a value can be is one stretch: it meets [low, high] when it can reach down to the one and up to the
/// other.
Verdict PrecisionCheck::within(const Node& it, bool wanted) {
    const auto low = wanted ? NodeKind::GreaterEqual : NodeKind::Less;
    const auto high = wanted ? NodeKind::LessEqual : NodeKind::Greater;
    const auto above = compared(low, it.operands[0], it.operands[1]);
    const auto below = compared(high, it.operands[0], it.operands[2]);
    return wanted ? all_of(above, below) : any_of(above, below);
}

/// What left - right can be, or something of its sign where ratios are compared. `open`: anything.
std::optional<PrecisionCheck::Range> PrecisionCheck::gap(int left, int right, bool& open) {
    const auto first = ratio(left), second = ratio(right);
    if (first && second) return crossed(*first, *second, open);
    const auto a = range(left), b = range(right);
    if (!a || !b) {
        open = run_.number(left) && run_.number(right) && !run_.overflowed();
        return std::nullopt;
    }
    const auto low = a->low.minus(b->high), high = a->high.minus(b->low);
    return low && high ? std::optional(Range{*low, *high}) : std::nullopt;
}

/// a/b against c/d is a·d - c·b against 0, turned round where b·d is negative; when a denominator can be zero
/// nothing can be excluded.
std::optional<PrecisionCheck::Range> PrecisionCheck::crossed(const Ratio& left, const Ratio& right,
                                                             bool& open) {
    const auto below = range_of(left.below), other = range_of(right.below);
    if (!below || !other) return std::nullopt;
    for (const auto* it : {&*below, &*other}) open = open || (sign(it->low) <= 0 && sign(it->high) >= 0);
    if (open) return std::nullopt;
    const bool turn = (sign(below->low) < 0) != (sign(other->low) < 0);
    std::optional<Range> found;
    const bool simple = left.below.is_constant() || right.below.is_constant();
    if (simple) {
        // One of the denominators is a constant, the other a sum: both products stay sums.
        const auto product = [](const Linear& sum, const Linear& by) {
            return by.is_constant()    ? scaled(sum, by.constant)
                   : sum.is_constant() ? scaled(by, sum.constant)
                                       : std::nullopt;
        };
        const auto a = product(left.above, right.below), b = product(right.above, left.below);
        const auto sum = a && b ? added(*a, *b, true) : std::nullopt;
        if (sum) found = range_of(*sum);
    }
    if (!found) {
        const auto above = range_of(left.above), against = range_of(right.above);
        const auto a = above ? times(*above, *other) : std::nullopt;
        const auto b = against ? times(*against, *below) : std::nullopt;
        if (!a || !b) return std::nullopt;
        const auto low = a->low.minus(b->high), high = a->high.minus(b->low);
        if (!low || !high) return std::nullopt;
        found = Range{*low, *high};
    }
    return turn ? Range{found->high.negated(), found->low.negated()} : *found;
}

std::optional<PrecisionCheck::Linear> PrecisionCheck::scaled(const Linear& linear, const Fraction& by) {
    Linear made;
    const auto constant = linear.constant.times(by);
    if (!constant) return std::nullopt;
    made.constant = *constant;
    for (const auto& [key, share] : linear.cells) {
        const auto coefficient = share.coefficient.times(by);
        if (!coefficient) return std::nullopt;
        made.cells.emplace(key, Share{*coefficient, share.value, share.half});
    }
    return made;
}

std::optional<PrecisionCheck::Linear> PrecisionCheck::added(Linear a, const Linear& b, bool minus) {
    const auto side = [&](const Fraction& number) { return minus ? number.negated() : number; };
    const auto constant = a.constant.plus(side(b.constant));
    if (!constant) return std::nullopt;
    a.constant = *constant;
    for (const auto& [key, share] : b.cells) {
        const auto [found, fresh] = a.cells.try_emplace(key, share);
        const auto sum = fresh ? std::optional(side(share.coefficient))
                               : found->second.coefficient.plus(side(share.coefficient));
        if (!sum) return std::nullopt;
        found->second.coefficient = *sum;
        if (sum->is_zero()) a.cells.erase(found);
    }
    return a;
}

std::optional<PrecisionCheck::Range> PrecisionCheck::range_of(const Linear& linear) {
    auto middle = linear.constant;
    Fraction reach;
    for (const auto& [key, share] : linear.cells) {
        const auto part = share.coefficient.times(share.value);
        const auto sum = part ? middle.plus(*part) : std::nullopt;
        const auto way = share.coefficient.magnitude().times(share.half);
        const auto ways = way ? reach.plus(*way) : std::nullopt;
        if (!sum || !ways) return std::nullopt;
        middle = *sum;
        reach = *ways;
    }
    const auto low = middle.minus(reach), high = middle.plus(reach);
    return low && high ? std::optional(Range{*low, *high}) : std::nullopt;
}

/// A cell, or the cells of a 合计. Empty when one is missing.
std::optional<PrecisionCheck::Linear> PrecisionCheck::linear_cells(int at) {
    const auto& it = run_.node(at);
    if (!run_.number(at)) return std::nullopt;
    Linear sum;
    const auto* sheet = run_.sheet_of(it);
    for (const auto& where : run_.cells_of(it)) {
        const auto value = sheet->at(where);
        if (!value.present()) continue;  // a blank taken as zero
        const CellKey key{it.source, where.row, where.column, where.key};
        const Share share{Fraction::whole(1), Fraction(value.amount()), half_unit(value.amount().decimals())};
        sum.cells.emplace(key, share);
    }
    return sum;
}

/// A sum of cells over a sum of cells, where the node is one.
std::optional<PrecisionCheck::Ratio> PrecisionCheck::ratio(int at) {
    const auto& it = run_.node(at);
    Linear one;
    one.constant = Fraction::whole(1);
    if (it.kind == NodeKind::Cell || it.kind == NodeKind::SumRows || it.kind == NodeKind::SumKeys) {
        const auto cells = linear_cells(at);
        return cells ? std::optional(Ratio{*cells, one}) : std::nullopt;
    }
    if (it.kind == NodeKind::Negate) {
        const auto inside = ratio(it.operands[0]);
        const auto above = inside ? scaled(inside->above, Fraction::whole(-1)) : std::nullopt;
        return above ? std::optional(Ratio{*above, inside->below}) : std::nullopt;
    }
    if (it.kind >= NodeKind::Add && it.kind <= NodeKind::Divide) return joined_ratio(it);
    if (it.kind == NodeKind::IfBlank || it.kind == NodeKind::Choose) {
        const int chosen = run_.chosen(it);
        return chosen < 0 ? std::nullopt : ratio(chosen);
    }
    const bool exact = it.operands.empty() || it.kind == NodeKind::Length || it.kind == NodeKind::YearMonth ||
                       it.kind == NodeKind::Aggregate;
    const auto number = exact ? run_.number(at) : std::nullopt;
    if (!number) return std::nullopt;
    Linear constant;
    constant.constant = *number;
    return Ratio{constant, one};
}

std::optional<PrecisionCheck::Ratio> PrecisionCheck::joined_ratio(const Node& it) {
    const auto a = ratio(it.operands[0]), b = ratio(it.operands[1]);
    if (!a || !b) return std::nullopt;
    const auto product = [](const Linear& x, const Linear& y) -> std::optional<Linear> {
        if (y.is_constant()) return scaled(x, y.constant);
        return x.is_constant() ? scaled(y, x.constant) : std::nullopt;
    };
    std::optional<Linear> above, below = product(a->below, b->below);
    if (it.kind == NodeKind::Multiply) {
        above = product(a->above, b->above);
    } else if (it.kind == NodeKind::Divide) {
        above = product(a->above, b->below);
        below = product(a->below, b->above);
    } else {
        const auto left = product(a->above, b->below), right = product(b->above, a->below);
        above = left && right ? added(*left, *right, it.kind == NodeKind::Subtract) : std::nullopt;
    }
    return above && below ? std::optional(Ratio{*above, *below}) : std::nullopt;
}

std::optional<PrecisionCheck::Range> PrecisionCheck::times(const Range& a, const Range& b) {
    const auto ends = ends_of(
        std::array{a.low.times(b.low), a.low.times(b.high), a.high.times(b.low), a.high.times(b.high)});
    return ends ? std::optional(Range{ends->first, ends->second}) : std::nullopt;
}

std::optional<PrecisionCheck::Range> PrecisionCheck::over(const Range& a, const Range& b) {
    if (sign(b.low) <= 0 && sign(b.high) >= 0) return std::nullopt;
    const auto ends =
        ends_of(std::array{a.low.over(b.low), a.low.over(b.high), a.high.over(b.low), a.high.over(b.high)});
    return ends ? std::optional(Range{ends->first, ends->second}) : std::nullopt;
}

/// What a node can be. Empty: anything, or a number is missing or does not fit.
std::optional<PrecisionCheck::Range> PrecisionCheck::range(int at) {
    if (const auto found = ratio(at)) {
        const auto above = range_of(found->above), below = range_of(found->below);
        return above && below ? over(*above, *below) : std::nullopt;
    }
    return made_range(at);
}

std::optional<PrecisionCheck::Range> PrecisionCheck::made_range(int at) {
    const auto& it = run_.node(at);
    if (!is_arithmetic(it.kind)) return std::nullopt;
    const auto a = range(it.operands[0]);
    const auto b = it.operands.size() > 1 ? range(it.operands[1]) : std::optional(Range{});
    if (!a || !b) return std::nullopt;
    const auto ends = [](std::optional<Fraction> low, std::optional<Fraction> high) {
        return low && high ? std::optional(Range{*low, *high}) : std::nullopt;
    };
    const auto kind = it.kind;
    const auto both = [&](const Fraction& x, const Fraction& y) { return run_.reckon(kind, x, y); };
    switch (kind) {
        case NodeKind::Negate: return Range{a->high.negated(), a->low.negated()};
        case NodeKind::Subtract: return ends(a->low.minus(b->high), a->high.minus(b->low));
        case NodeKind::Multiply: return times(*a, *b);
        case NodeKind::Divide: return over(*a, *b);
        case NodeKind::Absolute: {
            const bool crosses = sign(a->low) < 0 && sign(a->high) > 0;
            const auto found =
                ends_of(std::array<std::optional<Fraction>, 2>{a->low.magnitude(), a->high.magnitude()});
            if (!found) return std::nullopt;
            return Range{crosses ? Fraction() : found->first, found->second};
        }
        case NodeKind::Remainder:
        case NodeKind::Power: {
            const auto wide = a->low.compare(a->high), wide_too = b->low.compare(b->high);
            const bool point = wide && wide_too && *wide == 0 && *wide_too == 0;
            if (point) return ends(both(a->low, b->low), both(a->low, b->low));
            if (kind == NodeKind::Remainder && wide_too && *wide_too == 0)  // between zero and the divisor
                return sign(b->low) > 0 ? Range{Fraction(), b->low} : Range{b->low, Fraction()};
            const bool rising = kind == NodeKind::Power && sign(a->low) >= 0 && sign(b->low) >= 0;
            return rising ? ends(both(a->low, b->low), both(a->high, b->low)) : std::nullopt;
        }
        default:
            return ends(both(a->low, b->low), both(a->high, b->high));  // 和, 最大, 最小 and 取整 only rise
    }
}

}  // namespace yj::edit

// Comparisons: two numbers and the tolerance between them, as sums against zero.
#include <algorithm>

#include "base/invariant.hpp"
#include "edit/blame/translation.hpp"

namespace yj::edit {

namespace {

Relation relation_of(NodeKind kind) {
    switch (kind) {
        case NodeKind::Equal: return Relation::Zero;
        case NodeKind::NotEqual: return Relation::NonZero;
        case NodeKind::Less: return Relation::Negative;
        case NodeKind::LessEqual: return Relation::NotPositive;
        case NodeKind::Greater: return Relation::Positive;
        case NodeKind::GreaterEqual: return Relation::NotNegative;
        default: broken("a node that is no comparison");
    }
}

}  // namespace

Formula Translation::compared(NodeKind kind, int left, int right, bool with_tolerance) {
    const auto first = numbers(left);
    const auto second = numbers(right);
    std::vector<Formula> any;
    for (const auto& a : first)
        for (const auto& b : second) any.push_back(compared(kind, a, b, with_tolerance));
    return Formula::any(std::move(any));
}

Formula Translation::compared(NodeKind kind, const Number& left, const Number& right, bool with_tolerance) {
    const auto gap = reckoned(NodeKind::Subtract, left, right);
    if (!gap) return Formula::truth(false);
    const bool gaps = rule_.tolerance.kind == Tolerance::Kind::Absolute ||
                      rule_.tolerance.kind == Tolerance::Kind::Relative;
    const bool exact = !with_tolerance || !gaps;
    std::vector<Formula> any;
    if (exact) any.push_back(against_zero(*gap, relation_of(kind)));
    if (!exact)
        for (const auto& allowed : allowed_gaps(right)) any.push_back(gap_within(kind, *gap, allowed));
    auto holds =
        where_present({&left.above, &left.below, &right.above, &right.below}, Formula::any(std::move(any)));
    return Formula::all({gap->when, std::move(holds)});
}

/// How far the sides may lie apart, by the sign of the right side where it is a share of that.
std::vector<Translation::Number> Translation::allowed_gaps(const Number& right) {
    const auto one = Linear::of(Fraction::whole(1));
    const auto& size = rule_.tolerance.size;
    if (rule_.tolerance.kind == Tolerance::Kind::Absolute)
        return {{Formula::truth(true), Linear::of(size), one}};
    const auto share = right.above.times(size);
    const auto turned = right.above.times(size.negated());
    if (!share || !turned) leave_out("数值过大，无法精确计算");
    if (!share || !turned) return {};
    return {{against_zero(right, Relation::NotNegative), *share, right.below},
            {against_zero(right, Relation::Negative), *turned, right.below}};
}

Formula Translation::gap_within(NodeKind kind, const Number& gap, const Number& allowed) {
    const auto over = reckoned(NodeKind::Subtract, gap, allowed);  // gap - allowed
    const auto under = over ? reckoned(NodeKind::Add, gap, allowed) : std::nullopt;
    if (!over || !under) return Formula::truth(false);
    std::vector<Formula> parts{allowed.when};
    switch (kind) {
        case NodeKind::Equal:
            parts.push_back(against_zero(*over, Relation::NotPositive));
            parts.push_back(against_zero(*under, Relation::NotNegative));
            break;
        case NodeKind::NotEqual:
            parts.push_back(Formula::any(
                {against_zero(*over, Relation::Positive), against_zero(*under, Relation::Negative)}));
            break;
        case NodeKind::Less: parts.push_back(against_zero(*under, Relation::Negative)); break;
        case NodeKind::LessEqual: parts.push_back(against_zero(*over, Relation::NotPositive)); break;
        case NodeKind::Greater: parts.push_back(against_zero(*over, Relation::Positive)); break;
        default: parts.push_back(against_zero(*under, Relation::NotNegative));
    }
    return Formula::all(std::move(parts));
}

/// above/below against zero is `above` against zero, turned round where `below` is negative.
Formula Translation::against_zero(const Number& number, Relation relation) {
    const auto& below = number.below;
    if (below.is_constant()) {
        const bool turn = sign_of(below.constant) < 0;
        return loosened(number.above, turn ? turned(relation) : relation);
    }
    std::vector<Formula> any{
        Formula::all({Formula::atom(below, Relation::Positive), loosened(number.above, relation)}),
        Formula::all({Formula::atom(below, Relation::Negative), loosened(number.above, turned(relation))})};
    const auto off = looseness(below);
    if (!off.is_zero()) {  // a denominator that may be zero by its rounding excludes nothing
        const auto high = below.plus(Linear::of(off)), low = below.plus(Linear::of(off.negated()));
        if (high && low)
            any.push_back(Formula::all({Formula::atom(*high, Relation::NotNegative),
                                        Formula::atom(*low, Relation::NotPositive),
                                        Formula::atom(below, Relation::NonZero)}));
    }
    return Formula::any(std::move(any));
}

/// Half a unit of the last decimal of each number in the sum: as reported, or as the form asks for it.
Fraction Translation::looseness(const Linear& sum) const {
    if (!by_precision()) return {};
    auto off = sum.loose;
    for (const auto& [at, coefficient] : sum.terms) {
        const auto& it = vocabulary_.unknowns->at(at);
        if (it.source < 0) continue;
        const auto& form =
            it.source == 0 ? *context_.form : *context_.other_forms[static_cast<std::size_t>(it.source) - 1];
        int decimals = form.decimals_of(it.cell.row, it.cell.column);
        if (it.source == 0 && reach_ == Reach::OneReport)
            if (const auto value = context_.report->at(it.cell); value.present())
                decimals = value.amount().decimals();
        const auto half = Fraction(Amount(5, std::min(decimals + 1, 9))).times(coefficient.magnitude());
        off = half ? off.plus(*half).value_or(off) : off;
    }
    return off;
}

/// By precision a relation holds when some values in the intervals make it hold.
Formula Translation::loosened(const Linear& sum, Relation relation) {
    const auto off = looseness(sum);
    if (off.is_zero()) return Formula::atom(sum, relation);
    const auto high = sum.plus(Linear::of(off)), low = sum.plus(Linear::of(off.negated()));
    if (!high || !low) leave_out("数值过大，无法精确计算");
    if (!high || !low) return Formula::truth(false);
    switch (relation) {
        case Relation::Zero:
            return Formula::all(
                {Formula::atom(*low, Relation::NotPositive), Formula::atom(*high, Relation::NotNegative)});
        case Relation::NonZero: return Formula::truth(true);
        case Relation::Negative:
        case Relation::NotPositive: return Formula::atom(*low, relation);
        default: return Formula::atom(*high, relation);
    }
}

}  // namespace yj::edit

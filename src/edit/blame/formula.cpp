#include "edit/blame/formula.hpp"

#include "base/invariant.hpp"

namespace yj::edit {

int sign_of(const Fraction& number) {
    const auto order = number.compare(Fraction());
    return *order < 0 ? -1 : *order > 0 ? 1 : 0;
}

Linear Linear::of(const Fraction& number) {
    Linear made;
    made.constant = number;
    return made;
}

Linear Linear::unknown(int at) {
    Linear made;
    made.terms.emplace_back(at, Fraction::whole(1));
    return made;
}

std::optional<Linear> Linear::times(const Fraction& by) const {
    Linear made;
    const auto whole = constant.times(by), off = loose.times(by.magnitude());
    if (!whole || !off) return std::nullopt;
    made.constant = *whole;
    made.loose = *off;
    if (by.is_zero()) return made;
    for (const auto& [at, coefficient] : terms) {
        const auto scaled = coefficient.times(by);
        if (!scaled) return std::nullopt;
        made.terms.emplace_back(at, *scaled);
    }
    return made;
}

std::optional<Linear> Linear::plus(const Linear& other) const {
    Linear made;
    const auto whole = constant.plus(other.constant), off = loose.plus(other.loose);
    if (!whole || !off) return std::nullopt;
    made.constant = *whole;
    made.loose = *off;
    auto a = terms.begin();
    auto b = other.terms.begin();
    while (a != terms.end() || b != other.terms.end()) {
        if (b == other.terms.end() || (a != terms.end() && a->first < b->first)) {
            made.terms.push_back(*a++);
        } else if (a == terms.end() || b->first < a->first) {
            made.terms.push_back(*b++);
        } else {
            const auto sum = a->second.plus(b->second);
            if (!sum) return std::nullopt;
            if (!sum->is_zero()) made.terms.emplace_back(a->first, *sum);
            ++a;
            ++b;
        }
    }
    return made;
}

Relation denied(Relation relation) {
    switch (relation) {
        case Relation::Zero: return Relation::NonZero;
        case Relation::NonZero: return Relation::Zero;
        case Relation::Negative: return Relation::NotNegative;
        case Relation::NotPositive: return Relation::Positive;
        case Relation::Positive: return Relation::NotPositive;
        case Relation::NotNegative: return Relation::Negative;
    }
    broken("a relation of no known kind");
}

Relation turned(Relation relation) {
    switch (relation) {
        case Relation::Negative: return Relation::Positive;
        case Relation::NotPositive: return Relation::NotNegative;
        case Relation::Positive: return Relation::Negative;
        case Relation::NotNegative: return Relation::NotPositive;
        default: return relation;
    }
}

Formula Formula::truth(bool holds) {
    Formula made;
    made.kind = holds ? Kind::True : Kind::False;
    return made;
}

Formula Formula::atom(Linear linear, Relation relation) {
    if (linear.is_constant()) {
        const int sign = sign_of(linear.constant);
        switch (relation) {
            case Relation::Zero: return truth(sign == 0);
            case Relation::NonZero: return truth(sign != 0);
            case Relation::Negative: return truth(sign < 0);
            case Relation::NotPositive: return truth(sign <= 0);
            case Relation::Positive: return truth(sign > 0);
            case Relation::NotNegative: return truth(sign >= 0);
        }
    }
    Formula made;
    made.kind = Kind::Atom;
    made.relation = relation;
    made.linear = std::move(linear);
    return made;
}

Formula Formula::flagged(int at, bool wanted) {
    Formula made;
    made.kind = Kind::Flag;
    made.flag = at;
    made.wanted = wanted;
    return made;
}

Formula Formula::all(std::vector<Formula> parts) {
    Formula made;
    made.kind = Kind::All;
    for (auto& part : parts) {
        if (part.is(Kind::False)) return truth(false);
        if (!part.is(Kind::True)) made.parts.push_back(std::move(part));
    }
    if (made.parts.empty()) return truth(true);
    if (made.parts.size() > 1) return made;
    Formula only = std::move(made.parts.front());
    return only;
}

Formula Formula::any(std::vector<Formula> parts) {
    Formula made;
    made.kind = Kind::Any;
    for (auto& part : parts) {
        if (part.is(Kind::True)) return truth(true);
        if (!part.is(Kind::False)) made.parts.push_back(std::move(part));
    }
    if (made.parts.empty()) return truth(false);
    if (made.parts.size() > 1) return made;
    Formula only = std::move(made.parts.front());
    return only;
}

Formula Formula::opposite() const {
    switch (kind) {
        case Kind::True: return truth(false);
        case Kind::False: return truth(true);
        case Kind::Atom: return atom(linear, denied(relation));
        case Kind::Flag: return flagged(flag, !wanted);
        default: break;
    }
    std::vector<Formula> turned_parts;
    for (const auto& part : parts) turned_parts.push_back(part.opposite());
    return is(Kind::All) ? any(std::move(turned_parts)) : all(std::move(turned_parts));
}

}  // namespace yj::edit

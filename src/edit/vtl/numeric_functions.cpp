#include <array>
#include <cmath>

#include "edit/vtl/functions.hpp"

namespace yj::edit::vtl {

namespace {

using Reckoned = std::optional<Value>;

const Fraction& number(Arguments with, std::size_t at) { return with[at]->number(); }

Reckoned of(const std::optional<Fraction>& result) {
    return result ? Reckoned(Value(*result)) : std::nullopt;
}

Reckoned of(double result) { return of(from_double(result)); }

/// The whole number at or below.
std::optional<Fraction> whole_below(const Fraction& x) {
    const auto near = x.rounded(0, Round::HalfUp);
    if (!near) return std::nullopt;
    const Fraction whole(*near);
    const auto order = whole.compare(x);
    if (!order) return std::nullopt;
    return *order > 0 ? whole.minus(Fraction::whole(1)) : std::optional(whole);
}

std::optional<int> small_whole(const Fraction& x, int limit) {
    const auto near = x.rounded(0, Round::HalfUp);
    if (!near || near->units() > limit || near->units() < -limit) return std::nullopt;
    const auto order = Fraction(*near).compare(x);
    return order && *order == 0 ? std::optional(static_cast<int>(near->units())) : std::nullopt;
}

std::optional<Fraction> ten_to(int power) {
    std::optional<Fraction> result = Fraction::whole(1);
    for (int i = 0; i < std::abs(power) && result; ++i) result = result->times(Fraction::whole(10));
    return result && power < 0 ? Fraction::whole(1).over(*result) : result;
}

/// Rounds x·10^digits to a whole number by `whole`, and back.
template <class Whole>
Reckoned at_digits(Arguments with, Whole whole) {
    const auto digits =
        with.size() > 1 && with[1] != nullptr ? small_whole(number(with, 1), 18) : std::optional(0);
    const auto factor = digits ? ten_to(*digits) : std::nullopt;
    const auto scaled = factor ? number(with, 0).times(*factor) : std::nullopt;
    const auto cut = scaled ? whole(*scaled) : std::nullopt;
    return of(cut ? cut->over(*factor) : std::nullopt);
}

/// Rounded half away from zero.
Reckoned round_to(Arguments with) {
    return at_digits(with, [](const Fraction& x) -> std::optional<Fraction> {
        const auto near = x.rounded(0, Round::HalfUp);
        return near ? std::optional(Fraction(*near)) : std::nullopt;
    });
}

Reckoned truncate(Arguments with) {
    return at_digits(with, [](const Fraction& x) -> std::optional<Fraction> {
        const auto below = whole_below(x.magnitude());
        const auto order = x.compare(Fraction());
        if (!below || !order) return std::nullopt;
        return *order < 0 ? below->negated() : *below;
    });
}

Reckoned quotient(Arguments with) {
    if (number(with, 1).is_zero()) return Value();  // a division by zero decides nothing
    return of(number(with, 0).over(number(with, 1)));
}

/// The remainder with the sign of the divisor; the dividend where the divisor is 0.
Reckoned remainder(Arguments with) {
    const auto& by = number(with, 1);
    if (by.is_zero()) return *with[0];
    const auto ratio = number(with, 0).over(by);
    const auto times = ratio ? whole_below(*ratio) : std::nullopt;
    const auto taken = times ? by.times(*times) : std::nullopt;
    return of(taken ? number(with, 0).minus(*taken) : std::nullopt);
}

Reckoned power(Arguments with) {
    const auto& base = number(with, 0);
    const auto exponent = small_whole(number(with, 1), 200);
    if (exponent && *exponent < 0 && base.is_zero()) return Value();
    if (exponent) {
        std::optional<Fraction> result = Fraction::whole(1);
        for (int i = 0; i < std::abs(*exponent) && result; ++i) result = result->times(base);
        if (result && *exponent < 0) result = Fraction::whole(1).over(*result);
        if (result) return Value(*result);
    }
    const double result = std::pow(approximate(base), approximate(number(with, 1)));
    return std::isnan(result) ? Reckoned(Value()) : of(result);
}

/// A root that is a fraction is exact; any other has 15 significant digits.
Reckoned root(Arguments with) {
    const double x = approximate(number(with, 0));
    if (x < 0) return Value();
    const auto near = from_double(std::sqrt(x));
    return of(near);
}

Reckoned logarithm(double x, double scale) {
    if (x <= 0 || scale == 0 || !std::isfinite(scale)) return Value();
    return of(std::log(x) / scale);
}

constexpr bool kReadsNull = true;

const std::array<Function, 17> kNumeric{{
    {"+", 2, 2, "nn", 'N', false, !kReadsNull,
     [](Arguments with) { return of(number(with, 0).plus(number(with, 1))); }},
    {"-", 2, 2, "nn", 'N', false, !kReadsNull,
     [](Arguments with) { return of(number(with, 0).minus(number(with, 1))); }},
    {"*", 2, 2, "nn", 'N', false, !kReadsNull,
     [](Arguments with) { return of(number(with, 0).times(number(with, 1))); }},
    {"/", 2, 2, "nn", 'n', false, !kReadsNull, quotient},
    {"unary -", 1, 1, "n", 'A', false, !kReadsNull,
     [](Arguments with) { return Reckoned(Value(number(with, 0).negated())); }},
    {"unary +", 1, 1, "n", 'A', false, !kReadsNull, [](Arguments with) { return Reckoned(*with[0]); }},
    {"abs", 1, 1, "n", 'A', false, !kReadsNull,
     [](Arguments with) { return Reckoned(Value(number(with, 0).magnitude())); }},
    {"ceil", 1, 1, "n", 'i', false, !kReadsNull,
     [](Arguments with) {
         const auto below = whole_below(number(with, 0).negated());
         return of(below ? std::optional(below->negated()) : std::nullopt);
     }},
    {"floor", 1, 1, "n", 'i', false, !kReadsNull,
     [](Arguments with) { return of(whole_below(number(with, 0))); }},
    {"round", 1, 2, "nn", 'R', false, !kReadsNull, round_to},
    {"trunc", 1, 2, "nn", 'R', false, !kReadsNull, truncate},
    {"mod", 2, 2, "nn", 'N', false, !kReadsNull, remainder},
    {"power", 2, 2, "nn", 'n', false, !kReadsNull, power},
    {"sqrt", 1, 1, "n", 'n', false, !kReadsNull, root},
    {"exp", 1, 1, "n", 'n', false, !kReadsNull,
     [](Arguments with) { return of(std::exp(approximate(number(with, 0)))); }},
    {"ln", 1, 1, "n", 'n', false, !kReadsNull,
     [](Arguments with) { return logarithm(approximate(number(with, 0)), 1); }},
    {"log", 2, 2, "nn", 'n', false, !kReadsNull,
     [](Arguments with) -> Reckoned {
         const double base = approximate(number(with, 1));
         if (base <= 0) return Value();
         return logarithm(approximate(number(with, 0)), std::log(base));
     }},
}};

}  // namespace

std::span<const Function> numeric_functions() { return kNumeric; }

}  // namespace yj::edit::vtl

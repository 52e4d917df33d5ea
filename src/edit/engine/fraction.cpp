#include "edit/engine/fraction.hpp"

namespace yj::edit {

namespace {

__extension__ using Wide = __int128;

Wide greatest_divisor(Wide a, Wide b) {
    if (a < 0) a = -a;
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a == 0 ? 1 : a;
}

constexpr Wide kAmountLimit = static_cast<Wide>(1'000'000'000'000'000'000);

}  // namespace

Fraction::Fraction(Amount amount) : numerator_(amount.units()) {
    for (int i = 0; i < amount.decimals(); ++i) denominator_ *= 10;
}

Fraction Fraction::reduced() const {
    const Wide divisor = greatest_divisor(numerator_, denominator_);
    return Fraction(numerator_ / divisor, denominator_ / divisor);
}

std::optional<Fraction> Fraction::sum(const Fraction& a, const Fraction& b) {
    Wide left = 0, right = 0, numerator = 0, denominator = 0;
    if (a.denominator_ == b.denominator_) {
        if (__builtin_add_overflow(a.numerator_, b.numerator_, &numerator)) return std::nullopt;
        return Fraction(numerator, a.denominator_);
    }
    if (__builtin_mul_overflow(a.numerator_, b.denominator_, &left) ||
        __builtin_mul_overflow(b.numerator_, a.denominator_, &right) ||
        __builtin_add_overflow(left, right, &numerator) ||
        __builtin_mul_overflow(a.denominator_, b.denominator_, &denominator))
        return std::nullopt;
    return Fraction(numerator, denominator);
}

std::optional<Fraction> Fraction::product(const Fraction& a, const Fraction& b) {
    Wide numerator = 0, denominator = 0;
    if (__builtin_mul_overflow(a.numerator_, b.numerator_, &numerator) ||
        __builtin_mul_overflow(a.denominator_, b.denominator_, &denominator))
        return std::nullopt;
    return Fraction(numerator, denominator);
}

std::optional<Fraction> Fraction::plus(const Fraction& other) const {
    if (const auto result = sum(*this, other)) return result;
    return sum(reduced(), other.reduced());
}

std::optional<Fraction> Fraction::times(const Fraction& other) const {
    if (const auto result = product(*this, other)) return result;
    return product(reduced(), other.reduced());
}

std::optional<Fraction> Fraction::over(const Fraction& other) const {
    if (other.is_zero()) return std::nullopt;
    return other.numerator_ < 0 ? times(Fraction(-other.denominator_, -other.numerator_))
                                : times(Fraction(other.denominator_, other.numerator_));
}

std::optional<std::strong_ordering> Fraction::compare(const Fraction& other) const {
    if (denominator_ == other.denominator_)
        return numerator_ < other.numerator_   ? std::strong_ordering::less
               : numerator_ > other.numerator_ ? std::strong_ordering::greater
                                               : std::strong_ordering::equal;
    const auto gap = minus(other);
    if (!gap) return std::nullopt;
    return gap->numerator_ < 0   ? std::strong_ordering::less
           : gap->numerator_ > 0 ? std::strong_ordering::greater
                                 : std::strong_ordering::equal;
}

std::optional<Amount> Fraction::rounded(int decimals, Round round) const {
    Wide numerator = numerator_;
    for (int i = 0; i < decimals; ++i)
        if (__builtin_mul_overflow(numerator, Wide{10}, &numerator)) return std::nullopt;
    Wide quotient = numerator / denominator_;
    Wide rest = numerator % denominator_;
    if (rest < 0) rest = -rest;
    const Wide gap = denominator_ - rest;
    const bool away = rest > gap || (rest == gap && (round == Round::HalfUp || quotient % 2 != 0));
    if (away) quotient += numerator < 0 ? -1 : 1;
    if (quotient <= -kAmountLimit || quotient >= kAmountLimit) return std::nullopt;
    return Amount(static_cast<std::int64_t>(quotient), decimals);
}

std::optional<Fraction> Fraction::cut(int decimals, Cut cut) const {
    Wide scale = 1, numerator = 0;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    const auto exact = reduced();
    if (__builtin_mul_overflow(exact.numerator_, scale, &numerator)) return std::nullopt;
    Wide quotient = numerator / exact.denominator_;  // towards zero
    const Wide rest = numerator % exact.denominator_;
    if (cut == Cut::Down && rest < 0) --quotient;
    if (cut == Cut::Up && rest > 0) ++quotient;
    return Fraction(quotient, scale);
}

std::optional<Fraction> Fraction::power(int exponent) const {
    std::optional<Fraction> result = whole(1);
    for (int i = 0; i < (exponent < 0 ? -exponent : exponent) && result; ++i)
        result = exponent < 0 ? result->over(*this) : result->times(*this);
    return result;
}

std::string Fraction::exact_text() const {
    const auto exact = reduced();
    const auto digits = [](Wide number) {
        std::string text;
        const bool negative = number < 0;
        do {
            const auto digit = static_cast<int>(number % 10);
            text.insert(text.begin(), static_cast<char>('0' + (digit < 0 ? -digit : digit)));
            number /= 10;
        } while (number != 0);
        return negative ? "-" + text : text;
    };
    const auto above = digits(exact.numerator_);
    return exact.denominator_ == 1 ? above : above + "/" + digits(exact.denominator_);
}

void FractionSum::add(const Fraction& number) {
    constexpr std::size_t kMostDenominators = 64;
    auto& sum = numerators_[number.denominator_];
    fits_ = fits_ && numerators_.size() <= kMostDenominators &&
            !__builtin_add_overflow(sum, number.numerator_, &sum);
    if (!fits_) numerators_.clear();
}

std::optional<Fraction> FractionSum::total() const {
    std::optional<Fraction> sum = Fraction();
    for (const auto& [denominator, numerator] : numerators_)
        sum = sum ? sum->plus(Fraction(numerator, denominator)) : std::nullopt;
    return fits_ ? sum : std::nullopt;
}

double Fraction::approx() const {
    return static_cast<double>(numerator_) / static_cast<double>(denominator_);
}

std::string Fraction::ratio_text() const {
    const auto ratio = reduced();
    const auto digits = [](Wide number) {
        std::string text;
        const bool negative = number < 0;
        // One digit at a time, so that the smallest number needs no counterpart above zero.
        for (; number != 0 || text.empty(); number /= 10) {
            const auto digit = static_cast<int>(number % 10);
            text.insert(text.begin(), static_cast<char>('0' + (digit < 0 ? -digit : digit)));
        }
        return negative ? "-" + text : text;
    };
    return ratio.denominator_ == 1 ? digits(ratio.numerator_)
                                   : digits(ratio.numerator_) + "/" + digits(ratio.denominator_);
}

std::string Fraction::text() const {
    constexpr int kShown = 4;
    for (int decimals = 0; decimals < kShown; ++decimals) {
        const auto amount = rounded(decimals, Round::HalfUp);
        const auto back = amount ? Fraction(*amount).compare(*this) : std::nullopt;
        if (back && *back == std::strong_ordering::equal) return amount->text();
    }
    const auto amount = rounded(kShown, Round::HalfUp);
    return amount ? amount->text() : "（数值过大）";
}

}  // namespace yj::edit

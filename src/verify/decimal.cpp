#include "verify/decimal.hpp"

#include <algorithm>

namespace yj::verify {

namespace {

__extension__ using Wide = __int128;
constexpr int kScale = 9;

Wide power_of_ten(int exponent) {
    Wide power = 1;
    for (; exponent > 0; --exponent) power *= 10;
    return power;
}

std::string digits(Wide number) {
    std::string text;
    for (; number > 0; number /= 10)
        text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(number % 10)));
    return text.empty() ? "0" : text;
}

/// numerator / divisor × 10^places, rounded to a whole number, by long division: no step grows beyond ten
/// times the divisor. REQUIRES: both not negative, divisor not zero.
Wide divided(Wide numerator, Wide divisor, int places, Rounding rounding) {
    for (; places < 0; ++places) divisor *= 10;
    Wide quotient = numerator / divisor, rest = numerator % divisor;
    for (; places > 0; --places) {
        rest *= 10;
        quotient = quotient * 10 + rest / divisor;
        rest %= divisor;
    }
    const Wide twice = rest * 2;
    const bool half_goes_up = rounding == Rounding::HalfUp || quotient % 2 != 0;
    return quotient + (twice > divisor || (twice == divisor && half_goes_up) ? 1 : 0);
}

std::string with_point(Wide rounded, int decimals, bool negative) {
    auto text = digits(rounded);
    const auto places = static_cast<std::size_t>(decimals);
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    if (places > 0) text.insert(text.size() - places, ".");
    return negative && rounded != 0 ? "-" + text : text;
}

}  // namespace

Decimal::Decimal(std::int64_t units, int decimals) : value_(units * power_of_ten(kScale - decimals)) {}

Decimal Decimal::minus(const Decimal& other) const {
    Decimal difference;
    difference.value_ = value_ - other.value_;
    return difference;
}

bool Decimal::is(int power, std::int64_t units, int decimals) const {
    const Wide other = units * power_of_ten(kScale - decimals);
    return power >= 0 ? value_ * power_of_ten(power) == other : value_ == other * power_of_ten(-power);
}

std::string Decimal::printed(int power, int decimals, Rounding rounding) const {
    const bool negative = value_ < 0;
    const Wide rounded =
        divided(negative ? -value_ : value_, power_of_ten(kScale), power + decimals, rounding);
    return with_point(rounded, decimals, negative);
}

std::optional<std::string> Decimal::printed_over(const Decimal& divisor, int power, int decimals,
                                                 Rounding rounding) const {
    if (divisor.value_ == 0) return std::nullopt;
    const bool negative = (value_ < 0) != (divisor.value_ < 0);
    const Wide rounded =
        divided(value_ < 0 ? -value_ : value_, divisor.value_ < 0 ? -divisor.value_ : divisor.value_,
                power + decimals, rounding);
    return with_point(rounded, decimals, negative);
}

}  // namespace yj::verify

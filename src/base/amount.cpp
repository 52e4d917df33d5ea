#include "base/amount.hpp"

#include <array>
#include <charconv>

#include "base/invariant.hpp"

namespace yj {

namespace {

__extension__ using Wide = __int128;

constexpr int kMaxDecimals = 9;
constexpr std::int64_t kMaxUnits = 1'000'000'000'000'000'000;
/// A wide sum keeps below this, so that one more scaling by ten cannot overflow 128 bits.
constexpr Wide kWideLimit = static_cast<Wide>(kMaxUnits) * kMaxUnits * 10;

Wide power_of_ten(int exponent) {
    invariant(exponent >= 0 && exponent <= 37, "a power of ten that 128 bits hold");
    Wide power = 1;
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}

Wide magnitude(Wide number) { return number < 0 ? -number : number; }

/// numerator / denominator to the nearest integer. REQUIRES: denominator > 0.
Wide divide_rounded(Wide numerator, Wide denominator, Round round) {
    const Wide quotient = numerator / denominator;
    const Wide rest = magnitude(numerator % denominator);
    const Wide gap = denominator - rest;
    const bool away = rest > gap || (rest == gap && (round == Round::HalfUp || quotient % 2 != 0));
    if (!away) return quotient;
    return numerator < 0 ? quotient - 1 : quotient + 1;
}

std::optional<Amount> fit(Wide units, int decimals) {
    if (magnitude(units) >= kMaxUnits) return std::nullopt;
    return Amount(static_cast<std::int64_t>(units), decimals);
}

}  // namespace

Amount::Amount(std::int64_t units, int decimals)
    : units_(units), decimals_(static_cast<std::int8_t>(decimals)) {
    invariant(decimals >= 0 && decimals <= kMaxDecimals, "an amount has 0 to 9 decimals");
    invariant(units > -kMaxUnits && units < kMaxUnits, "an amount has at most 18 digits");
}

std::optional<Amount> Amount::parse(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
    if (fraction.size() > kMaxDecimals || whole.size() + fraction.size() > 30) return std::nullopt;
    std::int64_t units = 0;
    for (const auto part : {whole, fraction})
        for (const char digit : part) {
            if (digit < '0' || digit > '9') return std::nullopt;
            if (units >= kMaxUnits / 10) return std::nullopt;
            units = units * 10 + (digit - '0');
        }
    return Amount(negative ? -units : units, static_cast<int>(fraction.size()));
}

std::string Amount::text() const {
    std::array<char, 24> buffer{};
    const std::int64_t size = units_ < 0 ? -units_ : units_;
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), size);
    invariant(error == std::errc{}, "an amount fits its buffer");
    std::string digits(buffer.data(), end);
    const auto decimals = static_cast<std::size_t>(decimals_);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
    return units_ < 0 ? "-" + digits : digits;
}

std::string Amount::grouped() const {
    std::string digits = text();
    const std::size_t start = digits.starts_with('-') ? 1 : 0;
    auto at = std::min(digits.find('.'), digits.size());
    while (at > start + 3) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

Amount Amount::rounded(int decimals, Round round) const {
    const auto result = WideAmount(*this).rounded(decimals, round);
    invariant(result.has_value(), "a rounded amount stays in range");
    return *result;
}

double Amount::approx() const {
    return static_cast<double>(units_) / static_cast<double>(power_of_ten(decimals_));
}

std::strong_ordering Amount::operator<=>(const Amount& other) const {
    if (decimals_ == other.decimals_) return units_ <=> other.units_;
    return WideAmount(*this) <=> WideAmount(other);
}

void WideAmount::widen_to(int decimals) {
    if (decimals <= decimals_) return;
    units_ *= power_of_ten(decimals - decimals_);
    decimals_ = decimals;
}

void WideAmount::add(Amount amount) {
    widen_to(amount.decimals());
    units_ += static_cast<Wide>(amount.units()) * power_of_ten(decimals_ - amount.decimals());
    invariant(magnitude(units_) < kWideLimit, "a sum stays within 128 bits");
}

void WideAmount::add(const WideAmount& other) {
    WideAmount same_scale = other;
    same_scale.widen_to(decimals_);
    widen_to(same_scale.decimals_);
    units_ += same_scale.units_;
    invariant(magnitude(units_) < kWideLimit, "a sum stays within 128 bits");
}

WideAmount WideAmount::shifted(int power) const {
    if (decimals_ - power >= 0) return {units_, decimals_ - power};
    return {units_ * power_of_ten(power - decimals_), 0};
}

std::optional<Amount> WideAmount::rounded(int decimals, Round round) const {
    invariant(decimals >= 0 && decimals <= kMaxDecimals, "an amount has 0 to 9 decimals");
    if (decimals >= decimals_) {
        if (magnitude(units_) >= kMaxUnits) return std::nullopt;
        return fit(units_ * power_of_ten(decimals - decimals_), decimals);
    }
    return fit(divide_rounded(units_, power_of_ten(decimals_ - decimals), round), decimals);
}

std::optional<Amount> WideAmount::exact() const {
    Wide units = units_;
    int decimals = decimals_;
    while (decimals > kMaxDecimals) {
        if (units % 10 != 0) return std::nullopt;
        units /= 10;
        --decimals;
    }
    return fit(units, decimals);
}

std::optional<Amount> WideAmount::over(const WideAmount& divisor, int decimals, Round round) const {
    if (divisor.units_ == 0) return std::nullopt;
    // (units / 10^d) / (other / 10^e) at `decimals` = units · 10^(decimals + e - d) / other
    const int shift = decimals + divisor.decimals_ - decimals_;
    Wide numerator = units_;
    Wide denominator = divisor.units_;
    for (int i = 0; i < shift; ++i) {
        if (magnitude(numerator) >= kWideLimit) return std::nullopt;
        numerator *= 10;
    }
    for (int i = 0; i < -shift; ++i) {
        if (magnitude(denominator) >= kWideLimit) return std::nullopt;
        denominator *= 10;
    }
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    return fit(divide_rounded(numerator, denominator, round), decimals);
}

std::strong_ordering WideAmount::operator<=>(const WideAmount& other) const {
    WideAmount left = *this;
    WideAmount right = other;
    left.widen_to(right.decimals_);
    right.widen_to(left.decimals_);
    return left.units_ < right.units_   ? std::strong_ordering::less
           : left.units_ > right.units_ ? std::strong_ordering::greater
                                        : std::strong_ordering::equal;
}

std::optional<Amount> growth_pct(const WideAmount& current, const WideAmount& base, int decimals,
                                 Round round) {
    if (base.sign() <= 0) return std::nullopt;
    // current/base − 1 in percent = (current·100 − base·100) / base; one division, one rounding.
    WideAmount change = current.shifted(2);
    const auto hundredfold = base.shifted(2).exact();
    if (!hundredfold) return std::nullopt;
    change.subtract(*hundredfold);
    return change.over(base, decimals, round);
}

}  // namespace yj

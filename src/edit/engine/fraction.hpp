// Fraction: the exact number that rules reckon with; decimals add, multiply and divide without rounding.
#pragma once
#include <compare>
#include <map>
#include <optional>
#include <string>

#include "base/amount.hpp"

namespace yj::edit {

/// Which of its neighbours a number is cut to: the lower one, the upper one, the one nearer to zero.
enum class Cut { Down, Up, Zero };

/// numerator / denominator in 128 bits, denominator > 0. Operations answer empty when the exact result does
/// not fit even after reduction: the rule is then 无法判定, never wrong.
class Fraction {
public:
    Fraction() = default;
    explicit Fraction(Amount amount);
    [[nodiscard]] static Fraction whole(std::int64_t number) { return Fraction(number, 1); }

    [[nodiscard]] std::optional<Fraction> plus(const Fraction& other) const;
    [[nodiscard]] std::optional<Fraction> minus(const Fraction& other) const { return plus(other.negated()); }
    [[nodiscard]] std::optional<Fraction> times(const Fraction& other) const;
    /// Empty also when `other` is zero.
    [[nodiscard]] std::optional<Fraction> over(const Fraction& other) const;
    [[nodiscard]] Fraction negated() const { return Fraction(-numerator_, denominator_); }
    [[nodiscard]] Fraction magnitude() const { return numerator_ < 0 ? negated() : *this; }
    [[nodiscard]] bool is_zero() const { return numerator_ == 0; }
    /// By cross-multiplication: a ratio is compared without being divided. Empty when that does not fit.
    [[nodiscard]] std::optional<std::strong_ordering> compare(const Fraction& other) const;

    /// Rounded once, for 四舍五入 and for sentences.
    [[nodiscard]] std::optional<Amount> rounded(int decimals, Round round) const;
    /// Cut at so many decimals, never rounded to the nearest. REQUIRES: decimals in 0..9.
    [[nodiscard]] std::optional<Fraction> cut(int decimals, Cut cut) const;
    /// To the power of a whole number; empty also for a negative power of zero.
    [[nodiscard]] std::optional<Fraction> power(int exponent) const;
    [[nodiscard]] bool is_whole() const { return numerator_ % denominator_ == 0; }
    /// Equal numbers give equal texts: "3", "-1/3".
    [[nodiscard]] std::string exact_text() const;
    /// For statistics only (ratios that are compared with their like); never printed.
    [[nodiscard]] double approx() const;

    /// "-7/10", without a common divisor: for solvers that reckon with ratios.
    [[nodiscard]] std::string ratio_text() const;
    /// Its digits: exact when they end within 4 decimals, else rounded there.
    [[nodiscard]] std::string text() const;

private:
    friend class FractionSum;
    __extension__ using Wide = __int128;
    Fraction(Wide numerator, Wide denominator) : numerator_(numerator), denominator_(denominator) {}
    [[nodiscard]] Fraction reduced() const;
    [[nodiscard]] static std::optional<Fraction> sum(const Fraction& a, const Fraction& b);
    [[nodiscard]] static std::optional<Fraction> product(const Fraction& a, const Fraction& b);

    Wide numerator_ = 0;
    Wide denominator_ = 1;
};

/// The sum of many numbers, the same in any order. Numbers of one denominator are added first; so many
/// different ones that the sum could not be exact in 128 bits make it empty.
class FractionSum {
public:
    void add(const Fraction& number);
    [[nodiscard]] std::optional<Fraction> total() const;

private:
    __extension__ using Wide = __int128;
    std::map<Wide, Wide> numerators_;  ///< by denominator
    bool fits_ = true;
};

}  // namespace yj::edit

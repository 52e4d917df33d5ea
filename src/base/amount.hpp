// Amount: an exact decimal number, the only kind that is ever reported or published.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yj {

/// HalfUp is 四舍五入 (half away from zero); HalfEven is GB/T 8170 数值修约 (half to the even digit).
/// Rounding is always an argument, never a default.
enum class Round { HalfUp, HalfEven };

/// Units of 10^-decimals. 107.770 is {107770, 3}; the written decimals are kept, comparison is by value.
/// Range: |units| below 10^18 and 0..9 decimals; anything beyond is refused when it is read.
class Amount {
public:
    Amount() = default;
    /// REQUIRES: decimals in 0..9 and |units| < 10^18.
    Amount(std::int64_t units, int decimals);

    /// Plain notation only: optional '-', digits, optional '.' and 1..9 digits. (Texts as people type them
    /// are read by number_text.hpp.)
    [[nodiscard]] static std::optional<Amount> parse(std::string_view text);

    [[nodiscard]] std::int64_t units() const { return units_; }
    [[nodiscard]] int decimals() const { return decimals_; }
    /// Digits as written: "107.770", "-3".
    [[nodiscard]] std::string text() const;
    /// With thousands separators from four digits on, as bulletins on screen show it: "12,345.6".
    [[nodiscard]] std::string grouped() const;

    /// The nearest amount with that many decimals. REQUIRES: decimals in 0..9 and the result in range.
    [[nodiscard]] Amount rounded(int decimals, Round round) const;
    [[nodiscard]] Amount negated() const { return {-units_, decimals_}; }
    [[nodiscard]] bool is_zero() const { return units_ == 0; }
    [[nodiscard]] int sign() const { return units_ < 0 ? -1 : units_ > 0 ? 1 : 0; }
    /// For statistics only; never printed.
    [[nodiscard]] double approx() const;

    std::strong_ordering operator<=>(const Amount& other) const;
    bool operator==(const Amount& other) const { return (*this <=> other) == 0; }

private:
    std::int64_t units_ = 0;
    std::int8_t decimals_ = 0;
};

/// A wide exact number for sums and products on the way to one rounding: units of 10^-decimals in 128 bits.
/// Sums of 10^9 amounts of one scale cannot overflow it.
class WideAmount {
public:
    WideAmount() = default;
    explicit WideAmount(Amount amount) : units_(amount.units()), decimals_(amount.decimals()) {}

    void add(Amount amount);
    /// Sums of sums, for totals above totals.
    void add(const WideAmount& other);
    void subtract(Amount amount) { add(amount.negated()); }
    [[nodiscard]] WideAmount negated() const { return {-units_, decimals_}; }
    /// Moves the decimal point: times 10^power. For a change of Measure (千元 to 万元 is power -1).
    [[nodiscard]] WideAmount shifted(int power) const;
    /// Rounded once, here. Empty when the result does not fit an Amount.
    [[nodiscard]] std::optional<Amount> rounded(int decimals, Round round) const;
    /// The exact value as an Amount when it fits one (at most 9 decimals).
    [[nodiscard]] std::optional<Amount> exact() const;
    [[nodiscard]] int sign() const { return units_ < 0 ? -1 : units_ > 0 ? 1 : 0; }

    /// this / divisor, rounded once at `decimals`. Empty when the divisor is zero or the result does not fit.
    [[nodiscard]] std::optional<Amount> over(const WideAmount& divisor, int decimals, Round round) const;

    std::strong_ordering operator<=>(const WideAmount& other) const;
    bool operator==(const WideAmount& other) const { return (*this <=> other) == 0; }

private:
    __extension__ using Wide = __int128;
    WideAmount(Wide units, int decimals) : units_(units), decimals_(decimals) {}
    void widen_to(int decimals);

    Wide units_ = 0;
    int decimals_ = 0;
};

/// Growth in percent: (current / base - 1) × 100, rounded once.
/// Units: percent; 6.4 means 6.4 %. Empty when the base is zero or negative (a rate then says nothing).
/// Source: 《中国国民经济核算体系》 practice; domain.md §5.
[[nodiscard]] std::optional<Amount> growth_pct(const WideAmount& current, const WideAmount& base,
                                               int decimals, Round round);

}  // namespace yj

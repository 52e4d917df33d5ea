// Decimal: exact numbers and the one rounding, done a second time and apart from the product's own.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace yj::verify {

/// 四舍五入, or GB/T 8170: half to the even digit.
enum class Rounding { HalfUp, HalfEven };

/// A number in 10^-9. Sums of a million reported values fit.
class Decimal {
public:
    Decimal() = default;
    /// units × 10^-decimals. REQUIRES: decimals in 0..9.
    Decimal(std::int64_t units, int decimals);

    void add(const Decimal& other) { value_ += other.value_; }
    [[nodiscard]] Decimal minus(const Decimal& other) const;
    [[nodiscard]] int sign() const { return value_ < 0 ? -1 : value_ > 0 ? 1 : 0; }
    /// Whether this × 10^power is units × 10^-decimals.
    [[nodiscard]] bool is(int power, std::int64_t units, int decimals) const;

    /// this × 10^power as printed with that many decimals.
    [[nodiscard]] std::string printed(int power, int decimals, Rounding rounding) const;
    /// this / divisor × 10^power as printed; empty for a divisor of zero.
    [[nodiscard]] std::optional<std::string> printed_over(const Decimal& divisor, int power, int decimals,
                                                          Rounding rounding) const;

    bool operator==(const Decimal&) const = default;

private:
    __extension__ using Wide = __int128;
    Wide value_ = 0;
};

}  // namespace yj::verify

// Measure: 计量单位 and the exact conversions among those of one quantity.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yj {

/// A measure is known by its Chinese name (千元, 平方米, %). Two measures of one quantity differ by a power
/// of ten only, so every conversion is exact.
class Measure {
public:
    Measure() = default;
    /// Empty when the name is not in the list; the list is in measure.cpp.
    [[nodiscard]] static std::optional<Measure> find(std::string_view name);
    /// All names, for messages that say what was expected.
    [[nodiscard]] static std::vector<std::string_view> names();

    [[nodiscard]] std::string_view name() const;
    /// value_in_other = value_in_this × 10^power. Empty when they measure different things.
    [[nodiscard]] std::optional<int> power_to(const Measure& other) const;

    bool operator==(const Measure&) const = default;

private:
    explicit Measure(int at) : at_(at) {}
    int at_ = 0;
};

}  // namespace yj

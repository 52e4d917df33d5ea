// RegionCode: 统计用区划代码, 12 digits: province 2, city 2, county 2, township 3, village 3.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yj {

/// Levels of the region tree. Country contains all.
enum class RegionLevel { Country, Province, City, County, Township, Village };

/// A node of the region tree: its 12 digits and its level (two nodes may share digits: a city without
/// counties repeats its code one level below, so the level is part of the identity).
/// Source: 国家统计局《统计用区划代码编制规则》; measured on the 2023 list, domain.md §1.5.
class RegionCode {
public:
    /// The whole country.
    RegionCode() = default;
    /// Reads 2, 4, 6, 9 or 12 digits; the level of 12 digits is that of its last part that is not zeros.
    [[nodiscard]] static std::optional<RegionCode> parse(std::string_view digits);
    /// Reads 12 digits at a given level. Empty when a part below that level is not zeros.
    [[nodiscard]] static std::optional<RegionCode> parse(std::string_view digits, RegionLevel level);

    [[nodiscard]] RegionLevel level() const { return level_; }
    /// Always 12 digits.
    [[nodiscard]] std::string text() const;
    /// The digits that count at its level: "990101" for a county, "990101001" for a township.
    [[nodiscard]] std::string prefix() const;
    /// The node above. The country is its own parent.
    [[nodiscard]] RegionCode parent() const {
        return at(static_cast<RegionLevel>(static_cast<int>(level_) - 1));
    }
    /// Its ancestor (or itself) at that level; itself when it already lies higher.
    [[nodiscard]] RegionCode at(RegionLevel level) const;
    /// True for itself and everything below.
    [[nodiscard]] bool contains(RegionCode inner) const;

    auto operator<=>(const RegionCode&) const = default;

private:
    RegionCode(std::int64_t code, RegionLevel level) : code_(code), level_(level) {}
    std::int64_t code_ = 0;
    RegionLevel level_ = RegionLevel::Country;
};

}  // namespace yj

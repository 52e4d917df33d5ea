#include "base/region_code.hpp"

#include <array>

#include "base/text.hpp"

namespace yj {

namespace {
/// Digits that count at each level, Country to Village.
constexpr std::array<int, 6> kDigits{0, 2, 4, 6, 9, 12};

std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}

int digits_of(RegionLevel level) { return kDigits[static_cast<std::size_t>(level)]; }

/// `code` with everything below `level` set to zeros.
std::int64_t cut(std::int64_t code, RegionLevel level) {
    const auto scale = power_of_ten(12 - digits_of(level));
    return code / scale * scale;
}

std::optional<std::int64_t> number(std::string_view digits) {
    if (digits.size() > 12) return std::nullopt;
    std::int64_t code = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') return std::nullopt;
        code = code * 10 + (digit - '0');
    }
    return code;
}

constexpr std::array kLevels{RegionLevel::Country, RegionLevel::Province, RegionLevel::City,
                             RegionLevel::County,  RegionLevel::Township, RegionLevel::Village};
}  // namespace

std::optional<RegionCode> RegionCode::parse(std::string_view digits) {
    const auto code = number(digits);
    if (!code) return std::nullopt;
    if (digits.size() == 12) {
        for (const RegionLevel level : kLevels)
            if (cut(*code, level) == *code) return RegionCode(*code, level);
        return std::nullopt;
    }
    for (const RegionLevel level : kLevels)
        if (level != RegionLevel::Country && digits.size() == static_cast<std::size_t>(digits_of(level)))
            return RegionCode(*code * power_of_ten(12 - digits_of(level)), level);
    return std::nullopt;
}

std::optional<RegionCode> RegionCode::parse(std::string_view digits, RegionLevel level) {
    const auto code = number(digits);
    if (!code || digits.size() != 12 || cut(*code, level) != *code) return std::nullopt;
    return RegionCode(*code, level);
}

std::string RegionCode::text() const { return padded(code_, 12); }

std::string RegionCode::prefix() const {
    return text().substr(0, static_cast<std::size_t>(digits_of(level_)));
}

RegionCode RegionCode::at(RegionLevel level) const {
    if (level >= level_) return *this;
    if (level < RegionLevel::Country) return RegionCode();
    return {cut(code_, level), level};
}

bool RegionCode::contains(RegionCode inner) const {
    return inner.level_ >= level_ && cut(inner.code_, level_) == code_;
}

}  // namespace yj

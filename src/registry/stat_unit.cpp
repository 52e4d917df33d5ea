#include "registry/stat_unit.hpp"

#include <array>
#include <utility>

namespace yj::registry {

namespace {

constexpr std::array<std::string_view, 5> kKinds{"法人单位", "产业活动单位", "个体经营户", "投资项目",
                                                 "调整项"};
constexpr std::array<std::string_view, 5> kSizes{"", "大", "中", "小", "微"};
constexpr std::string_view kSizeSuffix = "型";

template <class Names>
std::optional<std::size_t> place_of(const Names& names, std::string_view name) {
    for (std::size_t at = 0; at < names.size(); ++at)
        if (names[at] == name) return at;
    return std::nullopt;
}

}  // namespace

std::string_view unit_kind_name(UnitKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<UnitKind> parse_unit_kind(std::string_view name) {
    const auto at = place_of(kKinds, name);
    return at ? std::optional(static_cast<UnitKind>(*at)) : std::nullopt;
}

std::string_view size_class_name(SizeClass size) { return kSizes[static_cast<std::size_t>(size)]; }

std::optional<SizeClass> parse_size_class(std::string_view name_or_digit) {
    if (name_or_digit.size() == 1 && name_or_digit[0] >= '1' && name_or_digit[0] <= '4')
        return static_cast<SizeClass>(name_or_digit[0] - '0');
    if (name_or_digit.ends_with(kSizeSuffix)) name_or_digit.remove_suffix(kSizeSuffix.size());
    const auto at = place_of(kSizes, name_or_digit);
    return at ? std::optional(static_cast<SizeClass>(*at)) : std::nullopt;
}

}  // namespace yj::registry

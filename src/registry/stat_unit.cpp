#include "registry/stat_unit.hpp"

#include <array>
#include <utility>

namespace yj::registry {

namespace {

constexpr std::array kKinds{std::pair{UnitKind::Legal, "法人单位"}, std::pair{UnitKind::Local, "产业活动单位"},
                            std::pair{UnitKind::SoleTrader, "个体经营户"}, std::pair{UnitKind::Project, "投资项目"},
                            std::pair{UnitKind::Adjustment, "调整项"}};
constexpr std::array kSizes{std::pair{SizeClass::Large, "大型"}, std::pair{SizeClass::Medium, "中型"},
                            std::pair{SizeClass::Small, "小型"}, std::pair{SizeClass::Micro, "微型"}};

}  // namespace

std::string_view unit_kind_name(UnitKind kind) { return kKinds[static_cast<std::size_t>(kind)].second; }

std::optional<UnitKind> parse_unit_kind(std::string_view name) {
    for (const auto& [kind, text] : kKinds)
        if (name == text) return kind;
    return std::nullopt;
}

std::string_view size_class_name(SizeClass size) {
    for (const auto& [known, text] : kSizes)
        if (known == size) return text;
    return "";
}

std::optional<SizeClass> parse_size_class(std::string_view text) {
    if (text.empty()) return SizeClass::None;
    for (const auto& [size, name] : kSizes) {
        const std::string_view full = name;
        const bool digit = text.size() == 1 && text.front() == static_cast<char>('0' + static_cast<int>(size));
        if (text == full || digit || text == full.substr(0, 3)) return size;
    }
    return std::nullopt;
}

}  // namespace yj::registry

// KnownUnits: the register in force, by code, for rooms and files that know units by their codes only.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "registry/stat_unit.hpp"

namespace yj::registry {

struct KnownUnit {
    StatUnitId unit;
    UnitAttributes attributes;
};

struct CodeHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view code) const { return std::hash<std::string_view>{}(code); }
};

using KnownUnits = std::unordered_map<std::string, KnownUnit, CodeHash, std::equal_to<>>;

}  // namespace yj::registry

// The tables of record that this room puts rows into.
#pragma once
#include <vector>

#include "store/field.hpp"

namespace yj::registry {

[[nodiscard]] const std::vector<const store::Table*>& registry_tables();

}  // namespace yj::registry

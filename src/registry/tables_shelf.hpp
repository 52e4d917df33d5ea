// The room's tables of record, for the verification of the log.
#pragma once
#include <vector>

#include "store/field.hpp"

namespace yj::registry {

[[nodiscard]] const std::vector<const store::Table*>& registry_tables();

}  // namespace yj::registry

// The tables of record that this room puts rows into.
#pragma once
#include <vector>

#include "store/field.hpp"

namespace yj::access {

[[nodiscard]] const std::vector<const store::Table*>& access_tables();

}  // namespace yj::access

// The tables of record that this room puts rows into.
#pragma once
#include <vector>

#include "store/field.hpp"

namespace yj::facts {

[[nodiscard]] const std::vector<const store::Table*>& facts_tables();

}  // namespace yj::facts

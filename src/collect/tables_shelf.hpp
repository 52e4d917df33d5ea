// The tables of record that this room puts rows into.
#pragma once
#include <vector>

#include "store/field.hpp"

namespace yj::collect {

[[nodiscard]] const std::vector<const store::Table*>& collect_tables();

}  // namespace yj::collect

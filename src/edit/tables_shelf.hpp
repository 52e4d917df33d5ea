// The tables of record that this room puts rows into.
#pragma once
#include <vector>

#include "store/field.hpp"

namespace yj::edit {

[[nodiscard]] const std::vector<const store::Table*>& edit_tables();

}  // namespace yj::edit

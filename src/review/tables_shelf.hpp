// The tables of record that this room puts rows into.
#pragma once
#include <vector>

#include "store/field.hpp"

namespace yj::review {

[[nodiscard]] const std::vector<const store::Table*>& review_tables();

}  // namespace yj::review

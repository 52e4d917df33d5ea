// The tables of record that this room puts rows into.
#pragma once
#include <vector>

#include "store/field.hpp"

namespace yj::publish {

[[nodiscard]] const std::vector<const store::Table*>& publish_tables();

}  // namespace yj::publish

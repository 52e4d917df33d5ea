// The tables of record that this room puts rows into.
#pragma once
#include <vector>

#include "store/field.hpp"

namespace yj::evidence {

[[nodiscard]] const std::vector<const store::Table*>& evidence_tables();

}  // namespace yj::evidence

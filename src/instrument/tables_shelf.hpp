// The room's tables of record, for the verification of the log.
#pragma once
#include <vector>

#include "store/field.hpp"

namespace yj::instrument {

[[nodiscard]] const std::vector<const store::Table*>& instrument_tables();

}  // namespace yj::instrument

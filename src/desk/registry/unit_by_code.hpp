// unit_by_code: the unit that carries a code now, for those who administer accounts.
#pragma once
#include <string>

#include "desk/county.hpp"
#include "registry/stat_unit.hpp"

namespace yj::desk {

/// The version in force for the county's latest period. Fails: NotFound.
[[nodiscard]] Result<registry::UnitVersion> unit_by_code(const County& county, const std::string& code);

}  // namespace yj::desk

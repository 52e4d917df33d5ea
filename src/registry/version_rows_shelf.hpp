// How a version stands in its row; shared by the shelves of the register and of the frames.
#pragma once
#include <string>
#include <string_view>

#include "registry/stat_unit.hpp"
#include "store/field.hpp"

namespace yj::registry {

/// Columns of a version of the alias v, as version_in reads them.
#define YJ_VERSION                                                                                        \
    "v.unit, v.since, v.valid_from, v.code, v.name, v.kind, v.region, v.industry, v.size, v.professions," \
    " v.above_scale, v.state, v.parent_code, v.more, v.reason, v.paper, v.region_level"

[[nodiscard]] UnitVersion version_in(const store::Row& row);

/// Days from 1970-01-01 to the first (last) day of the period.
[[nodiscard]] std::int64_t first_day_number(Period period);
[[nodiscard]] std::int64_t last_day_number(Period period);

/// The canonical bytes of the attributes beyond the usual ones.
[[nodiscard]] std::string pack_more(const std::map<std::string, std::string>& more);

}  // namespace yj::registry

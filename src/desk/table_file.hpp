// TableFile: a file of rows by its bytes: CSV or .xlsx.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sheet/grid.hpp"

namespace yj::desk {

/// Told apart by content, not by name. Fails: Malformed with the place and what to do; old .xls is named as
/// such.
[[nodiscard]] Result<std::vector<sheet::Grid>> read_table_file(std::string_view bytes,
                                                               const std::string& name);

/// The first sheet that holds something and is shown, or the first.  REQUIRES: not empty.
[[nodiscard]] const sheet::Grid& first_filled(const std::vector<sheet::Grid>& grids);

}  // namespace yj::desk

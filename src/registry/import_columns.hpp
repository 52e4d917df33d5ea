// ImportColumns: which column of a register file says what, by its heading and never by its position.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "sheet/grid.hpp"

namespace yj::registry {

/// What a column of a register file may say. Further columns are kept under their own headings.
enum class UnitColumn { Code, Name, Kind, Region, Industry, Size, Professions, AboveScale, State, Parent };
inline constexpr std::size_t kUnitColumnCount = 10;

struct FurtherColumn {
    int column;
    std::string heading;
};

struct ImportColumns {
    int header_row = 0;
    std::array<int, kUnitColumnCount> at{};  ///< the column of each, 0 when the file has none
    std::vector<FurtherColumn> further;

    [[nodiscard]] int of(UnitColumn which) const { return at[static_cast<std::size_t>(which)]; }
    [[nodiscard]] bool has(UnitColumn which) const { return of(which) != 0; }
};

/// Finds the heading row among the first ten rows: the first that names a code column.
/// Fails: Malformed when there is none, or when two columns say the same thing.
[[nodiscard]] Result<ImportColumns> find_import_columns(const sheet::Grid& grid);

/// The heading as messages show it: "单位代码".
[[nodiscard]] std::string_view unit_column_name(UnitColumn which);

}  // namespace yj::registry

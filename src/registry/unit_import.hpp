// Register files: rows of a sheet → new and changed units, and a refusal for every row that cannot be taken.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "registry/known_units.hpp"
#include "registry/stat_unit.hpp"
#include "sheet/grid.hpp"

namespace yj::registry {

/// What the pack's code lists know. REQUIRES: both set.
struct UnitLists {
    std::function<bool(RegionCode)> region_known;
    /// A 小类 of the list.
    std::function<bool(const IndustryCode&)> industry_known;
};

/// One row that says something new.
struct UnitChange {
    int row = 0;      ///< as people see it
    StatUnitId unit;  ///< none for a new unit
    UnitAttributes attributes;
    [[nodiscard]] bool is_new() const { return !unit; }
};

/// 新增 or 变更, as the version's reason.
[[nodiscard]] std::string_view change_reason(const UnitChange& change);

struct UnitImport {
    std::vector<UnitChange> changes;  ///< in the order of the file
    int unchanged = 0;                ///< rows that say what is known already
    int refused_rows = 0;
    std::vector<Refusal> refused;  ///< one for every fault, a row may have several; by row
};

/// Reads a register file against the register in force.
/// Takes:  headings by name with their aliases (import_columns.hpp); codes in full-width or small letters;
///         sizes, kinds and states by name or number. A column that the file lacks leaves what is known; a
///         further column is kept among the unit's other attributes under its heading.
/// Faults: a row is refused whole, each of its faults with its cell: no code or no name, a wrong check digit,
/// a
///         code that the file has twice (both rows: which one is right is not guessed), an unknown 区划, an
///         行业 that is no 小类 of the list, an unreadable size, kind, state, 四上 or 报表类别.
/// Fails:  Malformed when there are no headings or two columns say the same.
/// Kinds:  a row that names none is a 法人单位, or a 产业活动单位 when its code has nine characters and ends
/// in "B". Source: GB 32100-2015, GB 11714-1997; 产业活动单位 without a code of its own end in "B" (domain.md
/// §1.6).
[[nodiscard]] Result<UnitImport> read_register(const sheet::Grid& grid, const KnownUnits& known,
                                               const UnitLists& lists);

/// The code as the register keeps it: half-width, capital letters, no spaces; the hyphen of a written
/// 组织机构代码 ("12345678-9") is left out, those of other codes stay.
[[nodiscard]] std::string normal_unit_code(std::string_view typed);

/// Why a unit of this kind cannot have this code; empty when it can.
[[nodiscard]] std::string unit_code_fault(UnitKind kind, std::string_view code);

}  // namespace yj::registry

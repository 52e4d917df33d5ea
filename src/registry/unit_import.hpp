// UnitImport: rows of a table read as units of the register; every refused row is named with what to do.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "registry/stat_unit.hpp"
#include "sheet/grid.hpp"

namespace yj::registry {

/// Which codes exist; handed in, because lists belong to the pack of the period.
struct KnownCodes {
    std::function<bool(const RegionCode&)> region;
    std::function<bool(const IndustryCode&)> industry;
};

struct UnitDraft {
    UnitAttributes attributes;
    std::string place;  ///< "第7行"
};

struct ImportedUnits {
    std::vector<UnitDraft> drafts;
    std::vector<Refusal> refused;  ///< one for each thing that is wrong; a row with any is not taken in
    int rows = 0;
};

/// Reads the first sheet that holds something. Columns are found by name:
///   统一社会信用代码 | 单位代码 | 组织机构代码 | 项目代码, 单位名称 | 单位详细名称 | 项目名称, 单位类型, 区划代码 |
///   所在地区划, 行业代码 | 行业小类, 规模 | 单位规模, 报表类别 | 专业, 是否四上, 运营状态, 归属法人代码.
///   Any other column is kept under its own name.
/// Checks: both check digits of an 18-character code (GB 32100) and of a 9-character one (GB 11714; "B" marks a
///   local unit without a code of its own), regions and industries that exist, names that are there, codes once.
/// Fails: Malformed when there is no header with a code and a name.
[[nodiscard]] Result<ImportedUnits> import_units(std::span<const sheet::Grid> sheets, const KnownCodes& known);

}  // namespace yj::registry

// ImportProfile: how a source names its columns, beyond the names that everybody uses.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/period.hpp"

namespace yj::instrument {

/// A default profile reads our own templates and exports that keep indicator codes. Headers are compared
/// without spaces, in half width.
struct ImportProfile {
    /// Headers that make the unit's code, in order, joined by "-" (UTILITYID, STATE → "213-AK").
    /// Empty: one of 统一社会信用代码 单位代码 组织机构代码 项目代码 and the like.
    std::vector<std::string> unit_columns;
    std::string period_column;  ///< empty: 报告期 报表期 所属期
    std::string year_column;    ///< with month_column, instead of a period column
    std::string month_column;
    int year_base = 0;                                      ///< added to a year below 100
    std::map<std::string, std::string, std::less<>> cells;  ///< header → cell address: RESREVENUE → "11.1"
    std::vector<std::string> ignored;                       ///< headers to pass over
    /// The only period that may come in; also the period of a file that names none.
    std::optional<Period> period;
};

}  // namespace yj::instrument

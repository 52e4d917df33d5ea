// Growth: 同比 as an object: what was compared with what, unit by unit, and why.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/amount.hpp"
#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/value.hpp"

namespace yj::series {

/// Where a unit's base comes from: last year's fact; a base figure put down with a reason; the report's own
/// 上年同期 column, when we hold no fact of that period; nowhere.
enum class BaseOrigin : std::uint8_t { LastYearFact, Adjusted, Reported, None };
[[nodiscard]] std::string_view base_origin_name(
    BaseOrigin origin);  ///< 上年事实 | 调整 | 本表上年同期栏 | 无

/// One unit's two sides of a growth. `last_year` is kept beside the base so that an adjustment shows its
/// size.
struct UnitGrowth {
    StatUnitId unit;
    Value current;
    Value base;
    BaseOrigin origin = BaseOrigin::None;
    Value last_year;     ///< last year's fact; 未填 when there is none
    std::string reason;  ///< of an adjusted base
    std::string words;
};

/// 同比增速 on the comparable base (可比口径). A unit with only one side is in neither sum and is named: a
/// growth never compares two different sets of units.
struct Growth {
    WideAmount current;
    WideAmount base;
    int units = 0;                         ///< with both sides
    std::vector<UnitGrowth> adjusted;      ///< whose base differs from last year's fact, each with its reason
    std::vector<StatUnitId> without_base;  ///< new ones
    std::vector<StatUnitId> without_current;  ///< gone, or not yet reported
};

/// Gathers the two sums and the three lists; the order of the units has no influence on the sums, the lists
/// keep it. Shape:  one UnitGrowth a unit, all of one cell, measure and span. Source: domain report §0 items
/// 1 and 9 (growth stands on comparable-base microdata); glossary 可比口径.
[[nodiscard]] Growth growth_of(const std::vector<UnitGrowth>& units);

/// (current / base − 1) × 100 over the same units, rounded once.
/// Units:  percent; 6.4 means 6.4 %.
/// Fails:  NotReady when no unit has both sides, or the base is zero or negative.
/// Source: domain report §5 (增长速度); base/amount.hpp growth_pct.
[[nodiscard]] Result<Amount> growth_rate(const Growth& growth, int decimals, Round round);

/// 拉动: what a part adds to the whole's growth, (current − base of the part) / base of the whole × 100.
/// Units:  percentage points.
/// Shape:  the part's units are among the whole's.
/// Fails:  NotReady as growth_rate, by the whole.
/// Source: domain report §5 (拉动/贡献率); 广安区 2021: 贡献率 × 增速.
[[nodiscard]] Result<Amount> contribution_points(const Growth& part, const Growth& whole, int decimals,
                                                 Round round);

}  // namespace yj::series

#include "series/growth.hpp"

#include <array>

namespace yj::series {

namespace {

std::unexpected<Refusal> no_base(const Growth& growth) {
    if (growth.units == 0)
        return refuse(Refused::NotReady, "没有两年都有数的单位，不能计算增速", {},
                      "请核对上年同期数或等单位上报");
    return refuse(Refused::NotReady, "可比口径上年数合计为零或负数，增速没有意义", {}, "请改用增减额说明");
}

}  // namespace

std::string_view base_origin_name(BaseOrigin origin) {
    static constexpr std::array<std::string_view, 4> kNames{"上年事实", "调整", "本表上年同期栏", "无"};
    return kNames[static_cast<std::size_t>(origin)];
}

Growth growth_of(const std::vector<UnitGrowth>& units) {
    Growth growth;
    for (const auto& unit : units) {
        if (unit.current.present() && unit.base.present()) {
            growth.current.add(unit.current.amount());
            growth.base.add(unit.base.amount());
            ++growth.units;
            if (unit.origin == BaseOrigin::Adjusted) growth.adjusted.push_back(unit);
        } else if (unit.current.present()) {
            growth.without_base.push_back(unit.unit);
        } else if (unit.base.present()) {
            growth.without_current.push_back(unit.unit);
        }
    }
    return growth;
}

Result<Amount> growth_rate(const Growth& growth, int decimals, Round round) {
    if (const auto rate = growth_pct(growth.current, growth.base, decimals, round)) return *rate;
    return no_base(growth);
}

Result<Amount> contribution_points(const Growth& part, const Growth& whole, int decimals, Round round) {
    if (whole.base.sign() <= 0) return no_base(whole);
    WideAmount change = part.current;
    change.add(part.base.negated());
    if (const auto points = change.shifted(2).over(whole.base, decimals, round)) return *points;
    return no_base(whole);
}

}  // namespace yj::series

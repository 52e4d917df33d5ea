#include "desk/registry/unit_by_code.hpp"

#include "desk/collect/neighbours.hpp"
#include "registry/registry_shelf.hpp"

namespace yj::desk {

Result<registry::UnitVersion> unit_by_code(const County& county, const std::string& code) {
    std::optional<registry::UnitVersion> unit;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        constexpr int kAnyYear = 9999;  // whatever begins latest
        unit = registry::find_by_code(tx, code, Period::of_year(kAnyYear), kNow);
        return {};
    }));
    if (!unit) return refuse(Refused::NotFound, "名录库中没有代码为“" + code + "”的单位", {}, "请核对代码");
    return *unit;
}

}  // namespace yj::desk

// StatUnit: a unit of the register and what is known of it at one time.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/industry_code.hpp"
#include "base/period.hpp"
#include "base/region_code.hpp"

namespace yj::registry {

/// 法人单位 产业活动单位 个体经营户 投资项目 调整项 (a source's own balancing line: it reports like a unit,
/// counts as no contributor, and nobody can be asked about it).
enum class UnitKind { Legal, Local, SoleTrader, Project, Adjustment };

/// 大 中 小 微; None when it has not been determined.
enum class SizeClass { None, Large, Medium, Small, Micro };

[[nodiscard]] std::string_view unit_kind_name(UnitKind kind);
[[nodiscard]] std::optional<UnitKind> parse_unit_kind(std::string_view name);
[[nodiscard]] std::string_view size_class_name(SizeClass size);
[[nodiscard]] std::optional<SizeClass> parse_size_class(std::string_view name_or_digit);

/// The attributes of a unit from some period on: one whole version, never changed afterwards.
struct UnitAttributes {
    std::string code;  ///< the code it is found by: USCC, organisation code, project code, "213-AK"
    std::string name;
    UnitKind kind = UnitKind::Legal;
    RegionCode region;      ///< where it is (在地)
    IndustryCode industry;  ///< main activity
    SizeClass size = SizeClass::None;
    std::string professions;   ///< 报表类别 letters: "B", "BP"
    bool above_scale = false;  ///< 四上
    int state = 1;             ///< 运营状态 1 正常 2 停业 3 筹建 4 当年关闭 5 破产 6 注销 7 吊销 9 其他
    std::string parent_code;   ///< 归属法人, for a local unit
    std::map<std::string, std::string> more;  ///< what a pack or an import brings beyond these

    bool operator==(const UnitAttributes&) const = default;
};

/// One version: the attributes, the period from which they hold, and why.
struct UnitVersion {
    StatUnitId unit;
    Period valid_from;
    UnitAttributes attributes;
    std::string reason;  ///< 新增 变更 更正 …
    std::string paper;   ///< the supporting paper, in words or by hash
    EntryIndex since;
};

}  // namespace yj::registry

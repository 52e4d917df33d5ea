// FrameRule: which units of the register owe a form, as data. `registry` evaluates it over attributes.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yj::instrument {

/// The 单位类型 that `registry` knows.
inline constexpr std::array<std::string_view, 5> kUnitKinds{"法人单位", "产业活动单位", "个体经营户",
                                                            "投资项目", "调整项"};

/// A filter over the register; a list that is empty asks nothing. All that is asked must hold.
struct FrameRule {
    std::string name;
    std::string title;
    std::string professions;               ///< 报表类别 letters, one of which the unit must have
    std::optional<bool> above_scale;       ///< 四上
    std::vector<std::string> kinds;        ///< 单位类型 names
    std::vector<std::string> industries;   ///< codes of any level: "C", "F52", "7010"
    std::vector<int> states;               ///< 运营状态
    std::string number_attribute;          ///< an attribute beyond the usual ones (计划总投资) …
    std::optional<std::int64_t> at_least;  ///< … whose number must be at least this
    std::optional<std::int64_t> below;     ///< … and below this
    char provenance = 'U';
};

}  // namespace yj::instrument

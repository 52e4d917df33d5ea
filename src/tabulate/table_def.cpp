#include "tabulate/table_def.hpp"

#include <array>

namespace yj::tabulate {

int TableDef::measure_at(std::string_view id) const {
    for (std::size_t m = 0; m < measures.size(); ++m)
        if (measures[m].id == id) return static_cast<int>(m);
    return -1;
}

std::string TableDef::printed_note() const {
    // The words of the national bureau's tables under independent rounding; domain report §5.
    static constexpr std::array<std::string_view, 3> kNotes{
        "部分数据因四舍五入存在总计与分项合计不等，未作机械调整。",
        "各分项按最大余额法调整，与总计相加一致。",
        "各分项与总计的修约差额计入数额最大的一项。",
    };
    return note + std::string(kNotes[static_cast<std::size_t>(additivity)]);
}

std::string_view dim_name(DimBy by) {
    static constexpr std::array<std::string_view, 3> kNames{"region", "industry", "size"};
    return kNames[static_cast<std::size_t>(by)];
}

std::string_view additivity_name(Additivity way) {
    static constexpr std::array<std::string_view, 3> kNames{"独立修约", "强制平衡", "最大项轧差"};
    return kNames[static_cast<std::size_t>(way)];
}

}  // namespace yj::tabulate

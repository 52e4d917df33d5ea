// The shapes of this room's tables, as schema/0001_registry.sql makes them.
#pragma once
#include <array>

#include "store/field.hpp"

namespace yj::registry {

inline constexpr std::array kUnitColumns{
    store::Column{"id", store::ColumnKind::Number},
    store::Column{"since", store::ColumnKind::Number},
};
inline constexpr store::Table kUnitTable{"registry_unit", kUnitColumns, 1};

inline constexpr std::array kVersionColumns{
    store::Column{"unit", store::ColumnKind::Number},
    store::Column{"since", store::ColumnKind::Number},
    store::Column{"valid_from", store::ColumnKind::Text},
    store::Column{"valid_day", store::ColumnKind::Number},
    store::Column{"code", store::ColumnKind::Text},
    store::Column{"name", store::ColumnKind::Text},
    store::Column{"kind", store::ColumnKind::Text},
    store::Column{"region", store::ColumnKind::Text},
    store::Column{"region_level", store::ColumnKind::Number},
    store::Column{"industry", store::ColumnKind::Text},
    store::Column{"size", store::ColumnKind::Number},
    store::Column{"professions", store::ColumnKind::Text},
    store::Column{"above_scale", store::ColumnKind::Number},
    store::Column{"state", store::ColumnKind::Number},
    store::Column{"parent_code", store::ColumnKind::Text},
    store::Column{"more", store::ColumnKind::Bytes},
    store::Column{"reason", store::ColumnKind::Text},
    store::Column{"paper", store::ColumnKind::Text},
};
inline constexpr store::Table kVersionTable{"registry_version", kVersionColumns, 2};

inline constexpr std::array kFrameColumns{
    store::Column{"form", store::ColumnKind::Text},      store::Column{"period", store::ColumnKind::Text},
    store::Column{"pack_hash", store::ColumnKind::Text}, store::Column{"units", store::ColumnKind::Number},
    store::Column{"since", store::ColumnKind::Number},
};
inline constexpr store::Table kFrameTable{"registry_frame", kFrameColumns, 2};

inline constexpr std::array kFrameUnitColumns{
    store::Column{"form", store::ColumnKind::Text},    store::Column{"period", store::ColumnKind::Text},
    store::Column{"unit", store::ColumnKind::Number},  store::Column{"version", store::ColumnKind::Number},
    store::Column{"since", store::ColumnKind::Number},
};
inline constexpr store::Table kFrameUnitTable{"registry_frame_unit", kFrameUnitColumns, 3};

}  // namespace yj::registry

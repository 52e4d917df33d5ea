// The shapes of this room's tables, as schema/0001_facts.sql makes them.
#pragma once
#include <array>

#include "store/field.hpp"

namespace yj::facts {

inline constexpr std::array kSheetColumns{
    store::Column{"form", store::ColumnKind::Text},
    store::Column{"period", store::ColumnKind::Text},
    store::Column{"unit", store::ColumnKind::Number},
    store::Column{"since", store::ColumnKind::Number},
    store::Column{"submission", store::ColumnKind::Number},
    store::Column{"acceptance", store::ColumnKind::Number},
};
inline constexpr store::Table kSheetTable{"facts_sheet", kSheetColumns, 4};

inline constexpr std::array kBaseColumns{
    store::Column{"unit", store::ColumnKind::Number},     store::Column{"form", store::ColumnKind::Text},
    store::Column{"period", store::ColumnKind::Text},     store::Column{"cell", store::ColumnKind::Text},
    store::Column{"since", store::ColumnKind::Number},    store::Column{"units", store::ColumnKind::Number},
    store::Column{"decimals", store::ColumnKind::Number}, store::Column{"missing", store::ColumnKind::Text},
    store::Column{"reason", store::ColumnKind::Text},     store::Column{"words", store::ColumnKind::Text},
};
inline constexpr store::Table kBaseTable{"facts_base", kBaseColumns, 5};

}  // namespace yj::facts

// The shape of this room's table, as schema/0001_edit.sql makes it.
#pragma once
#include <array>

#include "store/field.hpp"

namespace yj::edit {

inline constexpr std::array kCheckColumns{
    store::Column{"submission", store::ColumnKind::Number},
    store::Column{"since", store::ColumnKind::Number},
    store::Column{"rules_hash", store::ColumnKind::Text},
    store::Column{"findings", store::ColumnKind::Bytes},
    store::Column{"hard", store::ColumnKind::Number},
    store::Column{"soft", store::ColumnKind::Number},
    store::Column{"undecided", store::ColumnKind::Number},
};
inline constexpr store::Table kCheckTable{"edit_check", kCheckColumns, 2};

}  // namespace yj::edit

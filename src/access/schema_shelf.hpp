// The shapes of this room's tables of record, as schema/0001_access.sql makes them.
#pragma once
#include <array>

#include "store/field.hpp"

namespace yj::access {

inline constexpr std::array kAccountColumns{
    store::Column{"id", store::ColumnKind::Number}, store::Column{"since", store::ColumnKind::Number},
    store::Column{"name", store::ColumnKind::Text}, store::Column{"title", store::ColumnKind::Text}};
inline constexpr store::Table kAccountTable{"access_account", kAccountColumns, 1};

inline constexpr std::array kCredentialColumns{
    store::Column{"account", store::ColumnKind::Number}, store::Column{"since", store::ColumnKind::Number},
    store::Column{"hash", store::ColumnKind::Text}, store::Column{"first_use", store::ColumnKind::Number}};
inline constexpr store::Table kCredentialTable{"access_credential", kCredentialColumns, 2};

inline constexpr std::array kGrantColumns{store::Column{"account", store::ColumnKind::Number},
                                          store::Column{"role", store::ColumnKind::Text},
                                          store::Column{"profession", store::ColumnKind::Text},
                                          store::Column{"region", store::ColumnKind::Text},
                                          store::Column{"region_level", store::ColumnKind::Number},
                                          store::Column{"form", store::ColumnKind::Text},
                                          store::Column{"unit", store::ColumnKind::Number},
                                          store::Column{"since", store::ColumnKind::Number},
                                          store::Column{"withdrawn", store::ColumnKind::Number}};
inline constexpr store::Table kGrantTable{"access_grant", kGrantColumns, 8};

}  // namespace yj::access

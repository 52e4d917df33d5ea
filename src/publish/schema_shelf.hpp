// The tables of record of this room, as schema/ makes them.
#pragma once
#include <array>

#include "store/field.hpp"

namespace yj::publish {

inline constexpr std::array kReleaseColumns{
    store::Column{"since", store::ColumnKind::Number},
    store::Column{"product", store::ColumnKind::Text},
    store::Column{"period", store::ColumnKind::Text},
    store::Column{"as_of", store::ColumnKind::Number},
    store::Column{"title", store::ColumnKind::Text},
    store::Column{"product_hash", store::ColumnKind::Text},
    store::Column{"docx_hash", store::ColumnKind::Text},
    store::Column{"xlsx_hash", store::ColumnKind::Text},
    store::Column{"account", store::ColumnKind::Number},
    store::Column{"released_at", store::ColumnKind::Number},
    store::Column{"engine", store::ColumnKind::Text},
};
inline constexpr store::Table kReleaseTable{"publish_release", kReleaseColumns, 1};

inline constexpr std::array kReleaseTableColumns{
    store::Column{"since", store::ColumnKind::Number}, store::Column{"table_code", store::ColumnKind::Text},
    store::Column{"period", store::ColumnKind::Text},  store::Column{"table_hash", store::ColumnKind::Text},
    store::Column{"form", store::ColumnKind::Text},
};
inline constexpr store::Table kReleaseTableTable{"publish_release_table", kReleaseTableColumns, 3};

inline constexpr std::array kFigureColumns{
    store::Column{"id", store::ColumnKind::Number},
    store::Column{"since", store::ColumnKind::Number},
    store::Column{"table_code", store::ColumnKind::Text},
    store::Column{"table_hash", store::ColumnKind::Text},
    store::Column{"cell", store::ColumnKind::Text},
    store::Column{"period", store::ColumnKind::Text},
    store::Column{"printed", store::ColumnKind::Text},
    store::Column{"status", store::ColumnKind::Text},
    store::Column{"exact_units", store::ColumnKind::Number},
    store::Column{"exact_decimals", store::ColumnKind::Number},
    store::Column{"base_units", store::ColumnKind::Number},
    store::Column{"base_decimals", store::ColumnKind::Number},
    store::Column{"contributors", store::ColumnKind::Number},
};
inline constexpr store::Table kFigureTable{"publish_figure", kFigureColumns, 1};

}  // namespace yj::publish

// The shapes of this room's tables, as schema/0001_evidence.sql makes them.
#pragma once
#include <array>

#include "store/field.hpp"

namespace yj::evidence {

inline constexpr std::array kVoucherColumns{
    store::Column{"id", store::ColumnKind::Number},
    store::Column{"since", store::ColumnKind::Number},
    store::Column{"file_hash", store::ColumnKind::Text},
    store::Column{"file_name", store::ColumnKind::Text},
    store::Column{"media_type", store::ColumnKind::Text},
    store::Column{"size", store::ColumnKind::Number},
    store::Column{"kind", store::ColumnKind::Text},
    store::Column{"account", store::ColumnKind::Number},
    store::Column{"uploaded_at", store::ColumnKind::Number},
};
inline constexpr store::Table kVoucherTable{"evidence_voucher", kVoucherColumns, 1};

inline constexpr std::array kLinkColumns{
    store::Column{"voucher", store::ColumnKind::Number},
    store::Column{"unit", store::ColumnKind::Number},
    store::Column{"form", store::ColumnKind::Text},
    store::Column{"period", store::ColumnKind::Text},
    store::Column{"cell", store::ColumnKind::Text},
    store::Column{"since", store::ColumnKind::Number},
    store::Column{"amount_units", store::ColumnKind::Number},
    store::Column{"amount_decimals", store::ColumnKind::Number},
};
inline constexpr store::Table kLinkTable{"evidence_link", kLinkColumns, 6};

inline constexpr std::array kLedgerLineColumns{
    store::Column{"id", store::ColumnKind::Number},
    store::Column{"since", store::ColumnKind::Number},
    store::Column{"unit", store::ColumnKind::Number},
    store::Column{"ledger", store::ColumnKind::Text},
    store::Column{"line_no", store::ColumnKind::Number},
    store::Column{"date", store::ColumnKind::Text},
    store::Column{"words", store::ColumnKind::Text},
    store::Column{"amount_units", store::ColumnKind::Number},
    store::Column{"amount_decimals", store::ColumnKind::Number},
    store::Column{"form", store::ColumnKind::Text},
    store::Column{"period", store::ColumnKind::Text},
    store::Column{"cell", store::ColumnKind::Text},
};
inline constexpr store::Table kLedgerLineTable{"evidence_ledger_line", kLedgerLineColumns, 1};

}  // namespace yj::evidence

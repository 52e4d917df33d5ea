// The shapes of this room's tables, as schema/0001_review.sql makes them.
#pragma once
#include <array>

#include "store/field.hpp"

namespace yj::review {

inline constexpr std::array kExplanationColumns{
    store::Column{"id", store::ColumnKind::Number},         store::Column{"since", store::ColumnKind::Number},
    store::Column{"submission", store::ColumnKind::Number}, store::Column{"rule", store::ColumnKind::Text},
    store::Column{"column_id", store::ColumnKind::Text},    store::Column{"row_key", store::ColumnKind::Text},
    store::Column{"reason", store::ColumnKind::Text},       store::Column{"words", store::ColumnKind::Text},
    store::Column{"account", store::ColumnKind::Number},
};
inline constexpr store::Table kExplanationTable{"review_explanation", kExplanationColumns, 1};

inline constexpr std::array kQuestionColumns{
    store::Column{"id", store::ColumnKind::Number},
    store::Column{"since", store::ColumnKind::Number},
    store::Column{"submission", store::ColumnKind::Number},
    store::Column{"cell", store::ColumnKind::Text},
    store::Column{"words", store::ColumnKind::Text},
    store::Column{"account", store::ColumnKind::Number},
};
inline constexpr store::Table kQuestionTable{"review_question", kQuestionColumns, 1};

inline constexpr std::array kReturnColumns{
    store::Column{"submission", store::ColumnKind::Number},
    store::Column{"since", store::ColumnKind::Number},
    store::Column{"account", store::ColumnKind::Number},
    store::Column{"reasons", store::ColumnKind::Bytes},
};
inline constexpr store::Table kReturnTable{"review_return", kReturnColumns, 2};

inline constexpr std::array kAcceptanceColumns{
    store::Column{"submission", store::ColumnKind::Number},
    store::Column{"since", store::ColumnKind::Number},
    store::Column{"account", store::ColumnKind::Number},
};
inline constexpr store::Table kAcceptanceTable{"review_acceptance", kAcceptanceColumns, 2};

}  // namespace yj::review

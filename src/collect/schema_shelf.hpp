// The shapes of this room's tables, as schema/0001_collect.sql makes them.
#pragma once
#include <array>

#include "store/field.hpp"

namespace yj::collect {

inline constexpr std::array kTaskColumns{
    store::Column{"form", store::ColumnKind::Text},   store::Column{"period", store::ColumnKind::Text},
    store::Column{"unit", store::ColumnKind::Number}, store::Column{"id", store::ColumnKind::Number},
    store::Column{"due", store::ColumnKind::Number},  store::Column{"since", store::ColumnKind::Number},
};
inline constexpr store::Table kTaskTable{"collect_task", kTaskColumns, 3};

inline constexpr std::array kSubmissionColumns{
    store::Column{"task", store::ColumnKind::Number},
    store::Column{"sequence", store::ColumnKind::Number},
    store::Column{"id", store::ColumnKind::Number},
    store::Column{"channel", store::ColumnKind::Text},
    store::Column{"account", store::ColumnKind::Number},
    store::Column{"received_at", store::ColumnKind::Number},
    store::Column{"form_hash", store::ColumnKind::Text},
    store::Column{"payload", store::ColumnKind::Bytes},
    store::Column{"payload_hash", store::ColumnKind::Bytes},
    store::Column{"batch", store::ColumnKind::Text},
    store::Column{"since", store::ColumnKind::Number},
};
inline constexpr store::Table kSubmissionTable{"collect_submission", kSubmissionColumns, 2};

inline constexpr std::array kBatchColumns{
    store::Column{"file_hash", store::ColumnKind::Text},
    store::Column{"form", store::ColumnKind::Text},
    store::Column{"since", store::ColumnKind::Number},
    store::Column{"name", store::ColumnKind::Text},
    store::Column{"channel", store::ColumnKind::Text},
    store::Column{"account", store::ColumnKind::Number},
    store::Column{"received_at", store::ColumnKind::Number},
    store::Column{"reports", store::ColumnKind::Number},
    store::Column{"refused", store::ColumnKind::Number},
};
inline constexpr store::Table kBatchTable{"collect_batch", kBatchColumns, 3};

}  // namespace yj::collect

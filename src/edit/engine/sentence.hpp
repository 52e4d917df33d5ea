// Sentence: what a finding says, made from the rule: labels, both values, the difference.
#pragma once
#include <string>
#include <vector>

#include "edit/engine/evaluate.hpp"

namespace yj::edit {

/// "出口交货值 120 应不大于 工业销售产值(当年价格) 100，相差 20（本年·本月）": the hint, then the first part
/// that fails, then the column, row or key that the rule was asked for.
[[nodiscard]] std::string failed_sentence(Evaluation& run, const Rule& rule);
/// Why, without the verdict, which stands beside it: "主营业务收入·上年同期未填".
[[nodiscard]] std::string undecided_sentence(Evaluation& run, const Rule& rule);
/// Addresses of this report's cells that the rule reads here, each once.
[[nodiscard]] std::vector<std::string> cells_read(const Evaluation& run, const Rule& rule);

}  // namespace yj::edit

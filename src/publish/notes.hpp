// notes: the 说明 under a product, made from what the tables know of themselves.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "publish/printed_table.hpp"
#include "publish/product.hpp"

namespace yj::publish {

/// 统计范围, 数据来源, 指标解释, 修约, 增速 and 保密, each a numbered line.
/// Source: domain.md §5 (blocks under a table); the wording of 统计公报 and 统计年鉴.
[[nodiscard]] std::vector<std::string> notes_block(const Product& product,
                                                   std::span<const PrintedTable> tables);

}  // namespace yj::publish

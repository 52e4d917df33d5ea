// xlsx_tables: the tables of a product as workbooks, 打印版 for people and 数据版 for programs.
#pragma once
#include <span>
#include <string>

#include "base/result.hpp"
#include "publish/issue.hpp"
#include "publish/printed_table.hpp"

namespace yj::publish {

/// One workbook: 目录; a sheet per table (三线表, title, unit, notes, A4, heads on each page); then 数据, one
/// row for each figure with its address, node codes and names, measure, period, printed and exact value,
/// denominator, status, contributors and figure id: one header row, nothing merged, nothing blank without a
/// reason. A pure function: same arguments, same bytes.
[[nodiscard]] Result<std::string> tables_workbook(std::string_view title, const Issue& issue,
                                                  std::span<const PrintedTable> tables);

}  // namespace yj::publish

// product_check: whether a product fits the tables of its pack and its template, for `pack check`.
#pragma once
#include <span>
#include <string_view>

#include "instrument/fault.hpp"
#include "publish/product.hpp"
#include "tabulate/table_def.hpp"

namespace yj::publish {

/// Every table and measure that the product names must be there, every figure must name as many nodes as the
/// table has dimensions, an amount must convert to the measure it is said in, and the template must have
/// every bookmark. `path` is product.toml's, for the faults.
[[nodiscard]] instrument::Faults check_product(std::string_view path, const Product& product,
                                               std::span<const tabulate::TableDef> tables,
                                               std::string_view template_docx);

}  // namespace yj::publish

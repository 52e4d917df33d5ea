// bulletin: product definition, template and tables in; a finished .docx out.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "publish/issue.hpp"
#include "publish/product.hpp"

namespace yj::publish {

struct Bulletin {
    std::string docx;
    std::string title;
    std::vector<UsedFigure> used;  ///< in sentences and charts; tables show all their cells besides
    std::vector<Gap> gaps;
};

/// Fills the template. `tables` holds what tables_needed() asks for, as far as it exists.
/// A pure function: same arguments, same bytes.
/// Fails: NotFound when the template lacks a bookmark or a table of the product is not at hand; Malformed
/// when the
///        template cannot be trusted; NotReady when the product does not fit the period's frequency.
[[nodiscard]] Result<Bulletin> make_bulletin(const Product& product, std::string_view template_docx,
                                             const Issue& issue, std::span<const PrintedTable> tables);

/// The tables as this product shows them: rows picked, title of the issue, in the product's order.
[[nodiscard]] Result<std::vector<PrintedTable>> product_tables(const Product& product, const Issue& issue,
                                                               std::span<const PrintedTable> tables);

/// Bookmarks that the product fills and the template lacks.
[[nodiscard]] Result<std::vector<std::string>> missing_bookmarks(const Product& product,
                                                                 std::string_view template_docx);

}  // namespace yj::publish

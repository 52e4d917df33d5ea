// three_line_table: a PrintedTable as WordprocessingML: 三线表, left and right open, heads repeated on each
// page.
#pragma once
#include <string>

#include "publish/figure_tags.hpp"
#include "publish/printed_table.hpp"

namespace yj::publish {

/// Paragraph styles of the template by their ids; an empty id leaves the paragraph in the default style.
struct TableLook {
    int width_twips = 8845;    ///< 版心 156 mm
    std::string title_style;   ///< 表题
    std::string unit_style;    ///< 表单位
    std::string head_style;    ///< 表头
    std::string text_style;    ///< 表文
    std::string number_style;  ///< 表数
    std::string note_style;    ///< 表注
};

/// Title, unit, table and notes, in order, as children of w:body.
/// Rules:  top and bottom 1.5 pt, under the heads 0.75 pt, under a shared head 0.5 pt; none inside or at the
/// sides. Numbers are right-aligned, so the points of a column (one number of decimals) stand under each
/// other. Source: users.md §6.2; GB/T 7713.2 三线表.
[[nodiscard]] std::string table_xml(const PrintedTable& table, const TableLook& look, FigureTags& tags);

}  // namespace yj::publish

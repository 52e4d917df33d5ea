#include "publish/three_line_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "publish/xml_text.hpp"

namespace yj::publish {

namespace {

constexpr int kHalfCharTwips = 105;  // half a 五号 (10.5 pt) character
constexpr int kCellMarginTwips = 60;
constexpr std::size_t kKeptTogether = 20;  // rows of a table that is not torn over two pages

std::string run(std::string_view text) {
    return fmt::format("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", xml_text(text));
}

std::string style(const std::string& id) {
    return id.empty() ? std::string() : fmt::format("<w:pStyle w:val=\"{}\"/>", xml_text(id));
}

std::string paragraph(const std::string& style_id, std::string_view more, const std::string& content) {
    return fmt::format("<w:p><w:pPr>{}{}</w:pPr>{}</w:p>", style(style_id), more, content);
}

std::string cell(int width, std::string_view more, const std::string& content) {
    return fmt::format(
        "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{}<w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>",
        width, more, content);
}

std::string rule_below(int eighths) {
    return fmt::format(
        "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"{}\" w:space=\"0\" w:color=\"000000\"/>"
        "</w:tcBorders>",
        eighths);
}

// What a column of numbers needs to stand on one line, its head on at most two.
int number_width(const PrintedTable& table, std::size_t at) {
    int longest = 6;
    for (const auto& row : table.rows) longest = std::max(longest, display_width(row.cells[at].printed));
    const auto& heads = table.columns[at].heads;
    if (!heads.empty()) longest = std::max(longest, (display_width(heads.back()) + 1) / 2);
    return (longest + 3) * kHalfCharTwips + 2 * kCellMarginTwips;
}

// The numbers take what they need, the words the rest; what the words do not need goes to the numbers alike.
std::vector<int> column_widths(const PrintedTable& table, int width) {
    int words = display_width(table.row_head);
    for (const auto& row : table.rows) words = std::max(words, display_width(row.title) + 2 * row.depth);
    const int count = static_cast<int>(table.columns.size());
    if (count == 0) return {width};
    std::vector<int> widths{0};
    int numbers = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        numbers += widths.emplace_back(number_width(table, c));
    const int least_words = std::min(width / 4, (words + 3) * kHalfCharTwips);
    if (numbers > width - least_words) {
        const int room = width - least_words;
        for (std::size_t c = 1; c < widths.size(); ++c) widths[c] = widths[c] * room / numbers;
    } else {
        const int spare = width - numbers - std::min(width / 2, (words + 3) * kHalfCharTwips);
        for (std::size_t c = 1; c < widths.size() && spare > 0; ++c) widths[c] += spare / count;
    }
    widths[0] = width;
    for (std::size_t c = 1; c < widths.size(); ++c) widths[0] -= widths[c];
    return widths;
}

// Right indents that put each column's block of numbers in the middle under its head.
std::vector<int> right_indents(const PrintedTable& table, const std::vector<int>& widths) {
    std::vector<int> indents;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        int longest = 0;
        for (const auto& row : table.rows) longest = std::max(longest, display_width(row.cells[c].printed));
        const int spare = widths[c + 1] - 2 * kCellMarginTwips - longest * kHalfCharTwips;
        indents.push_back(std::max(0, (spare - 3 * kHalfCharTwips) / 2));
    }
    return indents;
}

std::size_t head_levels(const PrintedTable& table) {
    std::size_t levels = 1;
    for (const auto& column : table.columns) levels = std::max(levels, column.heads.size());
    return levels;
}

bool share_head(const PrintedColumn& left, const PrintedColumn& right, std::size_t level) {
    if (left.heads.size() <= level + 1 || right.heads.size() <= level + 1) return false;
    return std::equal(left.heads.begin(), left.heads.begin() + static_cast<std::ptrdiff_t>(level) + 1,
                      right.heads.begin());
}

// How a head cell stands in its row: its own text, or the continuation of the one above.
std::string head_cell(const PrintedTable& table, const TableLook& look, std::size_t at, std::size_t span,
                      std::size_t level, std::size_t levels, int width) {
    const auto& heads = table.columns[at].heads;
    const bool last = level + 1 == levels;
    const bool starts_merge = level + 1 == heads.size() && !last;
    const bool goes_on = level >= heads.size();
    std::string more;
    if (span > 1) more += fmt::format("<w:gridSpan w:val=\"{}\"/>", span);
    if (starts_merge) more += "<w:vMerge w:val=\"restart\"/>";
    if (goes_on) more += "<w:vMerge/>";
    if (last)
        more += rule_below(6);
    else if (span > 1)
        more += rule_below(4);
    const std::string words = goes_on || heads.empty() ? std::string() : run(heads[level]);
    return cell(width, more, paragraph(look.head_style, "<w:keepNext/><w:jc w:val=\"center\"/>", words));
}

std::string head_row(const PrintedTable& table, const TableLook& look, const std::vector<int>& widths,
                     std::size_t level, std::size_t levels) {
    std::string more;
    if (levels > 1) more = level == 0 ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>";
    if (level + 1 == levels) more += rule_below(6);
    std::string cells = cell(widths[0], more,
                             paragraph(look.head_style, "<w:keepNext/><w:jc w:val=\"center\"/>",
                                       level == 0 ? run(table.row_head) : std::string()));
    for (std::size_t c = 0; c < table.columns.size();) {
        std::size_t span = 1;
        int width = widths[c + 1];
        while (c + span < table.columns.size() &&
               share_head(table.columns[c], table.columns[c + span], level))
            width += widths[c + ++span];
        cells += head_cell(table, look, c, span, level, levels, width);
        c += span;
    }
    return "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" + cells + "</w:tr>";
}

std::string body_row(const PrintedRow& row, const TableLook& look, const std::vector<int>& widths,
                     const std::vector<int>& indents, bool keep, FigureTags& tags) {
    const std::string_view next = keep ? "<w:keepNext/>" : "";
    const std::string indent =
        row.depth > 0 ? fmt::format("<w:ind w:left=\"{}\"/>", row.depth * 2 * kHalfCharTwips) : std::string();
    std::string cells =
        cell(widths[0], "", paragraph(look.text_style, std::string(next) + indent, run(row.title)));
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
        const auto& figure = row.cells[c];
        const std::string place =
            fmt::format("{}<w:ind w:right=\"{}\"/><w:jc w:val=\"right\"/>", next, indents[c]);
        cells += cell(widths[c + 1], "",
                      paragraph(look.number_style, place, tags.wrapped(figure.id, run(figure.printed))));
    }
    return "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + cells + "</w:tr>";
}

std::string table_properties(const std::vector<int>& widths, int width) {
    std::string grid;
    for (const int each : widths) grid += fmt::format("<w:gridCol w:w=\"{}\"/>", each);
    return fmt::format(
        "<w:tblPr><w:tblW w:w=\"{0}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>"
        "<w:top w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"000000\"/>"
        "<w:left w:val=\"nil\"/>"
        "<w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"000000\"/>"
        "<w:right w:val=\"nil\"/><w:insideH w:val=\"nil\"/><w:insideV w:val=\"nil\"/></w:tblBorders>"
        "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"{1}\" w:type=\"dxa\"/>"
        "<w:right w:w=\"{1}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>{2}</w:tblGrid>",
        width, kCellMarginTwips, grid);
}

}  // namespace

std::string table_xml(const PrintedTable& table, const TableLook& look, FigureTags& tags) {
    const auto widths = column_widths(table, look.width_twips);
    const auto indents = right_indents(table, widths);
    std::string out = paragraph(look.title_style, "<w:keepNext/><w:jc w:val=\"center\"/>", run(table.title));
    if (!table.unit_text.empty())
        out += paragraph(look.unit_style, "<w:keepNext/><w:jc w:val=\"right\"/>",
                         run("单位：" + table.unit_text));
    out += "<w:tbl>" + table_properties(widths, look.width_twips);
    const std::size_t levels = head_levels(table);
    for (std::size_t level = 0; level < levels; ++level) out += head_row(table, look, widths, level, levels);
    const bool whole = table.rows.size() <= kKeptTogether;
    for (const auto& row : table.rows)
        out += body_row(row, look, widths, indents, whole && &row != &table.rows.back(), tags);
    out += "</w:tbl>";
    for (const auto& note : table.notes) out += paragraph(look.note_style, "", run(note));
    // A table must not touch the next one.
    if (table.notes.empty()) out += paragraph(look.note_style, "", "");
    return out;
}

}  // namespace yj::publish

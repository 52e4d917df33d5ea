#include "publish/xlsx_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sheet/xlsx_writer.hpp"

namespace yj::publish {

namespace {

using sheet::Align;
using sheet::CellStyle;
using sheet::Line;
using sheet::WorkSheet;

constexpr int kTitleRow = 1;
constexpr int kUnitRow = 2;
constexpr int kHeadRow = 3;
constexpr std::size_t kLandscapeFrom = 7;  // columns of numbers

std::size_t head_levels(const PrintedTable& table) {
    std::size_t levels = 1;
    for (const auto& column : table.columns) levels = std::max(levels, column.heads.size());
    return levels;
}

bool share_head(const PrintedColumn& left, const PrintedColumn& right, std::size_t level) {
    return left.heads.size() > level + 1 && right.heads.size() > level + 1 &&
           std::equal(left.heads.begin(), left.heads.begin() + static_cast<std::ptrdiff_t>(level) + 1,
                      right.heads.begin());
}

int as_int(std::size_t value) { return static_cast<int>(value); }

CellStyle head_style(bool first, bool last) {
    CellStyle style;
    style.align = Align::Centre;
    style.wrap = true;
    style.top = first ? Line::Thick : Line::Thin;
    style.bottom = last ? Line::Thin : Line::None;
    return style;
}

// One cell over its range, merged when it has more than one cell.
void put_head(WorkSheet& out, int row, int column, int last_row, int last_column, std::string_view words,
              const CellStyle& style) {
    if (row == last_row && column == last_column)
        out.text(row, column, words, style);
    else
        out.merged(row, column, last_row, last_column, words, style);
}

void write_heads(WorkSheet& out, const PrintedTable& table) {
    const std::size_t levels = head_levels(table);
    const int last_row = kHeadRow + as_int(levels) - 1;
    put_head(out, kHeadRow, 1, last_row, 1, table.row_head, head_style(true, true));
    for (std::size_t level = 0; level < levels; ++level)
        for (std::size_t c = 0; c < table.columns.size();) {
            std::size_t span = 1;
            while (c + span < table.columns.size() &&
                   share_head(table.columns[c], table.columns[c + span], level))
                ++span;
            const auto& heads = table.columns[c].heads;
            const bool leaf = level + 1 == heads.size();
            const int row = kHeadRow + as_int(level);
            if (level < heads.size())
                put_head(out, row, as_int(c) + 2, leaf ? last_row : row, as_int(c + span) + 1, heads[level],
                         head_style(level == 0, leaf));
            c += span;
        }
}

void write_figure(WorkSheet& out, int row, int column, const PrintedFigure& figure, const PrintedColumn& of,
                  Line bottom) {
    CellStyle style;
    style.align = Align::Right;
    style.bottom = bottom;
    if (figure.status == tabulate::FigureStatus::Value && figure.shown) {
        style.decimals = of.decimals;
        out.number(row, column, *figure.shown, style);
    } else {
        out.text(row, column, figure.printed, style);
    }
}

void write_print_sheet(WorkSheet& out, const PrintedTable& table) {
    const int columns = as_int(table.columns.size()) + 1;
    const int first = kHeadRow + as_int(head_levels(table));
    if (columns > 1)
        out.merged(kTitleRow, 1, kTitleRow, columns, table.title, sheet::title_style());
    else
        out.text(kTitleRow, 1, table.title, sheet::title_style());
    CellStyle right;
    right.align = Align::Right;
    if (!table.unit_text.empty()) out.text(kUnitRow, columns, "单位：" + table.unit_text, right);
    write_heads(out, table);
    int words = display_width(table.row_head);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto& row = table.rows[r];
        const int at = first + as_int(r);
        CellStyle style;
        style.align = Align::Left;
        style.indent = row.depth;
        style.bottom = r + 1 == table.rows.size() ? Line::Thick : Line::None;
        out.text(at, 1, row.title, style);
        for (std::size_t c = 0; c < row.cells.size(); ++c)
            write_figure(out, at, as_int(c) + 2, row.cells[c], table.columns[c], style.bottom);
        words = std::max(words, display_width(row.title) + 2 * row.depth);
    }
    int at = first + as_int(table.rows.size());
    for (const auto& note : table.notes) out.text(at++, 1, note);
    out.width(1, 1, std::min(60, words + 3));
    if (columns > 1) out.width(2, columns, 14);
    out.freeze(first - 1, 1);
    out.print(table.columns.size() >= kLandscapeFrom, kHeadRow, first - 1);
}

constexpr std::array<std::string_view, 18> kDataHeads{
    "数字编号", "表号",   "表名",     "时期",   "地址", "代码", "名称",       "指标代码", "指标",
    "计量单位", "印出值", "印出数值", "精确值", "分母", "状态", "贡献单位数", "报表",     "定义哈希"};

std::string joined(const std::vector<std::string>& list) { return fmt::format("{}", fmt::join(list, "/")); }

void put_amount(WorkSheet& out, int row, int column, const std::optional<Amount>& amount) {
    if (!amount) return;
    CellStyle style;
    style.decimals = amount->decimals();
    out.number(row, column, *amount, style);
}

void write_data_row(WorkSheet& out, int at, const PrintedTable& table, const PrintedRow& row, std::size_t c) {
    const auto& figure = row.cells[c];
    const auto& column = table.columns[c];
    const std::array<std::string, 11> words{
        figure.id ? std::to_string(figure.id.value) : std::string("未发布"),
        table.code,
        table.title,
        table.period.code(),
        figure.address,
        joined(row.codes),
        joined(row.names),
        column.measure_id,
        joined(column.heads),
        std::string(column.measure.name()),
        figure.printed};
    for (std::size_t i = 0; i < words.size(); ++i) out.text(at, as_int(i) + 1, words[i]);
    put_amount(out, at, 12, figure.shown);
    put_amount(out, at, 13, figure.exact);
    put_amount(out, at, 14, figure.denominator);
    out.text(at, 15, status_words(figure.status));
    out.number(at, 16, Amount(figure.contributors, 0));
    out.text(at, 17, table.form);
    out.text(at, 18, table.hash);
}

void write_data_sheet(WorkSheet& out, std::span<const PrintedTable> tables) {
    CellStyle head;
    head.bold = true;
    head.bottom = Line::Thin;
    for (std::size_t i = 0; i < kDataHeads.size(); ++i) out.text(1, as_int(i) + 1, kDataHeads[i], head);
    int at = 2;
    for (const auto& table : tables)
        for (const auto& row : table.rows)
            for (std::size_t c = 0; c < row.cells.size(); ++c)
                if (row.cells[c].status != tabulate::FigureStatus::None)
                    write_data_row(out, at++, table, row, c);
    out.width(1, 1, 21);
    out.width(3, 3, 40);
    out.width(5, 5, 34);
    out.width(7, 7, 24);
    out.freeze(1, 0);
    out.print(true, 1, 1);
}

void write_contents(WorkSheet& out, std::string_view title, const Issue& issue,
                    std::span<const PrintedTable> tables) {
    out.text(1, 1, title, sheet::title_style());
    out.text(2, 1, fmt::format("{}　{}　{}", issue.organisation, issue.number, date_text(issue.date)));
    int at = 4;
    for (std::size_t i = 0; i < tables.size(); ++i)
        out.text(at++, 1, fmt::format("表{}　{}", i + 1, tables[i].title));
    out.text(at++, 1, "数据　以上各表逐个数字的地址、印出值、精确值、状态与编号");
    if (!issue.checkpoint.empty()) out.text(at + 1, 1, "存证：" + issue.checkpoint);
    out.width(1, 1, 80);
    out.print(false, 0, 0);
}

}  // namespace

Result<std::string> tables_workbook(std::string_view title, const Issue& issue,
                                    std::span<const PrintedTable> tables) {
    sheet::Workbook book(title, china_time(issue.date, 0, 0));
    write_contents(book.add_sheet("目录"), title, issue, tables);
    for (std::size_t i = 0; i < tables.size(); ++i)
        write_print_sheet(book.add_sheet(fmt::format("表{} {}", i + 1, tables[i].code)), tables[i]);
    write_data_sheet(book.add_sheet("数据"), tables);
    return book.bytes();
}

}  // namespace yj::publish

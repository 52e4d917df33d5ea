#include "publish/bulletin.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "publish/notes.hpp"
#include "publish/speaker.hpp"

namespace yj::publish {

namespace {

bool fits(Frequency product, Frequency period) {
    return product == period || (product == Frequency::Month && period == Frequency::JanFeb);
}

// When the picked rows differ in one dimension only, that one names them: 总计 and its industries, or
// townships.
void title_by_varying(PrintedTable& table) {
    if (table.rows.size() < 2) return;
    std::vector<std::size_t> varying;
    for (std::size_t dim = 0; dim < table.rows[0].codes.size(); ++dim)
        if (std::ranges::any_of(table.rows,
                                [&](const auto& row) { return row.codes[dim] != table.rows[0].codes[dim]; }))
            varying.push_back(dim);
    if (varying.size() != 1) return;
    for (auto& row : table.rows) row.title = row.names[varying[0]];
}

// The rows that the product shows, outdented so that the first level stands at the margin.
void pick_rows(PrintedTable& table, const FigureBook& book, std::string_view pattern) {
    if (pattern.empty()) return;
    std::erase_if(table.rows, [&](const PrintedRow& row) { return !book.row_matches(row, pattern); });
    int least = 100;
    for (const auto& row : table.rows) least = std::min(least, row.depth);
    for (auto& row : table.rows) row.depth -= least;
    title_by_varying(table);
}

// The columns that the product shows, under its own heads where it has some. Tables with column dimensions
// keep the outer heads of each.
Done pick_columns(PrintedTable& table, const ProductTable& from, Speaker& speaker) {
    if (from.columns.empty()) return {};
    std::vector<PrintedColumn> columns;
    std::vector<std::size_t> places;
    for (const auto& wanted : from.columns) {
        const std::size_t before = places.size();
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            if (table.columns[c].measure_id != wanted.measure) continue;
            columns.push_back(table.columns[c]);
            places.push_back(c);
            if (wanted.heads.empty()) continue;
            columns.back().heads.pop_back();
            for (const auto& head : wanted.heads) columns.back().heads.push_back(speaker.words(head));
        }
        if (places.size() == before)
            return refuse(Refused::NotFound, fmt::format("表 {} 没有指标“{}”", from.code, wanted.measure),
                          fmt::format("product.toml 第 {} 行", from.line), "请检查 columns 的 id");
    }
    table.columns = std::move(columns);
    for (auto& row : table.rows) {
        std::vector<PrintedFigure> cells;
        for (const auto place : places) cells.push_back(row.cells[place]);
        row.cells = std::move(cells);
    }
    return {};
}

void set_symbols(PrintedTable& table, const std::map<std::string, std::string>& symbols) {
    for (auto& row : table.rows)
        for (auto& figure : row.cells)
            if (const auto found = symbols.find(std::string(status_words(figure.status)));
                figure.status != tabulate::FigureStatus::Value && found != symbols.end())
                figure.printed = found->second;
}

Result<PrintedTable> shown_table(const Product& product, const ProductTable& from, const FigureBook& book,
                                 Speaker& speaker, Period period) {
    const auto* held = book.table(from.code, period);
    if (!held)
        return refuse(Refused::NotFound, fmt::format("没有 {} 的表 {}", period.name(), from.code),
                      fmt::format("product.toml 第 {} 行", from.line), "请先汇总该表");
    PrintedTable table = *held;
    if (!from.title.parts.empty()) table.title = speaker.words(from.title);
    YJ_TRY(pick_columns(table, from, speaker));
    if (!from.unit_text.empty()) table.unit_text = from.unit_text;
    if (!from.row_head.empty()) table.row_head = from.row_head;
    if (!from.notes) table.notes.clear();
    pick_rows(table, book, from.rows);
    set_symbols(table, product.symbols);
    if (table.rows.empty())
        return refuse(Refused::NotFound, fmt::format("表 {} 中没有与“{}”相符的行", from.code, from.rows),
                      fmt::format("product.toml 第 {} 行", from.line), "请检查 rows 的写法");
    return table;
}

Done fill_texts(const Product& product, Docx& docx, Speaker& speaker) {
    for (const auto& text : product.texts) {
        if (!speaker.has(text.needs)) {
            YJ_TRY(docx.drop(text.bookmark));
            continue;
        }
        std::vector<TextLine> lines;
        for (const auto& sentence : text.sentences) lines.push_back(speaker.say(sentence, text.bookmark));
        YJ_TRY(docx.set_lines(text.bookmark, lines));
    }
    return {};
}

// `shown` are the tables whose needs are met, in order.
Done fill_tables(const Product& product, Docx& docx, const Speaker& speaker,
                 const std::vector<PrintedTable>& shown) {
    auto next = shown.begin();
    for (const auto& table : product.tables) {
        const bool there = speaker.has(table.needs);
        if (!table.bookmark.empty())
            YJ_TRY(there ? docx.put_table(table.bookmark, *next) : docx.drop(table.bookmark));
        if (there) ++next;
    }
    return {};
}

Done fill_notes(const Product& product, Docx& docx, const std::vector<PrintedTable>& tables) {
    if (product.notes_bookmark.empty()) return {};
    std::vector<TextLine> lines;
    for (auto& words : notes_block(product, tables)) lines.push_back({TextPiece{std::move(words), {}}});
    return docx.set_lines(product.notes_bookmark, lines);
}

std::vector<std::string> bookmarks_of(const Product& product) {
    std::vector<std::string> names;
    for (const auto& text : product.texts) names.push_back(text.bookmark);
    for (const auto& table : product.tables) names.push_back(table.bookmark);
    for (const auto& chart : product.charts) names.push_back(chart.bookmark);
    names.push_back(product.notes_bookmark);
    std::erase(names, "");
    return names;
}

}  // namespace

Result<std::vector<PrintedTable>> product_tables(const Product& product, const Issue& issue,
                                                 std::span<const PrintedTable> tables) {
    const FigureBook book(tables, issue.region);
    Speaker speaker(product, issue, book);
    std::vector<PrintedTable> shown;
    for (const auto& from : product.tables) {
        if (!speaker.has(from.needs)) continue;
        YJ_ASSIGN(auto table, shown_table(product, from, book, speaker, issue.period));
        shown.push_back(std::move(table));
    }
    return shown;
}

Result<std::vector<std::string>> missing_bookmarks(const Product& product, std::string_view template_docx) {
    YJ_ASSIGN(const auto docx, Docx::open(template_docx));
    auto names = bookmarks_of(product);
    std::erase_if(names, [&](const std::string& name) { return docx.has(name); });
    return names;
}

Result<Bulletin> make_bulletin(const Product& product, std::string_view template_docx, const Issue& issue,
                               std::span<const PrintedTable> tables) {
    if (!fits(product.frequency, issue.period.frequency()))
        return refuse(Refused::NotReady, fmt::format("{}不按这种时期编印", product.name),
                      issue.period.name());
    YJ_ASSIGN(auto docx, Docx::open(template_docx));
    YJ_ASSIGN(const auto shown, product_tables(product, issue, tables));
    const FigureBook book(tables, issue.region);
    Speaker speaker(product, issue, book);
    YJ_TRY(fill_texts(product, docx, speaker));
    YJ_TRY(fill_tables(product, docx, speaker, shown));
    for (const auto& chart : product.charts)
        YJ_TRY(speaker.has(chart.needs) ? docx.put_chart(chart.bookmark, speaker.chart(chart))
                                        : docx.drop(chart.bookmark));
    YJ_TRY(fill_notes(product, docx, shown));
    Bulletin bulletin;
    bulletin.title = speaker.words(product.title);
    docx.set_properties({bulletin.title, issue.organisation, issue.period.name(), issue.date});
    bulletin.docx = docx.save();
    bulletin.used = std::move(speaker.used);
    bulletin.gaps = std::move(speaker.gaps);
    return bulletin;
}

}  // namespace yj::publish

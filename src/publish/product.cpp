#include "publish/product.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "instrument/toml_reader.hpp"
#include "publish/printed_table.hpp"

namespace yj::publish {

namespace {

using instrument::Faults;
using instrument::TomlReader;
using Names = std::vector<std::string>;

std::string text_of(TomlReader& reader, std::string_view key) { return reader.text(key).value_or(""); }

Sentence parsed(TomlReader& reader, std::string_view key, const std::string& text) {
    auto sentence = parse_sentence(text);
    if (sentence) return std::move(*sentence);
    reader.fault_at(key, sentence.error());
    return {};
}

Sentence sentence_of(TomlReader& reader, std::string_view key) {
    return parsed(reader, key, text_of(reader, key));
}

// One of the words; the first when the key is not there.
template <class Thing>
Thing choice(TomlReader& reader, std::string_view key,
             const std::vector<std::pair<std::string, Thing>>& words) {
    const auto given = reader.text(key);
    if (!given) return words.front().second;
    Names names;
    for (const auto& [word, thing] : words) {
        if (word == *given) return thing;
        names.push_back(word);
    }
    reader.fault_at(key, fmt::format("{} 不认识“{}”", key, *given), fmt::format("{}", fmt::join(names, "、")),
                    nearest_name(*given, names).value_or(""));
    return words.front().second;
}

FigureRef figure_of(TomlReader& reader, std::string_view key, const std::string& text) {
    auto ref = parse_figure_ref(text);
    if (ref) return std::move(*ref);
    if (!text.empty()) reader.fault_at(key, ref.error());
    return {};
}

std::optional<FigureRef> needs_of(TomlReader& reader) {
    const auto text = reader.text("needs");
    return text ? std::optional(figure_of(reader, "needs", *text)) : std::nullopt;
}

ProductColumn read_column(TomlReader& reader) {
    ProductColumn column;
    column.measure = reader.required_text("id");
    if (const auto heads = reader.text("head"))
        for (const auto head : split(*heads, '|'))
            column.heads.push_back(parsed(reader, "head", std::string(head)));
    reader.no_more_keys();
    return column;
}

ProductTable read_table(TomlReader& reader) {
    ProductTable table;
    table.line = reader.line();
    table.code = reader.required_text("code");
    table.bookmark = text_of(reader, "at");
    table.title = sentence_of(reader, "title");
    table.rows = text_of(reader, "rows");
    table.row_head = text_of(reader, "head");
    table.unit_text = text_of(reader, "unit");
    table.notes = reader.flag("notes").value_or(true);
    table.needs = needs_of(reader);
    for (auto& each : reader.list("columns")) table.columns.push_back(read_column(each));
    reader.no_more_keys();
    return table;
}

ProductText read_text(TomlReader& reader) {
    ProductText text;
    text.line = reader.line();
    text.bookmark = reader.required_text("at");
    text.needs = needs_of(reader);
    if (const auto one = reader.text("say")) text.sentences.push_back(parsed(reader, "say", *one));
    for (const auto& each : reader.texts("paragraphs"))
        text.sentences.push_back(parsed(reader, "paragraphs", each));
    if (text.sentences.empty())
        reader.fault("缺少 say", "say = \"一段\"，或 paragraphs = [\"一段\", \"又一段\"]");
    reader.no_more_keys();
    return text;
}

ProductSeries read_series(TomlReader& reader) {
    ProductSeries series;
    series.name = reader.required_text("name");
    series.figure = figure_of(reader, "figure", reader.required_text("figure"));
    series.second_axis = choice<bool>(reader, "axis", {{"左", false}, {"右", true}});
    reader.no_more_keys();
    return series;
}

ProductChart read_chart(TomlReader& reader) {
    ProductChart chart;
    chart.line = reader.line();
    chart.bookmark = reader.required_text("at");
    chart.needs = needs_of(reader);
    chart.title = sentence_of(reader, "title");
    chart.kind = choice<ChartKind>(
        reader, "kind", {{"柱形", ChartKind::Columns}, {"条形", ChartKind::Bars}, {"折线", ChartKind::Line}});
    chart.over_rows = choice<bool>(reader, "over", {{"期", false}, {"行", true}});
    chart.last = reader.number("last", 1, 60).value_or(13);
    chart.descending = choice<bool>(reader, "order", {{"原序", false}, {"降序", true}});
    chart.unit_text = text_of(reader, "unit");
    chart.second_unit_text = text_of(reader, "unit2");
    for (auto& each : reader.list("series")) chart.series.push_back(read_series(each));
    if (chart.series.empty()) reader.fault("图没有数列", "series = [ { name, figure } ]");
    reader.no_more_keys();
    return chart;
}

void read_symbols(TomlReader& reader, Product& product) {
    auto symbols = reader.table("symbols");
    if (!symbols) return;
    Names names;
    for (int i = 0; i <= static_cast<int>(tabulate::FigureStatus::NoBase); ++i)
        names.emplace_back(status_words(static_cast<tabulate::FigureStatus>(i)));
    for (const auto& [name, symbol] : symbols->text_pairs())
        if (std::ranges::find(names, name) != names.end())
            product.symbols[name] = symbol;
        else
            symbols->fault_at(name, fmt::format("没有“{}”这种状态", name),
                              fmt::format("{}", fmt::join(names, "、")),
                              nearest_name(name, names).value_or(""));
}

Product read_product(TomlReader& reader) {
    Product product;
    product.code = reader.required_text("code");
    product.name = reader.required_text("name");
    product.title = parsed(reader, "title", reader.required_text("title"));
    product.frequency = choice<Frequency>(reader, "frequency",
                                          {{"月", Frequency::Month},
                                           {"季", Frequency::Quarter},
                                           {"半年", Frequency::HalfYear},
                                           {"年", Frequency::Year}});
    product.january =
        choice<January>(reader, "january", {{"报告", January::Reported}, {"免报", January::Exempt}});
    product.template_file = reader.required_text("template");
    product.notes_bookmark = text_of(reader, "notes_at");
    product.rounding =
        choice<Round>(reader, "rounding", {{"四舍五入", Round::HalfUp}, {"GB/T 8170", Round::HalfEven}});
    read_symbols(reader, product);
    for (auto& each : reader.list("table")) product.tables.push_back(read_table(each));
    for (auto& each : reader.list("text")) product.texts.push_back(read_text(each));
    for (auto& each : reader.list("chart")) product.charts.push_back(read_chart(each));
    for (auto& each : reader.list("term")) {
        product.terms.push_back({each.required_text("term"), each.required_text("text")});
        each.no_more_keys();
    }
    reader.no_more_keys();
    return product;
}

// A bookmark is filled once.
void check_bookmarks(const Product& product, std::string_view path, Faults& faults) {
    std::map<std::string, int> first;
    const auto once = [&](const std::string& bookmark, int line) {
        if (bookmark.empty()) return;
        const auto [place, fresh] = first.emplace(bookmark, line);
        if (!fresh)
            faults.push_back({std::string(path), line, 1,
                              fmt::format("书签“{}”在第 {} 行已经用过", bookmark, place->second),
                              "每个书签只填一次", ""});
    };
    for (const auto& text : product.texts) once(text.bookmark, text.line);
    for (const auto& table : product.tables) once(table.bookmark, table.line);
    for (const auto& chart : product.charts) once(chart.bookmark, chart.line);
    once(product.notes_bookmark, 1);
}

}  // namespace

std::expected<Product, Faults> parse_product(std::string_view path, std::string_view text) {
    Faults faults;
    TomlReader reader(path, text, faults);
    if (!reader.parsed()) return std::unexpected(std::move(faults));
    Product product = read_product(reader);
    check_bookmarks(product, path, faults);
    product.hash = sha256(text).hex();
    if (faults.empty()) return product;
    std::ranges::stable_sort(faults, {}, &instrument::Fault::line);
    return std::unexpected(std::move(faults));
}

Period ref_period(const Product& product, RefPeriod at, Period period) {
    if (at == RefPeriod::YearEarlier) return period.year_earlier();
    return at == RefPeriod::Previous ? previous_report(period, product.january) : period;
}

std::vector<Period> chart_periods(const Product& product, const ProductChart& chart, Period period) {
    std::vector<Period> periods;
    for (int i = 0; i < chart.last; ++i, period = previous_report(period, product.january))
        periods.push_back(period);
    std::ranges::reverse(periods);
    return periods;
}

std::vector<TableAt> tables_needed(const Product& product, Period period) {
    std::vector<TableAt> needed;
    const auto need = [&](const std::string& table, Period at) {
        const TableAt one{table, at};
        if (std::ranges::find(needed, one) == needed.end()) needed.push_back(one);
    };
    const auto need_ref = [&](const FigureRef& ref) { need(ref.table, ref_period(product, ref.at, period)); };
    const auto need_for = [&](const auto& part) {
        if (part.needs) need_ref(*part.needs);
    };
    for (const auto& table : product.tables) need(table.code, period);
    std::ranges::for_each(product.tables, need_for);
    std::ranges::for_each(product.texts, need_for);
    std::ranges::for_each(product.charts, need_for);
    for (const auto& text : product.texts)
        for (const auto& sentence : text.sentences)
            for (const auto& chip : sentence.chips()) {
                need_ref(chip.figure);
                if (chip.against) need_ref(*chip.against);
            }
    for (const auto& chart : product.charts)
        for (const auto& series : chart.series) {
            need(series.figure.table, period);
            if (chart.over_rows) continue;
            for (const auto at : chart_periods(product, chart, period)) need(series.figure.table, at);
        }
    std::ranges::stable_sort(needed, [&](const TableAt& left, const TableAt& right) {
        return (left.period == period) > (right.period == period);
    });
    return needed;
}

}  // namespace yj::publish

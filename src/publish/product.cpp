#include "publish/product.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <toml++/toml.h>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "publish/printed_table.hpp"

namespace yj::publish {

namespace {

using instrument::Fault;
using Names = std::vector<std::string>;

// Reads one TOML table; what it holds beyond the names asked for is a fault.
class Reader {
public:
    Reader(const toml::table& table, std::string path, std::vector<Fault>& faults)
        : table_(table), path_(std::move(path)), faults_(faults) {}

    [[nodiscard]] int line() const { return static_cast<int>(table_.source().begin.line); }

    void wrong(const toml::node* node, std::string what, std::string expected = {}, std::string nearest = {}) {
        const auto at = node ? node->source().begin : table_.source().begin;
        faults_.push_back({path_, static_cast<int>(at.line), static_cast<int>(at.column), std::move(what),
                           std::move(expected), std::move(nearest)});
    }

    const toml::node* node(const std::string& name) {
        asked_.insert(name);
        return table_.get(name);
    }

    std::string words(const std::string& name, bool needed) {
        const auto* found = node(name);
        if (!found && needed) wrong(nullptr, fmt::format("缺少 {}", name), "一段文字");
        if (!found) return {};
        if (const auto* text = found->as_string()) return text->get();
        wrong(found, fmt::format("{} 不是文字", name), "加引号的文字");
        return {};
    }

    int number(const std::string& name, int otherwise, int least, int most) {
        const auto* found = node(name);
        if (!found) return otherwise;
        const auto value = found->value<std::int64_t>();
        if (value && found->is_integer() && *value >= least && *value <= most) return static_cast<int>(*value);
        wrong(found, fmt::format("{} 不合要求", name), fmt::format("{}—{} 的整数", least, most));
        return otherwise;
    }

    /// One of the words; the first when it is not there.
    std::size_t choice(const std::string& name, const Names& names) {
        const std::string given = words(name, false);
        if (given.empty()) return 0;
        const auto found = std::ranges::find(names, given);
        if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
        wrong(node(name), fmt::format("{} 不认识“{}”", name, given), fmt::format("{}", fmt::join(names, "、")),
              nearest_name(given, names).value_or(""));
        return 0;
    }

    Sentence sentence(const std::string& name, bool needed) { return parsed(words(name, needed), node(name)); }

    Sentence parsed(const std::string& text, const toml::node* at) {
        auto sentence = parse_sentence(text);
        if (sentence) return std::move(*sentence);
        wrong(at, sentence.error());
        return {};
    }

    FigureRef figure(const std::string& name) {
        const std::string text = words(name, true);
        if (text.empty()) return {};
        auto ref = parse_figure_ref(text);
        if (ref) return std::move(*ref);
        wrong(node(name), ref.error());
        return {};
    }

    /// Calls fn for each table of an array of tables.
    template <class Fn>
    void each(const std::string& name, Fn fn) {
        const auto* found = node(name);
        if (!found) return;
        const auto* array = found->as_array();
        if (!array) return wrong(found, fmt::format("{} 不是一组表", name), fmt::format("[[{}]]", name));
        for (const auto& element : *array) {
            if (!element.is_table()) {
                wrong(&element, fmt::format("{} 的一项不是表", name), fmt::format("[[{}]]", name));
                continue;
            }
            Reader inner(*element.as_table(), path_, faults_);
            fn(inner);
            inner.finish();
        }
    }

    void finish() {
        const Names known(asked_.begin(), asked_.end());
        for (const auto& [key, value] : table_) {
            const std::string name(key.str());
            if (!asked_.contains(name))
                wrong(&value, fmt::format("不认识 {}", name), fmt::format("{}", fmt::join(known, "、")),
                      nearest_name(name, known).value_or(""));
        }
    }

private:
    const toml::table& table_;
    std::string path_;
    std::vector<Fault>& faults_;
    std::set<std::string> asked_;
};

ProductTable read_table(Reader& reader) {
    ProductTable table;
    table.line = reader.line();
    table.code = reader.words("code", true);
    table.bookmark = reader.words("at", false);
    table.title = reader.sentence("title", false);
    table.rows = reader.words("rows", false);
    table.row_head = reader.words("head", false);
    table.notes = reader.choice("notes", {"有", "无"}) == 0;
    return table;
}

ProductText read_text(Reader& reader) {
    ProductText text;
    text.line = reader.line();
    text.bookmark = reader.words("at", true);
    const auto* node = reader.node("say");
    if (!node) {
        reader.wrong(nullptr, "缺少 say", "一段文字，或每段一条的一组文字");
        return text;
    }
    if (!node->is_array()) {
        text.sentences.push_back(reader.sentence("say", true));
        return text;
    }
    for (const auto& element : *node->as_array()) {
        if (const auto* words = element.as_string()) text.sentences.push_back(reader.parsed(words->get(), &element));
        else reader.wrong(&element, "say 的一条不是文字", "加引号的文字");
    }
    return text;
}

ProductChart read_chart(Reader& reader) {
    ProductChart chart;
    chart.line = reader.line();
    chart.bookmark = reader.words("at", true);
    chart.title = reader.sentence("title", true);
    chart.kind = std::array{ChartKind::Columns, ChartKind::Bars, ChartKind::Line}[reader.choice(
        "kind", {"柱形", "条形", "折线"})];
    chart.over_rows = reader.choice("over", {"期", "行"}) == 1;
    chart.last = reader.number("last", 13, 1, 60);
    chart.descending = reader.choice("order", {"原序", "降序"}) == 1;
    chart.unit_text = reader.words("unit", false);
    chart.second_unit_text = reader.words("unit2", false);
    reader.each("series", [&](Reader& inner) {
        ProductSeries series;
        series.name = inner.words("name", true);
        series.figure = inner.figure("figure");
        series.second_axis = inner.choice("axis", {"左", "右"}) == 1;
        chart.series.push_back(std::move(series));
    });
    if (chart.series.empty()) reader.wrong(nullptr, "图没有数列", "series = [ { name, figure } ]");
    return chart;
}

void read_symbols(Reader& reader, Product& product) {
    const auto* node = reader.node("symbols");
    if (!node) return;
    if (!node->is_table()) return reader.wrong(node, "symbols 不是一组符号", "symbols = { 保密 = \"x\" }");
    Names names;
    for (int i = 0; i <= static_cast<int>(tabulate::FigureStatus::NoBase); ++i)
        names.emplace_back(status_words(static_cast<tabulate::FigureStatus>(i)));
    for (const auto& [key, value] : *node->as_table()) {
        const std::string name(key.str());
        if (std::ranges::find(names, name) == names.end())
            reader.wrong(&value, fmt::format("没有“{}”这种状态", name), fmt::format("{}", fmt::join(names, "、")),
                         nearest_name(name, names).value_or(""));
        else if (const auto* symbol = value.as_string()) product.symbols[name] = symbol->get();
        else reader.wrong(&value, fmt::format("{} 的符号不是文字", name), "加引号的符号");
    }
}

Product read_product(Reader& reader) {
    Product product;
    product.code = reader.words("code", true);
    product.name = reader.words("name", true);
    product.title = reader.sentence("title", true);
    product.frequency = std::array{Frequency::Month, Frequency::Quarter, Frequency::HalfYear,
                                   Frequency::Year}[reader.choice("frequency", {"月", "季", "半年", "年"})];
    product.january = std::array{January::Reported, January::Exempt}[reader.choice("january", {"报告", "免报"})];
    product.template_file = reader.words("template", true);
    product.notes_bookmark = reader.words("notes_at", false);
    product.rounding = std::array{Round::HalfUp, Round::HalfEven}[reader.choice("rounding", {"四舍五入", "GB/T 8170"})];
    read_symbols(reader, product);
    reader.each("table", [&](Reader& inner) { product.tables.push_back(read_table(inner)); });
    reader.each("text", [&](Reader& inner) { product.texts.push_back(read_text(inner)); });
    reader.each("chart", [&](Reader& inner) { product.charts.push_back(read_chart(inner)); });
    reader.each("term", [&](Reader& inner) {
        product.terms.push_back({inner.words("term", true), inner.words("text", true)});
    });
    reader.finish();
    return product;
}

// A bookmark is filled once.
void check_bookmarks(const Product& product, const std::string& path, std::vector<Fault>& faults) {
    std::map<std::string, int> first;
    const auto once = [&](const std::string& bookmark, int line) {
        if (bookmark.empty()) return;
        const auto [place, fresh] = first.emplace(bookmark, line);
        if (!fresh)
            faults.push_back({path, line, 1, fmt::format("书签“{}”在第 {} 行已经用过", bookmark, place->second),
                              "每个书签只填一次", ""});
    };
    for (const auto& text : product.texts) once(text.bookmark, text.line);
    for (const auto& table : product.tables) once(table.bookmark, table.line);
    for (const auto& chart : product.charts) once(chart.bookmark, chart.line);
    once(product.notes_bookmark, 1);
}

}  // namespace

std::expected<Product, std::vector<Fault>> parse_product(std::string_view path, std::string_view text) {
    std::vector<Fault> faults;
    const std::string file(path);
    try {
        const toml::table table = toml::parse(text, path);
        Reader reader(table, file, faults);
        Product product = read_product(reader);
        check_bookmarks(product, file, faults);
        product.hash = sha256(text).hex();
        if (faults.empty()) return product;
    } catch (const toml::parse_error& error) {
        const auto at = error.source().begin;
        faults.push_back({file, static_cast<int>(at.line), static_cast<int>(at.column),
                          fmt::format("不是合规的 TOML：{}", error.description()), "TOML 1.0", ""});
    }
    std::ranges::sort(faults, {}, [](const Fault& fault) { return std::pair(fault.line, fault.column); });
    return std::unexpected(std::move(faults));
}

Period ref_period(const Product& product, RefPeriod at, Period period) {
    if (at == RefPeriod::YearEarlier) return period.year_earlier();
    return at == RefPeriod::Previous ? previous_report(period, product.january) : period;
}

std::vector<Period> chart_periods(const Product& product, const ProductChart& chart, Period period) {
    std::vector<Period> periods;
    for (int i = 0; i < chart.last; ++i, period = previous_report(period, product.january)) periods.push_back(period);
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
    for (const auto& table : product.tables) need(table.code, period);
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

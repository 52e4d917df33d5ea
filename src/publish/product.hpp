// Product: what a 月报 or 公报 holds, as products/<name>/product.toml describes it.
#pragma once
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/amount.hpp"
#include "base/period.hpp"
#include "instrument/fault.hpp"
#include "publish/chart.hpp"
#include "publish/sentence.hpp"

namespace yj::publish {

/// One column that a product shows of a table: its measure, and heads of the product's own
/// ("{累计期}|绝对数").
struct ProductColumn {
    std::string measure;
    std::vector<Sentence> heads;  ///< outermost first; none: the table's own
};

/// A table of the product and the bookmark it fills.
struct ProductTable {
    std::string code;
    std::string bookmark;                ///< empty: in the .xlsx only
    Sentence title;                      ///< of facts; empty: the table's own
    std::string row_head;                ///< head of the first column; empty: the table's own
    std::string unit_text;               ///< shown at the top right; empty: the table's own
    bool notes = true;                   ///< whether the table's own notes stand under it
    std::string rows;                    ///< only rows whose codes match this pattern: "本地/*"; empty: all
    std::vector<ProductColumn> columns;  ///< in this order; none: all of the table
    std::optional<FigureRef> needs;      ///< left out, place and all, while this figure is not there
    int line = 0;
};

/// A bookmark filled with sentences, one a paragraph.
struct ProductText {
    std::string bookmark;
    std::vector<Sentence> sentences;
    std::optional<FigureRef> needs;
    int line = 0;
};

struct ProductSeries {
    std::string name;
    FigureRef figure;
    bool second_axis = false;
};

struct ProductChart {
    std::string bookmark;
    Sentence title;
    ChartKind kind = ChartKind::Columns;
    bool over_rows = false;   ///< 行: the rows of the pattern; else 期: the last periods
    int last = 13;            ///< 期: how many, 行: at most
    bool descending = false;  ///< 行: largest first
    std::string unit_text;
    std::string second_unit_text;
    std::vector<ProductSeries> series;
    std::optional<FigureRef> needs;
    int line = 0;
};

/// A term of the 指标解释 block.
struct Term {
    std::string term;
    std::string text;
};

struct Product {
    std::string code;  ///< "monthly"
    std::string name;  ///< "统计月报"
    Sentence title;    ///< "{县}统计月报 {期}"
    Frequency frequency = Frequency::Month;
    January january = January::Reported;
    std::string template_file;   ///< beside product.toml
    std::string notes_bookmark;  ///< where the generated notes go; empty: none
    Round rounding = Round::HalfUp;
    /// What stands in a cell without digits, by status name (保密, 无, 无基数 …); others as tabulated.
    std::map<std::string, std::string> symbols;
    std::vector<ProductTable> tables;
    std::vector<ProductText> texts;
    std::vector<ProductChart> charts;
    std::vector<Term> terms;
    std::string hash;  ///< SHA-256 (hex) of the text
};

/// Reads product.toml. Every fault is reported, each with its line and what was expected.
[[nodiscard]] std::expected<Product, instrument::Faults> parse_product(std::string_view path,
                                                                       std::string_view text);

struct TableAt {
    std::string table;
    Period period;
    auto operator<=>(const TableAt&) const = default;
};

/// Which tables of which periods the product of a period needs, the issue's own period first.
[[nodiscard]] std::vector<TableAt> tables_needed(const Product& product, Period period);

/// The periods of a chart that looks back, oldest first.
[[nodiscard]] std::vector<Period> chart_periods(const Product& product, const ProductChart& chart,
                                                Period period);

/// REQUIRES: the product's frequency fits the period.
[[nodiscard]] Period ref_period(const Product& product, RefPeriod at, Period period);

}  // namespace yj::publish

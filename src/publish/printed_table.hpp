// PrintedTable: a finished table as a product shows it, every cell with its address and its figure.
#pragma once
#include <string>
#include <vector>

#include "base/amount.hpp"
#include "base/ids.hpp"
#include "base/measure.hpp"
#include "base/period.hpp"
#include "tabulate/tabulate.hpp"

namespace yj::publish {

/// How a cell stands, as readers say it: 数值 | 不足半个单位 | 无 | 未报 | 保密 | 无基数.
[[nodiscard]] std::string_view status_words(tabulate::FigureStatus status);

/// One cell of a printed table: the figure as tabulated, and its id.
struct PrintedFigure : tabulate::Figure {
    FigureId id;  ///< none (0) in a draft; figure_id() once the release entry is known
    bool operator==(const PrintedFigure&) const = default;
};

/// A column as its heads name it, outermost first: {"本月"} or {"1—10月", "比上年同期增长(%)"}.
/// Neighbours that share outer heads are shown under one.
struct PrintedColumn {
    std::string measure_id;  ///< "ytd"
    std::vector<std::string> heads;
    Measure measure;
    int decimals = 1;
};

struct PrintedRow {
    std::vector<std::string> codes;    ///< node codes: {"990101000000", "C13"}
    std::vector<std::string> names;    ///< their names
    std::string title;                 ///< what stands in the first column
    int depth = 0;                     ///< indent
    std::vector<PrintedFigure> cells;  ///< as many as columns
};

struct PrintedTable {
    std::string code;  ///< "B204-1-01"
    std::string hash;  ///< SHA-256 (hex) of the TableDef
    std::string form;  ///< "B204-1"
    std::string form_name;
    Period period;
    std::string title;      ///< 时间 + 地点 + 内容
    std::string unit_text;  ///< "万元", shown once at the top right; empty when columns differ
    std::string row_head;   ///< head of the first column: "指标", "地区"
    std::vector<PrintedColumn> columns;
    std::vector<PrintedRow> rows;
    std::string scope;  ///< 统计范围 in words
    std::vector<std::string> notes;
    Round rounding = Round::HalfUp;
    bool forced_balance = false;  ///< 强制平衡: parts were adjusted to the total
    int suppress_below = 0;       ///< contributors needed; 0: nothing is withheld
};

/// The id of a released figure: the first 63 bits of SHA-256 over table hash, cell, period and release entry.
/// Never 0.
[[nodiscard]] FigureId figure_id(std::string_view table_hash, std::string_view cell, Period period,
                                 EntryIndex release);

/// Gives every cell its id for that release; cells to which nobody contributes are no figures.
void number_figures(PrintedTable& table, EntryIndex release);

}  // namespace yj::publish

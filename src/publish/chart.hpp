// chart: a native DrawingML chart with an embedded workbook, so that Word and WPS can still edit it.
#pragma once
#include <string>
#include <vector>

#include "base/ids.hpp"

namespace yj::publish {

/// 柱形 (upright), 条形 (lying, for long names), 折线.
enum class ChartKind { Columns, Bars, Line };

struct ChartPoint {
    std::string printed;  ///< the digits as the table prints them; empty: a gap, never a zero
    FigureId figure;
};

struct ChartSeries {
    std::string name;
    std::vector<ChartPoint> points;  ///< as many as categories
    bool on_second_axis = false;     ///< with Columns: growth as points over amounts as columns
    bool joined = true;  ///< points of a line are joined: only where the categories follow each other
    int decimals = 1;    ///< of the labels
};

struct ChartSpec {
    std::string title;
    ChartKind kind = ChartKind::Columns;
    std::string unit_text;         ///< title of the value axis: "亿元"
    std::string second_unit_text;  ///< title of the second value axis: "%"
    std::vector<std::string> categories;
    std::vector<ChartSeries> series;
};

/// The chart part (word/charts/chartN.xml); its relationship "rId1" is the workbook.
[[nodiscard]] std::string chart_xml(const ChartSpec& chart);

/// The embedded .xlsx: sheet 1 holds categories and series as the chart names them, sheet 溯源 the figure
/// ids.
[[nodiscard]] std::string chart_workbook(const ChartSpec& chart);

/// What a reader who cannot see the chart is told: title, kind, range of categories, series.
[[nodiscard]] std::string chart_description(const ChartSpec& chart);

}  // namespace yj::publish

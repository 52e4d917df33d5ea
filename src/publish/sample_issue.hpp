// sample_issue: a made-up county's month for tests and benches of this room. No real unit stands behind it.
#pragma once
#include <fmt/format.h>

#include <string>
#include <vector>

#include "publish/issue.hpp"
#include "publish/printed_table.hpp"

namespace yj::publish {

inline Issue sample_issue() {
    Issue issue;
    issue.period = Period::month(2026, 10);
    issue.region = *RegionCode::parse("990101000000");
    issue.region_name = "示例县";
    issue.organisation = "示例县统计局";
    issue.number = "2026年第10期";
    issue.date = *parse_date("2026-11-25");
    issue.checkpoint = "日志 48213 条，检查点 9f2c7a41…";
    return issue;
}

inline PrintedFigure sample_figure(std::string address, Amount shown, int contributors = 12) {
    PrintedFigure figure;
    figure.address = std::move(address);
    figure.exact = figure.shown = shown;
    figure.printed = shown.text();
    figure.status = tabulate::FigureStatus::Value;
    figure.contributors = contributors;
    return figure;
}

inline PrintedFigure withheld_sample(std::string address) {
    PrintedFigure figure;
    figure.address = std::move(address);
    figure.printed = "保密";
    figure.status = tabulate::FigureStatus::Withheld;
    return figure;
}

inline PrintedRow sample_row(std::vector<std::string> codes, std::string title, int depth, std::int64_t month,
                             std::int64_t growth) {
    PrintedRow row;
    row.codes = std::move(codes);
    row.names = {title, title};
    row.title = std::move(title);
    row.depth = depth;
    const std::string at = row.codes[0] + "/" + row.codes[1] + ":";
    row.cells = {sample_figure(at + "m", Amount(month, 1)), sample_figure(at + "mg", Amount(growth + 4, 1)),
                 sample_figure(at + "ytd", Amount(month * 10 - 37, 1)),
                 sample_figure(at + "g", Amount(growth, 1))};
    return row;
}

/// Total, industries with one withheld, townships. `drift` moves every number, so that periods differ.
inline PrintedTable sample_table(Period period, std::int64_t drift = 0, int extra_rows = 0) {
    PrintedTable table;
    table.code = "B204-1-01";
    table.hash = std::string(64, 'a');
    table.form = "B204-1";
    table.form_name = "工业产销总值及主要产品产量";
    table.period = period;
    table.title = period.name() + "示例县规模以上工业总产值";
    table.unit_text = "万元";
    table.row_head = "行业";
    const auto wan = *Measure::find("万元");
    const auto rate = *Measure::find("%");
    const std::string so_far = year_to_date_name(period);
    table.columns = {{"m", {"本月", "绝对数"}, wan, 1},
                     {"mg", {"本月", "同比增长(%)"}, rate, 1},
                     {"ytd", {so_far, "绝对数"}, wan, 1},
                     {"g", {so_far, "同比增长(%)"}, rate, 1}};
    const std::string county = "990101000000";
    table.rows.push_back(sample_row({county, "*"}, "总计", 0, 1234567 + drift * 911, 64 + drift));
    table.rows.push_back(sample_row({county, "C13"}, "农副食品加工业", 1, 234511 + drift * 97, 81 + drift));
    table.rows.push_back(sample_row({county, "C14"}, "食品制造业", 1, 98077 + drift * 31, 123));
    table.rows.push_back(sample_row({county, "C15"}, "酒、饮料和精制茶制造业", 1, 45120, 0));
    table.rows.push_back(
        sample_row({county, "C26"}, "化学原料和化学制品制造业", 1, 512934 + drift * 88, -32));
    auto secret = sample_row({county, "C37"}, "铁路、船舶、航空航天和其他运输设备制造业", 1, 1, 1);
    for (auto& figure : secret.cells) figure = withheld_sample(figure.address);
    table.rows.push_back(secret);
    for (int i = 0; i < extra_rows; ++i)
        table.rows.push_back(sample_row({county, fmt::format("C{}", 4000 + i)},
                                        fmt::format("第{}小类", i + 1), 2, 1000 + i, i % 90 - 40));
    const std::vector<std::string> towns{"城关镇", "东川镇", "柳溪镇", "白石乡", "高桥乡", "开发区"};
    for (std::size_t i = 0; i < towns.size(); ++i)
        table.rows.push_back(sample_row({fmt::format("9901010{:02}000", i + 1), "*"}, towns[i], 0,
                                        400000 - static_cast<std::int64_t>(i) * 61234,
                                        90 - static_cast<std::int64_t>(i) * 27));
    table.scope = "规模以上工业法人单位";
    table.notes = {"注：部分数据因四舍五入存在总计与分项合计不等，未作机械调整。"};
    table.suppress_below = 3;
    return table;
}

/// Thirteen months back from the sample issue, 1—2月 as one, each numbered for release 4821.
inline std::vector<PrintedTable> sample_tables(int extra_rows = 0) {
    std::vector<PrintedTable> tables;
    Period period = Period::month(2026, 10);
    for (int i = 0; i < 12; ++i, period = previous_report(period, January::Exempt)) {
        tables.push_back(sample_table(period, i == 0 ? 0 : (i * 7) % 11 - 5, i == 0 ? extra_rows : 0));
        number_figures(tables.back(), EntryIndex{4821});
    }
    return tables;
}

}  // namespace yj::publish

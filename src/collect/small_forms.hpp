// Two small forms for tests and benches of this room.
#pragma once
#include "instrument/form.hpp"

namespace yj::collect {

inline instrument::Indicator small_row(std::string code, std::string name, int decimals) {
    instrument::Indicator row;
    row.code = std::move(code);
    row.name = std::move(name);
    row.measure = *Measure::find("千元");
    row.decimals = decimals;
    return row;
}

/// Monthly with January exempt, two columns, an open row by industry.
inline instrument::Form small_b204() {
    instrument::Form form;
    form.code = "B204-1";
    form.name = "工业产销总值";
    form.january = January::Exempt;
    form.columns = {{"1", "本月", Span::Current, ""}, {"2", "累计", Span::YearToDate, ""}};
    form.rows = {small_row("01", "工业总产值", 1), small_row("03", "工业销售产值", 1),
                 small_row("hhhh", "分行业产值", 1)};
    form.rows[2].open_list = "industry";
    form.hash = "hash of B204-1";
    return form;
}

/// One column, whole numbers, a row of words.
inline instrument::Form small_b203() {
    instrument::Form form;
    form.code = "B203";
    form.name = "工业企业财务状况";
    form.columns = {{"1", "期末", Span::PeriodEnd, ""}};
    form.rows = {small_row("213", "资产总计", 0), small_row("214", "流动负债合计", 0),
                 small_row("901", "说明", 0)};
    form.rows[2].text = true;
    form.hash = "hash of B203";
    return form;
}

}  // namespace yj::collect

// MeaningFixture: the form, the unit and the 范围 that meaning.case speaks of.
#pragma once
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "edit/check.hpp"

namespace yj::edit {

/// The form that the rules of meaning.case are written over.
inline instrument::Form small_form() {
    instrument::Form form;
    form.code = "T1";
    form.columns = {{"1", "本月", Span::Current, ""},
                    {"2", "1—本月", Span::YearToDate, ""},
                    {"3", "上年同月", Span::Current, "1"}};
    for (const auto& [code, name] : {std::pair{"01", "总产值"},
                                     {"03", "销售产值"},
                                     {"04", "出口交货值"},
                                     {"05", "系数"},
                                     {"hh", "按小类"},
                                     {"t1", "代码"}}) {
        instrument::Indicator row;
        row.code = code;
        row.name = name;
        row.text = row.code == "t1";
        if (row.code == "hh") row.open_list = "industry";
        form.rows.push_back(row);
    }
    return form;
}

/// "01.1=5; t1.1=174"
inline instrument::CellSheet sheet_of(const instrument::Form& form, std::string_view cells) {
    instrument::CellSheet sheet(form);
    for (const auto piece : split(cells, ';')) {
        if (trimmed(piece).empty()) continue;
        const auto sides = split(piece, '=');
        const auto cell = form.cell(trimmed(sides.at(0))).value();
        if (form.rows[static_cast<std::size_t>(cell.row)].text)
            sheet.set_note(cell, std::string(trimmed(sides.at(1))));
        else
            sheet.set(cell, read_number(trimmed(sides.at(1))).value());
    }
    return sheet;
}

/// Definitions that every case may name.
inline constexpr const char* kScopes =
    "范围 规上工业 单位.四上 == 1 且 行业属于(\"B\", \"C\", \"D\")\n范围 规上制造业 规上工业 且 "
    "行业属于(\"C\")\n";

inline registry::UnitAttributes unit() {
    registry::UnitAttributes made;
    made.industry = IndustryCode::parse("1311").value();
    made.region = RegionCode::parse("990101").value();
    made.above_scale = true;
    made.size = registry::SizeClass::Large;
    made.more["备注"] = "甲";
    return made;
}

}  // namespace yj::edit

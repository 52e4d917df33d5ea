#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "edit/check.hpp"

namespace yj::edit {
namespace {

using instrument::CellSheet;
using instrument::Form;

Form small_form() {
    Form form;
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
CellSheet sheet_of(const Form& form, std::string_view cells) {
    CellSheet sheet(form);
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
constexpr const char* kScopes =
    "范围 规上工业 单位.四上 == 1 且 行业属于(\"B\", \"C\", \"D\")\n范围 规上制造业 规上工业 且 "
    "行业属于(\"C\")\n";

registry::UnitAttributes unit() {
    registry::UnitAttributes made;
    made.industry = IndustryCode::parse("1311").value();
    made.region = RegionCode::parse("990101").value();
    made.above_scale = true;
    made.size = registry::SizeClass::Large;
    made.more["备注"] = "甲";
    return made;
}

std::string compiled_fault(const std::expected<RuleSet, instrument::Faults>& set) {
    return set ? "" : set.error().front().text();
}

/// What the rule says of the report: 通过 when it says nothing; its own generated rules are not asked.
std::string verdict_of(const std::string& rule, const std::string& cells, const std::string& before) {
    const std::vector<Form> forms{small_form()};
    const std::vector<RuleText> texts{{"scopes", kScopes}, {"case", "规则 T1/A 强制 " + rule}};
    const auto set = compile_rules(forms, texts);
    if (!set) return compiled_fault(set);
    const auto report = sheet_of(forms[0], cells), previous = sheet_of(forms[0], before);
    const auto attributes = unit();
    Context context{Period::month(2026, 10), forms.data(), &report, &attributes, {}, {}};
    for (const auto& source : set->plan("T1").sources) {
        const bool there = source.shift != Shift::LastDecember && !before.empty();
        context.others.push_back(there ? &previous : nullptr);
        context.other_forms.push_back(forms.data());
    }
    for (const auto& finding : check_report(*set, context))
        if (finding.rule == "T1/A") return std::string(verdict_name(finding.verdict));
    return "通过";
}

TEST(Notation, MeansWhatItsPageSays) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/edit/notation/meaning.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    for (const auto& it : cases.value())
        for (const auto& row : it.rows("rules"))
            EXPECT_EQ(verdict_of(row.at(0), row.at(1), row.at(2)), row.at(3))
                << it.title << ": " << row.at(0) << " of " << row.at(1);
}

}  // namespace
}  // namespace yj::edit

#include "edit/engine/population_fixture.hpp"

#include <gtest/gtest.h>

namespace yj::edit {

using instrument::CellSheet;

int RandomPopulation::pick(int choices) {
    return static_cast<int>(random_() % static_cast<unsigned>(choices));
}

Value RandomPopulation::value() {
    const int what = pick(40);
    if (what < 3) return Missing::NotFilled;
    if (what == 3) return Missing::NotApplicable;
    if (what < 7) return Amount(0, 0);
    if (what < 14) return Amount(pick(4) - 1, 0);
    if (what < 18) return Amount(pick(2000) - 300, 1);
    if (wildness_ > 0 && what == 18) return Amount(999'999'999'999'999'999 - pick(100), pick(10));
    if (wildness_ > 1 && what == 19) return Amount(pick(1000) + 1, 9);
    if (wildness_ > 1 && what < 25) return Amount(std::int64_t{pick(1'000'000'000)} * 97'003, 0);
    return Amount(pick(100), 0);
}

std::string RandomPopulation::cell_only() {
    const char* const rows[]{"01", "02", "03", "04", "05"};
    const std::string at = std::string("[") + rows[pick(5)] + "." + std::to_string(pick(3) + 1) + "]";
    return pick(8) == 0 ? "上期" + at : at;
}

std::string RandomPopulation::cell() {
    std::string at = cell_only();
    if (pick(12) == 0) return "合计[01..04." + std::to_string(pick(3) + 1) + "]";
    if (pick(30) == 0) return "合计[hh.1]";
    return at;
}

std::string RandomPopulation::number(int depth) {
    if (depth == 0 || pick(3) == 0) {
        const int what = pick(10);
        if (what == 0) return std::to_string(pick(20));
        if (what == 1) return "0." + std::to_string(pick(9) + 1);
        if (what == 2) return pick(2) == 0 ? "月数" : "15%";
        return cell();
    }
    const auto left = number(depth - 1), right = number(depth - 1);
    switch (pick(12)) {
        case 0:
        case 1:
        case 2: return "(" + left + " + " + right + ")";
        case 3:
        case 4: return "(" + left + " - " + right + ")";
        case 5:
        case 6: return "(" + left + " * " + right + ")";
        case 7:
        case 8: return "(" + left + " / " + right + ")";
        case 9: return "绝对值(" + left + ")";
        case 10: return (pick(2) == 0 ? "最大(" : "最小(") + left + ", " + right + ")";
        default: return pick(4) == 0 ? "四舍五入(" + left + ", 0)" : "(-" + left + ")";
    }
}

std::string RandomPopulation::condition(int depth) {
    if (depth == 0 || pick(2) == 0) {
        const char* const relations[]{" == ", " != ", " < ", " <= ", " > ", " >= "};
        if (pick(6) == 0) return number(1) + " 在 [" + std::to_string(pick(5) - 2) + ", " + number(0) + "]";
        if (pick(20) == 0) return "行业属于(\"C\")";
        if (pick(10) == 0) return "空值(" + cell_only() + ")";
        if (pick(20) == 0) return "代码属于([t1.1], \"1\")";
        const int depth_here = pick(3);
        return number(depth_here) + relations[pick(6)] + number(pick(2));
    }
    const auto left = condition(depth - 1), right = condition(depth - 1);
    switch (pick(5)) {
        case 4: return "(" + left + " 异或 " + right + ")";
        case 0: return "(" + left + " 且 " + right + ")";
        case 1: return "(" + left + " 或 " + right + ")";
        case 2: return "非 (" + left + ")";
        default: return "(若 " + left + " 则 " + right + ")";
    }
}

std::string RandomPopulation::rule(int at) {
    std::string text = "规则 T1/R" + std::to_string(at) + (pick(2) == 0 ? " 强制 " : " 核实 ");
    const int kind = pick(8);
    if (kind == 0)
        text += "[" + std::string(pick(2) == 0 ? "01" : "02") + "] <= [03] 所有列";
    else if (kind == 1)
        text += "[*.1] + [*.2] >= [*.3] 行 01..04";
    else if (kind == 2)
        text += "[hh[*].1] <= [01.1]";
    else
        text += condition(pick(3));
    const char* const tolerances[]{"", "", "", " 允差 1", " 允差 0.5", " 允差 10%", " 允差 按精度"};
    const char* const blanks[]{"", "", " 空=0", " 空=错", " 空=不判"};
    text += tolerances[pick(7)];
    text += blanks[pick(5)];
    if (pick(10) == 0) text += " 除外 调整项";
    if (pick(10) == 0) text += pick(2) == 0 ? " 月份 1..6" : " 月份 3..12";
    return text + "\n";
}

void RandomPopulation::make_form() {
    auto& form = forms_.emplace_back();
    form.code = "T1";
    form.columns = {{"1", "本月", Span::Current, ""},
                    {"2", "1—本月", Span::YearToDate, ""},
                    {"3", "上年同月", Span::Current, "1"}};
    for (const char* code : {"01", "02", "03", "04", "05", "hh", "t1"}) {
        instrument::Indicator row;
        row.code = code;
        row.name = std::string("项") + code;
        row.text = row.code == "t1";
        row.decimals = row.code == "05" ? 1 : 0;
        if (row.code == "hh") row.open_list = "industry";
        form.rows.push_back(row);
    }
}

CellSheet RandomPopulation::sheet() {
    const auto& form = forms_.front();
    CellSheet sheet(form);
    const bool sparse = pick(5) == 0;
    for (int row = 0; row < 5; ++row) {
        if (sparse && pick(2) == 0) continue;
        for (int column = 0; column < 3; ++column) sheet.set({row, column, {}}, value());
    }
    for (const char* key : {"11", "1101", "12"})
        if (pick(3) == 0) sheet.set({5, 0, key}, value());
    if (pick(3) != 0) sheet.set_note({6, 0, {}}, std::to_string(pick(300)));
    if (pick(10) == 0) sheet.set_note({pick(5), pick(3), {}}, "=1+2");
    return sheet;
}

RandomPopulation::RandomPopulation(unsigned seed, std::size_t reports) : random_(seed) {
    wildness_ = pick(3);
    make_form();
    for (int at = 0; at < 12; ++at) text_ += rule(at);
    const std::vector<RuleText> texts{{"random", text_}};
    auto set = compile_rules(forms_, texts);
    if (!set)
        for (const auto& fault : set.error()) ADD_FAILURE() << fault.text() << "\n" << text_;
    set_ = std::make_unique<RuleSet>(set ? std::move(*set) : RuleSet());
    units_.resize(reports);
    for (std::size_t at = 0; at < reports; ++at) {
        auto& unit = units_[at];
        if (pick(4) != 0) unit.industry = IndustryCode::parse(pick(2) == 0 ? "1311" : "5211").value();
        if (pick(6) == 0) unit.kind = registry::UnitKind::Adjustment;
        const auto* report = sheets_.emplace_back(std::make_unique<CellSheet>(sheet())).get();
        Context context{period(), &form(), report, pick(10) == 0 ? nullptr : &unit, {}, {}};
        for (std::size_t i = 0; i < set_->plan("T1").sources.size(); ++i) {
            const bool came = pick(5) != 0;
            context.others.push_back(came ? sheets_.emplace_back(std::make_unique<CellSheet>(sheet())).get()
                                          : nullptr);
            context.other_forms.push_back(&form());
        }
        contexts_.push_back(std::move(context));
    }
}

}  // namespace yj::edit

#include "collect/import_table.hpp"

#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "collect/small_forms.hpp"

namespace yj::collect {
namespace {

sheet::Grid grid_of(const std::vector<Case::Row>& rows) {
    sheet::Grid grid("Sheet1");
    int number = 0;
    for (const auto& row : rows) {
        ++number;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const int column = static_cast<int>(i) + 1;
            const std::string& text = row[i];
            if (text == "公式")
                grid.add(number, column, {}, sheet::CellKind::FormulaBlank);
            else if (text.starts_with("数:"))
                grid.add(number, column, text.substr(4), sheet::CellKind::Number);
            else
                grid.add(number, column, text);
        }
    }
    EXPECT_FALSE(grid.seal().has_value());
    return grid;
}

ImportProfile profile_of(const Case& one) {
    ImportProfile profile;
    if (!one.get("period").empty()) profile.period = Period::parse(one.get("period"));
    if (one.get("profile") == "utilities") {
        profile.unit_columns = {"UTILITYID", "STATE"};
        profile.year_column = "YEAR";
        profile.month_column = "MONTH";
        profile.year_base = 1900;
        profile.ignored = {"UTILNAME"};
        profile.cells = {{"RESREVENUE", "01.1"}};
    }
    return profile;
}

std::string told(const instrument::Form& form, const ReportDraft& draft) {
    std::string text = draft.unit_code + " | " + draft.period.code() + " |";
    for (const auto& cell : draft.sheet.filled())
        text += " " + form.address(cell) + "=" + draft.sheet.at(cell).text();
    for (std::size_t row = 0; row < form.rows.size(); ++row) {
        const instrument::CellAddress cell{static_cast<int>(row), 0, {}};
        if (form.rows[row].text)
            text += " " + form.address(cell) + "“" + std::string(draft.sheet.note(cell)) + "”";
    }
    return text;
}

std::string joined(const Case::Row& row) {
    std::string text;
    for (const auto& each : row) text += (text.empty() ? "" : " | ") + each;
    return text;
}

void check(const Case& one) {
    const auto form = one.get("form") == "B203" ? small_b203() : small_b204();
    const std::vector<sheet::Grid> sheets{grid_of(one.rows("sheet"))};
    const auto table = import_tables(sheets, form, profile_of(one));
    EXPECT_EQ(one.get("layout", layout_name(table.layout)), layout_name(table.layout));
    std::vector<std::string> drafts, wanted_drafts;
    for (const auto& draft : table.drafts) drafts.push_back(told(form, draft));
    for (const auto& row : one.rows("drafts")) wanted_drafts.push_back(joined(row));
    EXPECT_EQ(drafts, wanted_drafts);
    const auto& wanted = one.rows("refused");
    ASSERT_EQ(table.refused.size(), wanted.size()) << (table.refused.empty() ? "" : table.refused[0].text());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto& refusal = table.refused[i];
        EXPECT_EQ(refusal.place + " | " + refusal.what, wanted[i].at(0) + " | " + wanted[i].at(1));
        EXPECT_EQ(wanted[i].size() > 2 ? wanted[i].at(2) : refusal.remedy, refusal.remedy);
    }
}

TEST(ImportTable, MakesOfEveryCaseWhatTheCaseSays) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/collect/cases/import.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    EXPECT_GE(cases->size(), 20U);
    for (const auto& one : *cases) {
        SCOPED_TRACE(one.title + " (line " + std::to_string(one.line) + ")");
        check(one);
    }
}

TEST(ImportTable, GivesEqualPayloadsForEqualReportsHoweverTheyAreWritten) {
    const auto form = small_b204();
    const std::vector<sheet::Grid> plain{
        grid_of({{"单位代码", "报告期", "01.1"}, {"A", "2026-10", "1234.50"}})};
    const std::vector<sheet::Grid> typed{
        grid_of({{"01.1", "报告期", "单位代码"}, {"１,２３４．５", "2026年10月", "a"}})};
    const auto one = import_tables(plain, form);
    const auto two = import_tables(typed, form);
    ASSERT_EQ(one.drafts.size(), 1U);
    ASSERT_EQ(two.drafts.size(), 1U);
    EXPECT_EQ(one.drafts[0].sheet.pack(), two.drafts[0].sheet.pack());
    EXPECT_EQ(one.drafts[0].unit_code, two.drafts[0].unit_code);
}

TEST(EnterCells, ReadsWhatAPageSendsWithTheSameSentences) {
    const auto form = small_b204();
    const std::vector<TypedCell> good{
        {"01.1", "１２.5"}, {"hhhh[1310].2", "7"}, {"03.1", ""}, {"03.2", "保密"}};
    const auto entered = enter_cells(good, form);
    EXPECT_TRUE(entered.refused.empty());
    EXPECT_EQ(entered.sheet.at(*form.cell("01.1")).text(), "12.5");
    EXPECT_EQ(entered.sheet.filled().size(), 3U);
    const std::vector<TypedCell> bad{{"99.1", "1"}, {"01.1", "1"}, {"01.1", "2"}, {"03.1", "x"}};
    std::string told;
    for (const auto& refusal : enter_cells(bad, form).refused)
        told += refusal.place + "：" + refusal.what + "\n";
    EXPECT_EQ(told,
              "99.1：B204-1 没有“99.1”这个指标\n01.1：同一指标出现两次\n"
              "03.1：“工业销售产值·本月”的“x”不是数字\n");
}

TEST(ImportTable, PassesOverSheetsOfOtherKinds) {
    sheet::Grid notes("说明");
    notes.add(1, 1, "请于10日前报送");
    EXPECT_FALSE(notes.seal().has_value());
    const std::vector<sheet::Grid> sheets{notes,
                                          grid_of({{"单位代码", "报告期", "01.1"}, {"A", "2026-10", "1"}})};
    const auto table = import_tables(sheets, small_b204());
    EXPECT_EQ(table.drafts.size(), 1U);
    EXPECT_TRUE(table.refused.empty());
}

}  // namespace
}  // namespace yj::collect

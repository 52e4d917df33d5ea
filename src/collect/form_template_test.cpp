#include "collect/form_template.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "collect/import_table.hpp"
#include "collect/small_forms.hpp"
#include "sheet/xlsx_reader.hpp"

namespace yj::collect {
namespace {

instrument::CellSheet filled_b204(const instrument::Form& form) {
    instrument::CellSheet sheet(form);
    sheet.set(*form.cell("01.1"), *Amount::parse("551168.3"));
    sheet.set(*form.cell("01.2"), *Amount::parse("-0.1"));
    sheet.set(*form.cell("03.1"), Missing::NotApplicable);
    sheet.set(*form.cell("hhhh[1310].1"), *Amount::parse("551168.3"));
    return sheet;
}

void expect_read_back(const std::string& bytes, const instrument::Form& form,
                      const instrument::CellSheet& sheet) {
    const auto grids = sheet::read_xlsx(bytes, "表样.xlsx");
    ASSERT_TRUE(grids.has_value()) << grids.error().text();
    const auto table = import_tables(*grids, form);
    ASSERT_EQ(table.drafts.size(), 1U) << (table.refused.empty() ? "nothing" : table.refused[0].text());
    EXPECT_TRUE(table.refused.empty());
    EXPECT_EQ(table.layout, ImportLayout::Form);
    EXPECT_EQ(table.drafts[0].unit_code, "91510700000000000A");
    EXPECT_EQ(table.drafts[0].period, Period::jan_feb(2026));
    EXPECT_EQ(table.drafts[0].form_hash, form.hash);
    EXPECT_EQ(table.drafts[0].sheet, sheet);
}

TemplateFor owner(const instrument::CellSheet& sheet) {
    return {"91510700000000000A", "示例机械厂", Period::jan_feb(2026), 3, &sheet};
}

TEST(FormTemplate, IsReadBackByCodeWithUnitPeriodAndVersion) {
    const auto form = small_b204();
    const auto sheet = filled_b204(form);
    const auto bytes = form_template(form, owner(sheet));
    ASSERT_TRUE(bytes.has_value());
    expect_read_back(*bytes, form, sheet);
}

TEST(FormTemplate, CarriesWordsAndFormsOfOneColumn) {
    const auto form = small_b203();
    instrument::CellSheet sheet(form);
    sheet.set(*form.cell("213"), *Amount::parse("12"));
    sheet.set_note(*form.cell("901"), "=停产检修");
    const auto bytes = form_template(form, {"A", "", Period::month(2026, 1), 0, &sheet});
    ASSERT_TRUE(bytes.has_value());
    const auto grids = sheet::read_xlsx(*bytes, "表样.xlsx");
    ASSERT_TRUE(grids.has_value()) << grids.error().text();
    const auto table = import_tables(*grids, form);
    ASSERT_EQ(table.drafts.size(), 1U) << table.refused[0].text();
    EXPECT_EQ(table.drafts[0].sheet, sheet);
}

TEST(FormTemplate, LeftEmptyIsNoReport) {
    const auto bytes = form_template(small_b204(), {"A", "", Period::jan_feb(2026), 3, nullptr});
    ASSERT_TRUE(bytes.has_value());
    const auto table = import_tables(*sheet::read_xlsx(*bytes, "表样.xlsx"), small_b204());
    EXPECT_TRUE(table.drafts.empty());
    ASSERT_EQ(table.refused.size(), 1U);
    EXPECT_EQ(table.refused[0].what, "没有填写任何指标");
}

TEST(FormTemplate, SurvivesBeingSavedByAnotherProgram) {
    if (std::system("command -v soffice >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "LibreOffice is not installed here";
    const auto folder = std::filesystem::temp_directory_path() / ("yj_template_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder / "out");
    const auto form = small_b204();
    const auto sheet = filled_b204(form);
    const auto bytes = form_template(form, owner(sheet));
    ASSERT_TRUE(bytes.has_value());
    std::ofstream(folder / "a.xlsx", std::ios::binary) << *bytes;
    const std::string command = "timeout 120 soffice --headless -env:UserInstallation=file://" +
                                (folder / "profile").string() + " --convert-to xlsx --outdir " +
                                (folder / "out").string() + " " + (folder / "a.xlsx").string() +
                                " >/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::ifstream file(folder / "out" / "a.xlsx", std::ios::binary);
    const std::string saved{std::istreambuf_iterator<char>(file), {}};
    std::filesystem::remove_all(folder);
    expect_read_back(saved, form, sheet);
}

}  // namespace
}  // namespace yj::collect

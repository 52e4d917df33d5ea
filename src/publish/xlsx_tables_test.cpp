#include "publish/xlsx_tables.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "publish/sample_issue.hpp"
#include "sheet/xlsx_reader.hpp"

namespace yj::publish {
namespace {

std::vector<PrintedTable> two_tables() {
    auto tables = sample_tables();
    tables.resize(2);
    return tables;
}

TEST(TablesWorkbook, IsTheSameBytesForTheSameTables) {
    const auto tables = two_tables();
    const auto once = tables_workbook("示例县统计月报 2026年10月", sample_issue(), tables);
    const auto twice = tables_workbook("示例县统计月报 2026年10月", sample_issue(), tables);
    ASSERT_TRUE(once.has_value()) << once.error().text();
    EXPECT_EQ(*once, *twice);
    if (const char* out = std::getenv("YJ_KEEP_TABLES")) std::ofstream(out, std::ios::binary) << *once;
}

TEST(TablesWorkbook, HasContentsTheTablesAsPrintedAndOneRowAFigure) {
    auto tables = two_tables();
    const auto bytes = tables_workbook("示例县统计月报 2026年10月", sample_issue(), tables);
    ASSERT_TRUE(bytes.has_value());
    const auto sheets = sheet::read_xlsx(*bytes, "tables.xlsx");
    ASSERT_TRUE(sheets.has_value()) << sheets.error().text();
    ASSERT_EQ(sheets->size(), 4U);
    EXPECT_EQ((*sheets)[0].text(4, 1), "表1　2026年10月示例县规模以上工业总产值");
    const auto& print = (*sheets)[1];
    EXPECT_EQ(print.text(1, 1), "2026年10月示例县规模以上工业总产值");
    EXPECT_EQ(print.text(2, 5), "单位：万元");
    EXPECT_EQ(print.text(3, 2), "本月");
    EXPECT_EQ(print.text(4, 3), "同比增长(%)");
    EXPECT_EQ(print.text(5, 2), "123456.7");
    EXPECT_EQ(print.text(10, 2), "保密");
    const auto& data = (*sheets)[3];
    EXPECT_EQ(data.name(), "数据");
    EXPECT_EQ(data.row_count(), 1 + 2 * tables[0].rows.size() * 4);
    EXPECT_EQ(data.text(2, 1), std::to_string(tables[0].rows[0].cells[0].id.value));
    EXPECT_EQ(data.text(2, 5), "990101000000/*:m");
    EXPECT_EQ(data.text(2, 13), "123456.7");
    // A withheld figure has a reason and no number in any column.
    EXPECT_EQ(data.text(22, 15), "保密");
    for (const int column : {12, 13, 14}) EXPECT_TRUE(data.text(22, column).empty());
}

}  // namespace
}  // namespace yj::publish

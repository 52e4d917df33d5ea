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

}  // namespace
}  // namespace yj::publish

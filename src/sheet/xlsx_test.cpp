#include <gtest/gtest.h>

#include "sheet/csv.hpp"
#include "sheet/xlsx_number.hpp"
#include "sheet/xlsx_reader.hpp"
#include "sheet/xlsx_writer.hpp"

namespace yj::sheet {
namespace {

Value amount(std::string_view text) { return *Amount::parse(text); }

std::string small_book() {
    Workbook book("试表");
    auto& sheet = book.add_sheet("B204-1表");
    sheet.merged(1, 1, 1, 3, "工业产销总值", title_style());
    sheet.text(2, 1, "指标名称", header_style());
    sheet.text(2, 2, "=1+1", header_style());
    sheet.number(3, 2, amount("551168.29"), number_style(2));
    sheet.number(3, 3, amount("-0.07"), last_row(number_style(2)));
    sheet.number(4, 2, amount("123456789012345678"));
    sheet.number(4, 3, Missing::Confidential, to_fill({}));
    sheet.text(2000, 50, "远处");
    sheet.print(true, 1, 2);
    sheet.freeze(2, 1);
    auto& hidden = book.add_sheet("说明");
    hidden.text(1, 1, "单位代码");
    hidden.hide();
    auto bytes = book.bytes();
    EXPECT_TRUE(bytes.has_value());
    return *bytes;
}

TEST(Workbook, IsReadBackAsItWasWritten) {
    const auto grids = read_xlsx(small_book(), "试表.xlsx");
    ASSERT_TRUE(grids.has_value()) << grids.error().text();
    ASSERT_EQ(grids->size(), 2U);
    const Grid& grid = (*grids)[0];
    EXPECT_EQ(grid.name(), "B204-1表");
    EXPECT_EQ(grid.text(1, 1), "工业产销总值");
    EXPECT_EQ(grid.text(2, 2), "=1+1");
    EXPECT_FALSE(grid.at(2, 2)->formula());
    EXPECT_EQ(grid.text(3, 2), "551168.29");
    EXPECT_TRUE(grid.at(3, 2)->number());
    EXPECT_EQ(grid.text(3, 3), "-0.07");
    EXPECT_EQ(grid.text(4, 2), "123456789012345678");
    EXPECT_FALSE(grid.at(4, 2)->number());
    EXPECT_EQ(grid.text(4, 3), "保密");
    EXPECT_EQ(grid.text(2000, 50), "远处");
    EXPECT_EQ(grid.place(2000, 50), "B204-1表!AX2000");
    EXPECT_FALSE(grid.hidden());
    EXPECT_TRUE((*grids)[1].hidden());
}

TEST(Workbook, GivesTheSameBytesForTheSameCalls) { EXPECT_EQ(small_book(), small_book()); }

TEST(Workbook, MakesSheetNamesFit) {
    Workbook book("名");
    for (const char* name :
         {"a/b", "a/b", "", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三"})
        book.add_sheet(name).text(1, 1, "x");
    const auto bytes = book.bytes();
    ASSERT_TRUE(bytes.has_value());
    const auto grids = read_xlsx(*bytes, "名.xlsx");
    ASSERT_TRUE(grids.has_value()) << grids.error().text();
    EXPECT_EQ((*grids)[0].name(), "a_b");
    EXPECT_EQ((*grids)[1].name(), "a_b2");
}

TEST(Grid, NamesPlacesAndFindsCellsTwice) {
    EXPECT_EQ(column_letters(1), "A");
    EXPECT_EQ(column_letters(702), "ZZ");
    EXPECT_EQ(column_letters(16384), "XFD");
    Grid grid("表", PlaceStyle::Lines);
    grid.add(7, 2, "乙");
    grid.add(1, 1, "甲");
    EXPECT_FALSE(grid.seal().has_value());
    EXPECT_EQ(grid[0].text, "甲");
    EXPECT_EQ(grid.row_count(), 2U);
    EXPECT_EQ(grid.row_number(1), 7);
    EXPECT_EQ(grid.place(7, 2), "第7行第2列");
    EXPECT_EQ(grid.text(7, 1), "");
    grid.add(7, 2, "丙");
    EXPECT_EQ(grid.seal()->row, 7);
}

TEST(XlsxNumber, RoundsAwayTheNoiseBehindFifteenDigits) {
    EXPECT_EQ(xlsx_number("0.28999999999999998"), "0.29");
    EXPECT_EQ(xlsx_number("0.30000000000000004"), "0.3");
    EXPECT_EQ(xlsx_number("1203.4500000000001"), "1203.45");
    EXPECT_EQ(xlsx_number("99.999999999999999"), "100");
    EXPECT_EQ(xlsx_number("-9.9999999999999996E-2"), "-10E-2");
    EXPECT_EQ(xlsx_number("00012.50"), "00012.50");
    EXPECT_EQ(xlsx_number("  12  "), "12");
    EXPECT_EQ(xlsx_number("1.5E+3"), "1.5E+3");
    EXPECT_EQ(xlsx_number("100000000000000"), "100000000000000");
    EXPECT_EQ(xlsx_number("4.9e-324"), "4.9e-324");
}

TEST(XlsxNumber, RefusesWhatNoSpreadsheetHolds) {
    for (const char* text :
         {"", "-", ".", "NaN", "inf", "0x1F", "1,234.5", "１２３４", "−5", "1.2.3", "1e", "1e+", "1e400",
          "1e999999999", "9.1510E+17", "915107000000000001", "1000000000000000"})
        EXPECT_FALSE(xlsx_number(text).has_value()) << text;
}

TEST(Csv, KeepsTextsFromBeingFormulas) {
    const auto text = write_csv({{{"名称", false}, {"值", false}},
                                 {{"=1+1", false}, {"-5", true}},
                                 {{"＝1+1", false}, {"说\"好\"", false}},
                                 {{"\t=1", false}, {"@x", false}}});
    EXPECT_EQ(text,
              "\xEF\xBB\xBF\"名称\",\"值\"\r\n\"'=1+1\",-5\r\n\"'＝1+1\",\"说\"\"好\"\"\"\r\n\"'\t=1\",\"'@"
              "x\"\r\n");
    const auto grid = read_csv(text, "出.csv");
    ASSERT_TRUE(grid.has_value()) << grid.error().text();
    EXPECT_EQ(grid->text(2, 1), "'=1+1");
    EXPECT_EQ(grid->text(3, 2), "说\"好\"");
}

TEST(Csv, ReadsWhatBureausSend) {
    const auto told = [](std::string_view bytes) {
        const auto grid = read_csv(bytes, "表.csv");
        if (!grid) return grid.error().text();
        std::string out;
        for (std::size_t i = 0; i < grid->size(); ++i)
            out += grid->place((*grid)[i].row, (*grid)[i].column) + "=" + std::string((*grid)[i].text) + ";";
        return out;
    };
    EXPECT_EQ(told("a,b\r\n1,\r\n\r\n,４\r\n"), "第1行第1列=a;第1行第2列=b;第2行第1列=1;第4行第2列=４;");
    EXPECT_EQ(told("\"a\nb\",c\n1,2"), "第1行第1列=a\nb;第1行第2列=c;第2行第1列=1;第2行第2列=2;");
    EXPECT_EQ(told("\xCD\xB3\xD2\xBB,b\n"), "第1行第1列=统一;第1行第2列=b;");
    EXPECT_EQ(told("a,b\n1,2\n1\n"), "表.csv 第3行：有 1 列，而标题行有 2 列。请补齐或删去多余的逗号");
    EXPECT_EQ(told("a,b\n\"x\"y,2\n"), "表.csv 第2行：引号之后还有文字。字段里的双引号要写成两个");
    EXPECT_EQ(told("a,b\n\"x\ny,2\n"), "表.csv 第2行：引号没有配对。请检查这一行的双引号");
    EXPECT_EQ(told(""), "");
}

}  // namespace
}  // namespace yj::sheet

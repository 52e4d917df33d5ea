// What Excel, WPS and LibreOffice write, as small packages made by hand; and what must not come in.
#include "sheet/xlsx_reader.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <map>

#include "base/bytes.hpp"

namespace yj::sheet {
namespace {

using Parts = std::map<std::string, std::string>;

std::string little(std::uint64_t value, int size) {
    std::string out;
    for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
}

/// A zip archive of stored parts.
std::string zipped(const Parts& parts) {
    std::string out, directory;
    for (const auto& [name, text] : parts) {
        const auto crc = crc32(0, as_bytes(text).data(), static_cast<uInt>(text.size()));
        const std::string shared = little(20, 2) + little(0x800, 2) + little(0, 2) + little(0, 4) +
                                   little(crc, 4) + little(text.size(), 4) + little(text.size(), 4) +
                                   little(name.size(), 2) + little(0, 2);
        directory += little(0x02014b50, 4) + little(20, 2) + shared + little(0, 2) + little(0, 2) +
                     little(0, 2) + little(0, 4) + little(out.size(), 4) + name;
        out += little(0x04034b50, 4) + shared + name + text;
    }
    const auto begin = out.size();
    return out + directory + little(0x06054b50, 4) + little(0, 4) + little(parts.size(), 2) +
           little(parts.size(), 2) + little(directory.size(), 4) + little(begin, 4) + little(0, 2);
}

std::string relation(std::string_view id, std::string_view type, std::string_view target,
                     std::string_view more = "") {
    return "<Relationship Id='" + std::string(id) + "' Type='http://x/relationships/" + std::string(type) +
           "' Target='" + std::string(target) + "' " + std::string(more) + "/>";
}

Parts book(const std::string& rows) {
    return {{"[Content_Types].xml", "<Types/>"},
            {"_rels/.rels",
             "<Relationships>" + relation("r1", "officeDocument", "/xl/workbook.xml") + "</Relationships>"},
            {"xl/workbook.xml",
             "<x:workbook xmlns:x='a' xmlns:r='b'><x:sheets><x:sheet name='数据' sheetId='1' r:id='r1'/>"
             "<x:sheet name='说明' sheetId='2' state='veryHidden' r:id='r3'/></x:sheets></x:workbook>"},
            {"xl/_rels/workbook.xml.rels",
             "<Relationships>" + relation("r3", "worksheet", "worksheets/sheet1.xml") +
                 relation("r1", "worksheet", "/xl/worksheets/sheet9.xml") +
                 relation("r2", "sharedStrings", "./sharedStrings.xml") + "</Relationships>"},
            {"xl/sharedStrings.xml",
             "<sst><si><t>工业</t></si><si><r><rPr/><t>总</t></r><r><t xml:space='preserve'>产值 </t></r>"
             "<rPh sb='0' eb='1'><t>zong</t></rPh></si></sst>"},
            {"xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"},
            {"xl/worksheets/sheet9.xml",
             "<worksheet><sheetData>" + rows + "</sheetData><mergeCells/></worksheet>"}};
}

/// "A1=甲; B1#2" (# a number, f a formula before it), sheets apart by " / "; or the refusal.
std::string told(const Parts& parts) {
    const auto grids = read_xlsx(zipped(parts), "表.xlsx");
    if (!grids) return grids.error().text();
    std::string out;
    for (const auto& grid : *grids) {
        if (!out.empty()) out += " / ";
        out += grid.name() + (grid.hidden() ? "(隐藏)" : "") + ":";
        for (std::size_t i = 0; i < grid.size(); ++i) {
            const Cell cell = grid[i];
            out += " " + column_letters(cell.column) + std::to_string(cell.row) +
                   (cell.formula() ? "f" : "") + (cell.number() ? "#" : "=") + std::string(cell.text);
        }
    }
    return out;
}

TEST(XlsxReader, ReadsSharedAndInlineStringsWithRunsAndWithoutPhoneticGuides) {
    EXPECT_EQ(told(book("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c>"
                        "<c r='D1' t='inlineStr'><is><r><t>甲</t></r><r><t>&amp;乙</t></r></is></c></row>")),
              "数据: A1=工业 C1=总产值  D1=甲&乙 / 说明(隐藏):");
}

TEST(XlsxReader, CountsRowsAndCellsThatDoNotNameTheirPlace) {
    EXPECT_EQ(
        told(book("<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c r='C5'/><c><v>3</v></c></row><row>"
                  "<c t='b'><v>1</v></c></row>")),
        "数据: A1#1 B1#2 D5#3 A6=TRUE / 说明(隐藏):");
}

TEST(XlsxReader, TakesRowsInAnyOrder) {
    EXPECT_EQ(told(book("<row r='3'><c r='A3'><v>3</v></c></row><row r='1'><c r='B1'><v>2</v></c></row>")),
              "数据: B1#2 A3#3 / 说明(隐藏):");
}

TEST(XlsxReader, MarksFormulasAndTakesOnlyTheValueLeftBesideThem) {
    EXPECT_EQ(
        told(book(
            "<row r='1'><c r='A1'><f>SUM(B1:C1)</f><v>7</v></c><c r='B1' t='str'><f>T(1)</f><v>文</v></c>"
            "<c r='C1'><f>NOW()</f></c><c r='D1' t='e'><f>1/0</f><v>#DIV/0!</v></c></row>")),
        "数据: A1f#7 B1f=文 C1f= D1f=#DIV/0! / 说明(隐藏):");
}

TEST(XlsxReader, KeepsDatesAsTheNumbersTheyAre) {
    EXPECT_EQ(told(book("<row r='1'><c r='A1' s='14'><v>46349</v></c></row>")),
              "数据: A1#46349 / 说明(隐藏):");
}

TEST(XlsxReader, NamesThePlaceOfWhatItRefuses) {
    EXPECT_EQ(told(book("<row r='1'><c r='A2'><v>1</v></c></row>"))
                  .find("表.xlsx/xl/worksheets/sheet9.xml：单元格“A2”不在"),
              0U);
    EXPECT_EQ(told(book("<row r='1'><c r='A1' t='zz'><v>1</v></c></row>")).find("数据!A1：单元格种类不明"),
              0U);
    EXPECT_EQ(told(book("<row r='1'><c r='XFE1'><v>1</v></c></row>"))
                  .find("表.xlsx/xl/worksheets/sheet9.xml：单元格“XFE1”"),
              0U);
}

TEST(XlsxReader, AllowsHyperlinksAndNoOtherWayOut) {
    auto parts = book("<row r='1'><c r='A1'><v>1</v></c></row>");
    const std::string link = relation("h", "hyperlink", "http://example.invalid/", "TargetMode='External'");
    parts["xl/worksheets/_rels/sheet9.xml.rels"] = "<Relationships>" + link + "</Relationships>";
    EXPECT_EQ(told(parts), "数据: A1#1 / 说明(隐藏):");
    const std::string image = relation("i", "image", "file:///etc/passwd", "TargetMode='External'");
    parts["xl/worksheets/_rels/sheet9.xml.rels"] = "<Relationships>" + image + "</Relationships>";
    EXPECT_EQ(told(parts).find("表.xlsx/xl/worksheets/_rels/sheet9.xml.rels：含有指向文件之外的链接"), 0U);
}

TEST(XlsxReader, RefusesMacrosByTypeWhateverThePartIsCalled) {
    auto parts = book("");
    parts["[Content_Types].xml"] =
        "<Types><Default Extension='dat' ContentType='application/vnd.ms-office.vbaProject'/></Types>";
    EXPECT_EQ(told(parts).find("表.xlsx：含有宏"), 0U);
}

TEST(XlsxReader, SaysWhatToDoWithOldAndWithForeignFiles) {
    EXPECT_EQ(read_xlsx("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "旧.xls").error().text(),
              "旧.xls：是旧版 .xls 或加了密码的文件。请去掉密码，另存为 .xlsx 后再导入");
    EXPECT_EQ(read_xlsx("", "空.xlsx").error().what, "不是 OOXML（.xlsx、.docx）文件");
    EXPECT_EQ(read_xlsx("%PDF-1.7", "a.xlsx").error().what, "不是 OOXML（.xlsx、.docx）文件");
}

TEST(XlsxReader, HoldsToItsLimits) {
    const auto bytes = zipped(book("<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row>"));
    XlsxLimits limits;
    limits.cells = 1;
    EXPECT_EQ(read_xlsx(bytes, "a.xlsx", limits).error().text(), "数据!B1：单元格太多。请分成几个文件导入");
    limits = {};
    limits.package.bytes = 100;
    EXPECT_FALSE(read_xlsx(bytes, "a.xlsx", limits).has_value());
}

}  // namespace
}  // namespace yj::sheet

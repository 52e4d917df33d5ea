#include "publish/bulletin.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "publish/docx_package.hpp"
#include "publish/golden_file.hpp"
#include "publish/sample_issue.hpp"
#include "publish/speaker.hpp"
#include "sheet/xlsx_reader.hpp"

namespace yj::publish {
namespace {

std::string pack_file(const std::string& name) {
    return file_bytes(std::string(YJ_SOURCE_DIR) + "/packs/unified-2025/products/monthly/" + name);
}

// The product of the pack, its tables replaced by the sample's one.
Product sample_product() {
    auto product = parse_product("sample.toml",
                                 file_bytes(std::string(YJ_SOURCE_DIR) + "/src/publish/cases/sample.toml"));
    EXPECT_TRUE(product.has_value()) << product.error()[0].line << product.error()[0].what;
    return product.value_or(Product{});
}

Bulletin sample_bulletin(const std::vector<PrintedTable>& tables, const Product& product = sample_product()) {
    auto bulletin = make_bulletin(product, pack_file("template.docx"), sample_issue(), tables);
    EXPECT_TRUE(bulletin.has_value()) << bulletin.error().text();
    return bulletin.value_or(Bulletin{});
}

std::map<std::string, std::string> parts_of(const std::string& docx) {
    return read_docx_parts(docx).value_or(DocxParts{});
}

std::set<std::string> values_of(const std::string& xml, const std::string& element,
                                const std::string& attribute, int& count) {
    std::set<std::string> values;
    for (std::size_t at = 0; (at = xml.find("<" + element + " ", at)) != std::string::npos; ++at, ++count) {
        const auto from = xml.find(attribute + "=\"", at) + attribute.size() + 2;
        values.insert(xml.substr(from, xml.find('"', from) - from));
    }
    return values;
}

TEST(Bulletin, FillsTheTemplateOfThePackAsTheGoldenFile) {
    const auto bulletin = sample_bulletin(sample_tables());
    EXPECT_EQ(bulletin.title, "示例县统计月报 2026年10月");
    for (const auto& gap : bulletin.gaps) ADD_FAILURE() << gap.place << " " << gap.figure << " " << gap.why;
    EXPECT_TRUE(matches_golden_part("bulletin_document.xml", parts_of(bulletin.docx)["word/document.xml"]));
    if (const char* out = std::getenv("YJ_KEEP_BULLETIN"))
        std::ofstream(out, std::ios::binary) << bulletin.docx;
}

TEST(Bulletin, IsTheSameBytesForTheSameInput) {
    EXPECT_EQ(sample_bulletin(sample_tables()).docx, sample_bulletin(sample_tables()).docx);
    auto changed = sample_tables();
    changed[0].rows[0].cells[0].printed = "1";
    EXPECT_NE(sample_bulletin(changed).docx, sample_bulletin(sample_tables()).docx);
}

TEST(Bulletin, HasNoIdTwiceAndATypeForEveryPart) {
    auto parts = parts_of(sample_bulletin(sample_tables()).docx);
    const auto& xml = parts["word/document.xml"];
    for (const auto* attribute : {"w:id", "w:name"}) {
        int count = 0;
        EXPECT_EQ(static_cast<int>(values_of(xml, "w:bookmarkStart", attribute, count).size()), count)
            << attribute;
        EXPECT_GT(count, 40);
    }
    int drawings = 0;
    EXPECT_EQ(static_cast<int>(values_of(xml, "wp:docPr", "id", drawings).size()), drawings);
    EXPECT_EQ(drawings, 2);
    const auto& types = parts["[Content_Types].xml"];
    for (const auto& [name, bytes] : parts) {
        const auto extension = name.substr(name.rfind('.') + 1);
        EXPECT_TRUE(types.find("\"/" + name + "\"") != std::string::npos ||
                    types.find("Extension=\"" + extension + "\"") != std::string::npos)
            << name;
    }
    EXPECT_NE(
        parts["docProps/core.xml"].find("<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-11-25T00:00:00Z<"),
        std::string::npos);
}

TEST(Bulletin, BindsEveryNumberOfItsTablesAndSentences) {
    const auto tables = sample_tables();
    const auto bulletin = sample_bulletin(tables);
    const auto& xml = parts_of(bulletin.docx)["word/document.xml"];
    for (const auto& row : tables[0].rows)
        for (const auto& figure : row.cells)
            EXPECT_NE(xml.find("w:name=\"yj_" + std::to_string(figure.id.value) + "\""), std::string::npos)
                << figure.address;
    for (const auto& used : bulletin.used) EXPECT_TRUE(static_cast<bool>(used.id)) << used.cell;
}

TEST(Bulletin, ChartsCarryAWorkbookThatOpensWithTheSameNumbers) {
    auto parts = parts_of(sample_bulletin(sample_tables()).docx);
    const auto sheets = sheet::read_xlsx(parts["word/embeddings/chart1.xlsx"], "chart1.xlsx");
    ASSERT_TRUE(sheets.has_value()) << sheets.error().text();
    ASSERT_EQ(sheets->size(), 2U);
    const auto& data = sheets->front();
    EXPECT_EQ(data.text(13, 2), "6.4");
    EXPECT_NE(parts["word/charts/chart1.xml"].find("<c:v>6.4</c:v>"), std::string::npos);
    EXPECT_EQ((*sheets)[1].text(13, 2), std::to_string(sample_tables()[0].rows[0].cells[3].id.value));
}

TEST(Bulletin, ShowsAWithheldFigureAsAGapAndNeverItsNumber) {
    auto tables = sample_tables();
    tables[0].rows[0].cells[3] = withheld_sample(tables[0].rows[0].cells[3].address);
    const auto bulletin = sample_bulletin(tables);
    ASSERT_FALSE(bulletin.gaps.empty());
    EXPECT_EQ(bulletin.gaps[0], (Gap{"工业总体", "T:B204-1-01 本地/*:g", "保密"}));
    EXPECT_NE(parts_of(bulletin.docx)["word/document.xml"].find("（待补）"), std::string::npos);
}

TEST(Bulletin, NamesATableThatIsNotAtHand) {
    const auto bulletin = make_bulletin(sample_product(), pack_file("template.docx"), sample_issue(), {});
    ASSERT_FALSE(bulletin.has_value());
    EXPECT_EQ(bulletin.error().kind, Refused::NotFound);
    EXPECT_EQ(bulletin.error().what, "没有 2026年10月 的表 B204-1-01");
}

TEST(Bulletin, NamesABookmarkThatTheTemplateLacks) {
    auto product = sample_product();
    product.texts[0].bookmark = "报眉";
    const auto missing = missing_bookmarks(product, pack_file("template.docx"));
    ASSERT_TRUE(missing.has_value());
    EXPECT_EQ(*missing, std::vector<std::string>{"报眉"});
    const auto bulletin = make_bulletin(product, pack_file("template.docx"), sample_issue(), sample_tables());
    ASSERT_FALSE(bulletin.has_value());
    EXPECT_EQ(bulletin.error().what, "模板中没有书签“报眉”");
}

TEST(Bulletin, RefusesAPeriodOfAnotherFrequency) {
    auto issue = sample_issue();
    issue.period = Period::quarter(2026, 3);
    const auto bulletin = make_bulletin(sample_product(), pack_file("template.docx"), issue, sample_tables());
    ASSERT_FALSE(bulletin.has_value());
    EXPECT_EQ(bulletin.error().kind, Refused::NotReady);
}

TEST(Bulletin, SaysTheSentencesOfTheSample) {
    const auto tables = sample_tables();
    const auto issue = sample_issue();
    const auto product = sample_product();
    const FigureBook book(tables, issue.region);
    Speaker speaker(product, issue, book);
    const auto said = [&](std::string_view text) { return speaker.words(parse_sentence(text).value()); };
    EXPECT_EQ(said("{累计期}产值{T:B204-1-01 本地/*:ytd|亿元.1}，同比{T:B204-1-01 本地/*:g|增长}"),
              "1—10月产值123.5亿元，同比增长6.4%");
    EXPECT_EQ(said("{T:B204-1-01 本地/C26:g|增长}"), "下降3.2%");
    EXPECT_EQ(said("{T:B204-1-01 本地/C15:g|增长}"), "持平");
    EXPECT_EQ(said("{T:B204-1-01 本地/C??:g|前2}"), "食品制造业增长12.3%、农副食品加工业增长8.1%");
    EXPECT_EQ(said("{T:B204-1-01 下级/*:ytd|前1 亿元.1}"), "城关镇40.0亿元");
    EXPECT_EQ(said("{T:B204-1-01 本地/C??:g|个数}个行业，{T:B204-1-01 本地/C??:g|下降个数}个下降"),
              "4个行业，1个下降");
    EXPECT_EQ(said("{T:B204-1-01 本地/C37:ytd|亿元.1}"), "（待补）");
    EXPECT_EQ(said("{T:B204-1-01 本地/C13:g|亿元.1}"), "（待补）") << "a rate is no amount of money";
    EXPECT_EQ(speaker.gaps.size(), 2U);
}

}  // namespace
}  // namespace yj::publish

#include "publish/docx.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "publish/docx_package.hpp"
#include "publish/golden_file.hpp"
#include "publish/sample_issue.hpp"
#include "publish/three_line_table.hpp"
#include "publish/zip_writer.hpp"

namespace yj::publish {
namespace {

constexpr std::string_view kTypes =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></"
    "Types>";
constexpr std::string_view kRoot =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
    "Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"word/document.xml\"/></Relationships>";

std::string docx_of(const std::string& body, const std::vector<ZipPart>& more = {}) {
    std::vector<ZipPart> parts{
        {"[Content_Types].xml", std::string(kTypes)},
        {"_rels/.rels", std::string(kRoot)},
        {"word/document.xml",
         "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
         "<w:body>" +
             body + "</w:body></w:document>"}};
    parts.insert(parts.end(), more.begin(), more.end());
    return write_zip(parts);
}

Docx opened(const std::string& body) {
    auto docx = Docx::open(docx_of(body));
    EXPECT_TRUE(docx.has_value()) << docx.error().text();
    return std::move(*docx);
}

std::string body_of(Docx& docx) {
    const auto parts = read_docx_parts(docx.save());
    EXPECT_TRUE(parts.has_value()) << parts.error().text();
    const auto& xml = parts->at("word/document.xml");
    const auto from = xml.find("<w:body>") + 8;
    return xml.substr(from, xml.find("</w:body>") - from);
}

const std::string kSplit =
    "<w:p><w:r><w:t>前</w:t></w:r><w:bookmarkStart w:id=\"0\" "
    "w:name=\"数\"/><w:r><w:rPr><w:b/></w:rPr><w:t>12</w:t>"
    "</w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:i/></w:rPr><w:t>3.4</w:t></w:r><w:bookmarkEnd "
    "w:id=\"0\"/>"
    "<w:r><w:t>后</w:t></w:r></w:p>";

TEST(Docx, JoinsRunsThatWordHasSplitAndKeepsTheFirstFormat) {
    auto docx = opened(kSplit);
    EXPECT_EQ(docx.text_of("数"), "123.4");
    ASSERT_TRUE(docx.set_text("数", "567.8").has_value());
    EXPECT_EQ(docx.text_of("数"), "567.8");
    EXPECT_EQ(
        body_of(docx),
        "<w:p><w:r><w:t>前</w:t></w:r><w:bookmarkStart w:id=\"0\" w:name=\"数\"/><w:r><w:rPr><w:b/></w:rPr>"
        "<w:t xml:space=\"preserve\">567.8</w:t></w:r><w:bookmarkEnd "
        "w:id=\"0\"/><w:r><w:t>后</w:t></w:r></w:p>");
}

TEST(Docx, BindsANumberToItsFigureByABookmarkOfItsOwn) {
    auto docx = opened(kSplit);
    ASSERT_TRUE(
        docx.set_lines("数", {{{"增长", {}}, {"6.4", FigureId{42}}, {"和", {}}, {"6.4", FigureId{42}}}})
            .has_value());
    const auto body = body_of(docx);
    EXPECT_NE(body.find("<w:bookmarkStart w:id=\"1\" w:name=\"yj_42\"/>"), std::string::npos) << body;
    EXPECT_NE(body.find("<w:bookmarkStart w:id=\"2\" w:name=\"yj_42_2\"/>"), std::string::npos) << body;
    auto again = Docx::open(docx.save());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->text_of("yj_42"), "6.4");
}

TEST(Docx, NamesTheBookmarkThatIsMissingAndThoseThatAreThere) {
    auto docx = opened(kSplit);
    const auto done = docx.set_text("增速", "6.4");
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().kind, Refused::NotFound);
    EXPECT_EQ(done.error().what, "模板中没有书签“增速”");
    EXPECT_EQ(done.error().remedy, "请在模板中插入该书签；现有书签：数");
}

TEST(Docx, TurnsFurtherLinesIntoParagraphsOfTheSameFormat) {
    auto docx = opened(
        "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:bookmarkStart w:id=\"0\" w:name=\"说明\"/><w:r>"
        "<w:t>x</w:t></w:r><w:bookmarkEnd w:id=\"0\"/></w:p>");
    ASSERT_TRUE(docx.set_lines("说明", {{{"一", {}}}, {{"二", {}}}}).has_value());
    EXPECT_EQ(
        body_of(docx),
        "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:bookmarkStart w:id=\"0\" w:name=\"说明\"/><w:r>"
        "<w:t xml:space=\"preserve\">一</w:t></w:r></w:p><w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r>"
        "<w:t xml:space=\"preserve\">二</w:t></w:r><w:bookmarkEnd w:id=\"0\"/></w:p>");
}

TEST(Docx, MakesOneParagraphOfABookmarkOverSeveral) {
    auto docx = opened(
        "<w:p><w:bookmarkStart w:id=\"0\" w:name=\"段\"/><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b"
        "</w:t></w:r></w:p><w:p><w:r><w:t>c</w:t></w:r><w:bookmarkEnd "
        "w:id=\"0\"/><w:r><w:t>d</w:t></w:r></w:p>");
    ASSERT_TRUE(docx.set_text("段", "新").has_value());
    EXPECT_EQ(body_of(docx),
              "<w:p><w:bookmarkStart w:id=\"0\" w:name=\"段\"/><w:r><w:t xml:space=\"preserve\">新</w:t>"
              "</w:r><w:bookmarkEnd w:id=\"0\"/><w:r><w:t>d</w:t></w:r></w:p>");
}

TEST(Docx, RepeatsARowOfTheTemplatesOwnTable) {
    const std::string cell =
        "<w:tc><w:p><w:pPr><w:jc "
        "w:val=\"right\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>0</w:t></w:r></w:p></w:tc>";
    const std::string table =
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>表头</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p>"
        "<w:bookmarkStart w:id=\"0\" w:name=\"行\"/><w:r><w:t>x</w:t></w:r><w:bookmarkEnd w:id=\"0\"/>"
        "</w:p></w:tc>" +
        cell + cell + cell + cell + "</w:tr></w:tbl><w:p/>";
    auto docx = opened(table);
    auto rows = sample_table(Period::month(2026, 10));
    rows.rows.resize(2);
    ASSERT_TRUE(docx.put_table("行", rows).has_value());
    const auto body = body_of(docx);
    EXPECT_NE(body.find("<w:t>表头</w:t>"), std::string::npos);
    EXPECT_NE(body.find("<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">123456.7</w:t>"), std::string::npos)
        << body;
    EXPECT_EQ(body.find("w:name=\"行\""), std::string::npos);
    rows.columns.pop_back();
    auto other = opened(table);
    const auto refused = other.put_table("行", rows);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().what, "模板中的表格有 5 列，表 B204-1-01 有 4 列");
}

TEST(Docx, EscapesWhatAFigureOrANameMayHold) {
    auto docx = opened(kSplit);
    ASSERT_TRUE(docx.set_text("数", "<&\"\x01>").has_value());
    EXPECT_NE(body_of(docx).find("&lt;&amp;"), std::string::npos);
    EXPECT_EQ(docx.text_of("数"), "<&\">");
}

TEST(Docx, RefusesWhatIsNoDocument) {
    for (const std::string& bytes : {std::string(), std::string("PK\x03\x04"), std::string(100, 'x')})
        EXPECT_EQ(Docx::open(bytes).error().kind, Refused::Malformed);
    EXPECT_FALSE(Docx::open(docx_of("<w:p>")).has_value()) << "XML that does not close";
    const std::string whole = docx_of(kSplit);
    for (std::size_t cut = 0; cut < whole.size(); cut += 37)
        EXPECT_FALSE(Docx::open(whole.substr(0, cut)).has_value()) << cut;
}

TEST(Docx, RefusesATemplateThatLoadsFromElsewhere) {
    const std::string relations =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
        "Id=\"rId9\" "
        "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\" "
        "Target=\"http://192.0.2.1/x.dotm\" TargetMode=\"External\"/></Relationships>";
    EXPECT_FALSE(Docx::open(docx_of(kSplit, {{"word/_rels/document.xml.rels", relations}})).has_value());
}

TEST(Docx, RefusesTheHostileTemplates) {
    const char* given = std::getenv("YJ_SHARED");
    const std::filesystem::path folder =
        std::filesystem::path(given ? given : std::string(YJ_SOURCE_DIR) + "/../shared") /
        "oracles/trust/hostile/own/docx";
    if (!std::filesystem::exists(folder))
        GTEST_SKIP() << "the hostile files lie in the shared folder, which is not here";
    for (const auto* name : {"xxe.docx", "remote_template.docx"}) {
        const auto docx = Docx::open(file_bytes((folder / name).string()));
        ASSERT_FALSE(docx.has_value()) << name;
        EXPECT_EQ(docx.error().kind, Refused::Malformed);
        EXPECT_FALSE(docx.error().what.empty());
    }
}

TEST(ThreeLineTable, LooksAsTheGoldenFile) {
    auto table = sample_table(Period::month(2026, 10));
    table.rows.resize(6);
    number_figures(table, EntryIndex{4821});
    FigureTags tags(100);
    EXPECT_TRUE(matches_golden_part("three_line_table.xml",
                                    table_xml(table, {8845, "T", "U", "H", "X", "N", "Z"}, tags)));
}

TEST(Chart, LooksAsTheGoldenFile) {
    ChartSpec chart;
    chart.title = "图1　产值及增速";
    chart.unit_text = "万元";
    chart.second_unit_text = "%";
    chart.categories = {"城关镇", "东川镇", "柳溪镇"};
    chart.series = {
        {"产值", {{"400.1", FigureId{1}}, {"", {}}, {"277.5", FigureId{3}}}, false, true, 1},
        {"增速", {{"9.0", FigureId{4}}, {"-6.3", FigureId{5}}, {"0.0", FigureId{6}}}, true, false, 1}};
    EXPECT_TRUE(matches_golden_part("chart.xml", chart_xml(chart)));
    EXPECT_EQ(chart_workbook(chart), chart_workbook(chart));
    EXPECT_EQ(chart_description(chart), "图1　产值及增速（柱形图；城关镇至柳溪镇共3项；产值、增速）");
}

}  // namespace
}  // namespace yj::publish

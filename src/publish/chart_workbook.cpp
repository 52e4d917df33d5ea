#include <fmt/format.h>

#include "publish/chart.hpp"
#include "publish/xml_text.hpp"
#include "publish/zip_writer.hpp"

namespace yj::publish {

namespace {

std::string words_cell(std::string_view text) {
    return fmt::format("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", xml_text(text));
}

std::string number_cell(std::string_view digits) {
    return digits.empty() ? std::string("<c/>") : fmt::format("<c><v>{}</v></c>", xml_text(digits));
}

// One sheet: categories down, series across; `content` writes the cell of a point.
template <class Content>
std::string sheet(const ChartSpec& chart, Content content) {
    std::string rows = "<row>" + words_cell(" ");
    for (const auto& series : chart.series) rows += words_cell(series.name);
    rows += "</row>";
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        rows += "<row>" + words_cell(chart.categories[i]);
        for (const auto& series : chart.series) rows += content(series.points[i]);
        rows += "</row>";
    }
    return std::string(kXmlHead) +
           "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" +
           rows + "</sheetData></worksheet>";
}

std::string figure_cell(const ChartPoint& point) {
    return words_cell(point.figure ? std::to_string(point.figure.value) : std::string());
}

constexpr std::string_view kTypes =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet2.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>";

constexpr std::string_view kRoot =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
    "Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"xl/workbook.xml\"/></Relationships>";

constexpr std::string_view kBook =
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
    "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"溯源\" sheetId=\"2\" r:id=\"rId2\"/>"
    "</sheets></workbook>";

constexpr std::string_view kBookRelations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
    "Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
    "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
    "Target=\"worksheets/sheet2.xml\"/></Relationships>";

std::string headed(std::string_view xml) { return std::string(kXmlHead) + std::string(xml); }

}  // namespace

std::string chart_workbook(const ChartSpec& chart) {
    const std::vector<ZipPart> parts{
        {"[Content_Types].xml", headed(kTypes)},
        {"_rels/.rels", headed(kRoot)},
        {"xl/workbook.xml", headed(kBook)},
        {"xl/_rels/workbook.xml.rels", headed(kBookRelations)},
        {"xl/worksheets/sheet1.xml",
         sheet(chart, [](const auto& point) { return number_cell(point.printed); })},
        {"xl/worksheets/sheet2.xml", sheet(chart, figure_cell)},
    };
    return write_zip(parts);
}

}  // namespace yj::publish

#include "publish/chart.hpp"

#include <fmt/format.h>

#include <array>

#include "publish/xml_text.hpp"

namespace yj::publish {

namespace {

// Blue, ochre, teal, grey: told apart in grey print and by colour-blind readers.
constexpr std::array<std::string_view, 4> kColours{"1B5FAA", "C77B1E", "2E8B7A", "6B7280"};

std::string_view colour(std::size_t at) { return kColours[at % kColours.size()]; }

char column_letter(std::size_t series) { return static_cast<char>('B' + series); }

std::string number_format(int decimals) {
    return decimals == 0 ? "0" : "0." + std::string(static_cast<std::size_t>(decimals), '0');
}

std::string text_look(int hundredths, bool bold) {
    return fmt::format(
        "<a:defRPr sz=\"{}\" b=\"{}\"><a:latin typeface=\"Times New Roman\"/>"
        "<a:ea typeface=\"{}\"/></a:defRPr>",
        hundredths, bold ? 1 : 0, bold ? "黑体" : "宋体");
}

std::string body_look(int hundredths) {
    return fmt::format(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{}</a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p>"
        "</c:txPr>",
        text_look(hundredths, false));
}

std::string title_xml(std::string_view title, int hundredths, bool bold) {
    return fmt::format(
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{0}</a:pPr><a:r>"
        "<a:rPr lang=\"zh-CN\" sz=\"{1}\" b=\"{2}\"><a:latin typeface=\"Times New Roman\"/><a:ea "
        "typeface=\"{3}\"/></a:rPr>"
        "<a:t>{4}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>",
        text_look(hundredths, bold), hundredths, bold ? 1 : 0, bold ? "黑体" : "宋体", xml_text(title));
}

std::string categories_xml(const ChartSpec& chart) {
    std::string points;
    for (std::size_t i = 0; i < chart.categories.size(); ++i)
        points += fmt::format("<c:pt idx=\"{}\"><c:v>{}</c:v></c:pt>", i, xml_text(chart.categories[i]));
    return fmt::format(
        "<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${0}</c:f><c:strCache><c:ptCount val=\"{1}\"/>{2}"
        "</c:strCache></c:strRef></c:cat>",
        chart.categories.size() + 1, chart.categories.size(), points);
}

std::string values_xml(const ChartSpec& chart, std::size_t at) {
    std::string points;
    const auto& series = chart.series[at];
    for (std::size_t i = 0; i < series.points.size(); ++i)
        if (!series.points[i].printed.empty())
            points +=
                fmt::format("<c:pt idx=\"{}\"><c:v>{}</c:v></c:pt>", i, xml_text(series.points[i].printed));
    return fmt::format(
        "<c:val><c:numRef><c:f>Sheet1!${0}$2:${0}${1}</c:f><c:numCache><c:formatCode>{4}"
        "</c:formatCode><c:ptCount val=\"{2}\"/>{3}</c:numCache></c:numRef></c:val>",
        column_letter(at), series.points.size() + 1, series.points.size(), points,
        number_format(series.decimals));
}

std::string labels_xml(const ChartSpec& chart, bool line) {
    const bool shown = chart.series.size() == 1 && chart.categories.size() <= 14;
    if (!shown) return "";
    return fmt::format(
        "<c:dLbls><c:numFmt formatCode=\"{}\" "
        "sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}{}"
        "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>"
        "<c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>",
        number_format(chart.series[0].decimals), body_look(800),
        line ? "<c:dLblPos val=\"t\"/>" : "<c:dLblPos val=\"outEnd\"/>");
}

std::string series_xml(const ChartSpec& chart, std::size_t at, bool line) {
    std::string out = fmt::format(
        "<c:ser><c:idx val=\"{0}\"/><c:order "
        "val=\"{0}\"/><c:tx><c:strRef><c:f>Sheet1!${1}$1</c:f><c:strCache>"
        "<c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{2}</c:v></c:pt></c:strCache></c:strRef></c:tx>",
        at, column_letter(at), xml_text(chart.series[at].name));
    if (line)
        out += fmt::format(
            "<c:spPr><a:ln w=\"25400\" cap=\"rnd\">{1}<a:round/></a:ln>"
            "</c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"5\"/><c:spPr><a:solidFill><a:srgbClr "
            "val=\"{0}\"/></a:solidFill><a:ln><a:solidFill><a:srgbClr "
            "val=\"{0}\"/></a:solidFill></a:ln></c:spPr>"
            "</c:marker>",
            colour(at),
            chart.series[at].joined
                ? fmt::format("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", colour(at))
                : std::string("<a:noFill/>"));
    else
        out += fmt::format(
            "<c:spPr><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill></c:spPr>"
            "<c:invertIfNegative val=\"0\"/>",
            colour(at));
    out += labels_xml(chart, line) + categories_xml(chart) + values_xml(chart, at);
    if (line) out += "<c:smooth val=\"0\"/>";
    return out + "</c:ser>";
}

std::string group_xml(const ChartSpec& chart, bool second) {
    const bool line = second || chart.kind == ChartKind::Line;
    std::string series;
    for (std::size_t i = 0; i < chart.series.size(); ++i)
        if (chart.series[i].on_second_axis == second) series += series_xml(chart, i, line);
    const std::string axes =
        second ? "<c:axId val=\"3\"/><c:axId val=\"4\"/>" : "<c:axId val=\"1\"/><c:axId val=\"2\"/>";
    if (line)
        return "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>" + series +
               "<c:marker val=\"1\"/>" + axes + "</c:lineChart>";
    const std::string_view direction = chart.kind == ChartKind::Bars ? "bar" : "col";
    return fmt::format(
        "<c:barChart><c:barDir val=\"{}\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>"
        "{}<c:gapWidth val=\"70\"/>{}</c:barChart>",
        direction, series, axes);
}

std::string category_axis(int id, int crosses, bool hidden, bool lying) {
    return fmt::format(
        "<c:catAx><c:axId val=\"{0}\"/><c:scaling><c:orientation val=\"{1}\"/></c:scaling><c:delete "
        "val=\"{2}\"/>"
        "<c:axPos val=\"{3}\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos "
        "val=\"low\"/>"
        "<c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"6B7280\"/></a:solidFill></a:ln></c:spPr>{4}"
        "<c:crossAx val=\"{5}\"/><c:crosses val=\"autoZero\"/></c:catAx>",
        id, lying ? "maxMin" : "minMax", hidden ? 1 : 0, lying ? "l" : "b", body_look(850), crosses);
}

std::string value_axis(int id, int crosses, bool second, bool lying, std::string_view unit_text) {
    const std::string grid = second ? ""
                                    : "<c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr "
                                      "val=\"D9DDE3\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>";
    const std::string title = unit_text.empty() ? std::string() : title_xml(unit_text, 850, false);
    return fmt::format(
        "<c:valAx><c:axId val=\"{0}\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete "
        "val=\"0\"/>"
        "<c:axPos val=\"{1}\"/>{2}{3}<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark "
        "val=\"none\"/>"
        "<c:minorTickMark val=\"none\"/><c:tickLblPos "
        "val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{4}"
        "<c:crossAx val=\"{5}\"/><c:crosses val=\"{6}\"/></c:valAx>",
        id,
        lying    ? "b"
        : second ? "r"
                 : "l",
        grid, title, body_look(850), crosses, second || lying ? "max" : "autoZero");
}

bool has_second_axis(const ChartSpec& chart) {
    for (const auto& series : chart.series)
        if (series.on_second_axis) return true;
    return false;
}

std::string_view kind_name(ChartKind kind) {
    return kind == ChartKind::Line ? "折线图" : kind == ChartKind::Bars ? "条形图" : "柱形图";
}

}  // namespace

std::string chart_xml(const ChartSpec& chart) {
    const bool lying = chart.kind == ChartKind::Bars;
    const bool second = has_second_axis(chart);
    std::string plot = group_xml(chart, false);
    if (second) plot += group_xml(chart, true);
    plot += category_axis(1, 2, false, lying) + value_axis(2, 1, false, lying, chart.unit_text);
    if (second)
        plot += category_axis(3, 4, true, false) + value_axis(4, 3, true, false, chart.second_unit_text);
    const std::string legend =
        chart.series.size() < 2
            ? std::string()
            : "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>" + body_look(850) + "</c:legend>";
    return std::string(kXmlHead) +
           "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
           "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
           "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
           "<c:date1904 val=\"0\"/><c:lang val=\"zh-CN\"/><c:roundedCorners val=\"0\"/><c:chart>" +
           title_xml(chart.title, 1050, true) + "<c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>" +
           plot + "</c:plotArea>" + legend +
           "<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>"
           "<c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>"
           "<c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>";
}

std::string chart_description(const ChartSpec& chart) {
    std::string names;
    for (const auto& series : chart.series) names += (names.empty() ? "" : "、") + series.name;
    if (chart.categories.empty()) return chart.title;
    return fmt::format("{}（{}；{}至{}共{}项；{}）", chart.title, kind_name(chart.kind),
                       chart.categories.front(), chart.categories.back(), chart.categories.size(), names);
}

}  // namespace yj::publish

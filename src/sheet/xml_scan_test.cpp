#include "sheet/xml_scan.hpp"

#include <gtest/gtest.h>

namespace yj::sheet {
namespace {

/// The events of a document in one line: "<a|x=1>text</a>", or the refusal. Bytes come one by one when asked
/// so.
std::string told(std::string_view xml, std::size_t piece = 1 << 20) {
    auto whole = source_of(xml);
    XmlScan scan([&](char* to, std::size_t room) { return whole(to, std::min(room, piece)); }, "part.xml");
    std::string out;
    for (;;) {
        auto event = scan.next();
        if (!event) return "refused: " + event.error().what;
        switch (*event) {
            case XmlScan::Event::Start:
                out.append("<").append(scan.name());
                if (const auto x = scan.attribute("x")) out += "|x=" + std::string(*x);
                out += ">";
                break;
            case XmlScan::Event::End: out.append("</").append(scan.name()).append(">"); break;
            case XmlScan::Event::Text: out += scan.text(); break;
            case XmlScan::Event::Done: return out;
        }
    }
}

TEST(XmlScan, TellsElementsAndTextsInOrder) {
    EXPECT_EQ(told("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- c > -->\n<a x='1'>t<n:b/>u</a >\n"),
              "<a|x=1>t<b></b>u</a>");
    EXPECT_EQ(told("<a x=\"2>1&amp;&#65;\">&lt;&#x4E2D;<![CDATA[<&]]></a>"), "<a|x=2>1&A><中<&</a>");
}

TEST(XmlScan, TellsTheSameWhateverThePieces) {
    const std::string xml = "\xEF\xBB\xBF<工业 x='产值'>规模<b x='>'/>以上</工业>";
    EXPECT_EQ(told(xml, 1), told(xml));
    EXPECT_EQ(told(xml, 1), "<工业|x=产值>规模<b|x=>></b>以上</工业>");
}

TEST(XmlScan, RefusesWhatIsUnsafeOrBroken) {
    EXPECT_EQ(told("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "refused: 含有 DOCTYPE 或实体声明");
    EXPECT_EQ(told("<a>&b;</a>"), "refused: 含有未知实体");
    EXPECT_EQ(told("<a>&#0;</a>"), "refused: 含有未知实体");
    EXPECT_EQ(told("<a><b></a></b>"), "refused: 标记不配对");
    EXPECT_EQ(told("<a></ab>"), "refused: 标记不配对");
    EXPECT_EQ(told("<a>"), "refused: 部件不完整");
    EXPECT_EQ(told(""), "refused: 部件不完整");
    EXPECT_EQ(told("<a/><a/>"), "refused: 有两个根元素");
    EXPECT_EQ(told("<a x='1' x='2'/>"), "refused: 标记写法有误");
    EXPECT_EQ(told("<a x=1/>"), "refused: 标记写法有误");
    EXPECT_EQ(told("<?xml version='1.0' encoding='UTF-7'?><a/>"), "refused: 部件声明的编码不是 UTF-8");
    EXPECT_EQ(told(std::string("<a>\0</a>", 8)), "refused: 文字不是合格的 UTF-8，或含有不允许的控制字符");
    EXPECT_EQ(told("<a>\xC0\x80</a>"), "refused: 文字不是合格的 UTF-8，或含有不允许的控制字符");
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "<a>";
    EXPECT_EQ(told(deep), "refused: 元素嵌套过深");
    EXPECT_EQ(told("<a>" + std::string(1 << 20, ' ') + "</a>"), "refused: 一段内容过长");
}

}  // namespace
}  // namespace yj::sheet

#include "publish/docx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "base/invariant.hpp"
#include "publish/docx_package.hpp"
#include "publish/figure_tags.hpp"
#include "publish/three_line_table.hpp"
#include "publish/xml_text.hpp"

namespace yj::publish {

namespace {

constexpr unsigned kParse = pugi::parse_default | pugi::parse_ws_pcdata_single;
constexpr std::string_view kDocument = "word/document.xml";
constexpr std::string_view kTransitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr int kEmuPerTwip = 635;

bool is(const pugi::xml_node& node, std::string_view name) { return std::string_view(node.name()) == name; }

std::string_view attribute(const pugi::xml_node& node, const char* name) {
    return node.attribute(name).value();
}

std::string xml_bytes(const pugi::xml_node& root) {
    std::ostringstream out;
    root.print(out, "", pugi::format_raw);
    return std::string(kXmlHead) + out.str();
}

bool is_story(std::string_view name) {
    return name == kDocument ||
           ((name.starts_with("word/header") || name.starts_with("word/footer")) && name.ends_with(".xml"));
}

pugi::xml_node ancestor(pugi::xml_node node, std::string_view name) {
    while (node && !is(node, name)) node = node.parent();
    return node;
}

pugi::xml_node first_paragraph(const pugi::xml_node& from) {
    return is(from, "w:p") ? from
                           : from.find_node([](const pugi::xml_node& node) { return is(node, "w:p"); });
}

pugi::xml_node last_paragraph(const pugi::xml_node& from) {
    if (is(from, "w:p")) return from;
    for (auto child = from.last_child(); child; child = child.previous_sibling())
        if (auto found = last_paragraph(child)) return found;
    return {};
}

// Word may set a bookmark's ends beside paragraphs; bring them into the nearest paragraph inside it.
void bring_into_paragraph(pugi::xml_node mark) {
    if (ancestor(mark, "w:p")) return;
    const bool start = is(mark, "w:bookmarkStart");
    for (auto next = start ? mark.next_sibling() : mark.previous_sibling(); next;
         next = start ? next.next_sibling() : next.previous_sibling()) {
        auto paragraph = start ? first_paragraph(next) : last_paragraph(next);
        if (!paragraph) continue;
        if (!start)
            paragraph.append_move(mark);
        else if (auto properties = paragraph.child("w:pPr"))
            paragraph.insert_move_after(mark, properties);
        else
            paragraph.prepend_move(mark);
        return;
    }
}

std::vector<pugi::xml_node> all_named(const pugi::xml_node& root, std::string_view name) {
    std::vector<pugi::xml_node> found;
    for (auto node = root.first_child(); node && node != root;) {
        if (is(node, name)) found.push_back(node);
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node && node != root && !node.next_sibling()) node = node.parent();
        if (node && node != root) node = node.next_sibling();
    }
    return found;
}

struct Story {
    std::string name;
    std::unique_ptr<pugi::xml_document> xml;
};

struct Mark {
    pugi::xml_node start;
    pugi::xml_node end;
    bool in_body = false;  ///< in word/document.xml
};

}  // namespace

struct Docx::Parts {
    DocxParts parts;
    std::vector<Story> stories;
    std::map<std::string, Mark, std::less<>> marks;
    FigureTags tags;
    TableLook look;
    int next_drawing = 1;
    int charts = 0;

    Done read();
    void collect_marks(Story& story);
    void read_styles();
    void read_page(const pugi::xml_node& body);
    [[nodiscard]] Result<Mark> mark(std::string_view bookmark) const;
    void forget_marks_in(const pugi::xml_node& node);
    void remove(pugi::xml_node node);
    Done clear_between(const Mark& mark, std::string_view bookmark);
    void add_run(pugi::xml_node before, const std::string& format, const TextPiece& piece);
    void insert_xml_before(pugi::xml_node place, const std::string& xml);
    Done repeat_row(const Mark& mark, const PrintedTable& table);
    void drop_orphans();
    void add_relation(std::string_view id, std::string_view type, std::string_view target);
    void add_content_type(const std::string& element);
};

namespace {

std::unexpected<Refusal> broken_part(std::string_view name) {
    return refuse(Refused::Malformed, "部件不是合规的 XML", std::string(name),
                  "请用 Word 或 WPS 另存为 .docx 后再试");
}

// The format (w:rPr) that replaced text takes: of the first run in the bookmark, else of a neighbour.
std::string run_format(const Mark& mark) {
    pugi::xml_node format;
    for (auto node = mark.start.next_sibling(); node && node != mark.end && !format;
         node = node.next_sibling()) {
        const auto run =
            is(node, "w:r") ? node : node.find_node([](const auto& each) { return is(each, "w:r"); });
        if (run) format = run.child("w:rPr");
        if (run) break;
    }
    const auto paragraph = mark.start.parent();
    if (!format) format = paragraph.child("w:r").child("w:rPr");
    if (!format) format = paragraph.child("w:pPr").child("w:rPr");
    if (!format) return {};
    std::ostringstream out;
    format.print(out, "", pugi::format_raw);
    return out.str();
}

std::string run_xml(const std::string& format, std::string_view text) {
    return fmt::format("<w:r>{}<w:t xml:space=\"preserve\">{}</w:t></w:r>", format, xml_text(text));
}

bool comes_before(const pugi::xml_node& first, const pugi::xml_node& second) {
    for (auto node = first; node; node = node.next_sibling())
        if (node == second) return true;
    return false;
}

}  // namespace

Done Docx::Parts::read() {
    for (auto& [name, bytes] : parts) {
        if (!is_story(name)) continue;
        Story story{name, std::make_unique<pugi::xml_document>()};
        if (!story.xml->load_buffer(bytes.data(), bytes.size(), kParse)) return broken_part(name);
        stories.push_back(std::move(story));
    }
    int first_id = 0;
    for (auto& story : stories) {
        for (const auto& node : all_named(*story.xml, "w:bookmarkStart"))
            first_id = std::max(first_id, node.attribute("w:id").as_int() + 1);
        for (const auto& node : all_named(*story.xml, "wp:docPr"))
            next_drawing = std::max(next_drawing, node.attribute("id").as_int() + 1);
        collect_marks(story);
        if (story.name != kDocument) continue;
        const auto root = story.xml->child("w:document");
        if (!root || attribute(root, "xmlns:w") != kTransitional)
            return refuse(Refused::Malformed, "正文不是通用格式的 Word 文档", std::string(kDocument),
                          "请另存为“Word 文档 (*.docx)”，不要选 Strict Open XML");
        read_page(root.child("w:body"));
    }
    tags = FigureTags(first_id);
    read_styles();
    return {};
}

void Docx::Parts::collect_marks(Story& story) {
    const auto starts = all_named(*story.xml, "w:bookmarkStart");
    const auto ends = all_named(*story.xml, "w:bookmarkEnd");
    std::map<std::string_view, pugi::xml_node> end_of;
    for (auto end : ends) {
        bring_into_paragraph(end);
        end_of.emplace(attribute(end, "w:id"), end);
    }
    for (auto start : starts) {
        bring_into_paragraph(start);
        const auto end = end_of.find(attribute(start, "w:id"));
        if (end != end_of.end())
            marks.emplace(attribute(start, "w:name"), Mark{start, end->second, story.name == kDocument});
    }
}

void Docx::Parts::read_styles() {
    const auto found = parts.find("word/styles.xml");
    pugi::xml_document styles;
    if (found == parts.end() || !styles.load_buffer(found->second.data(), found->second.size(), kParse))
        return;
    for (const auto& style : styles.child("w:styles").children("w:style")) {
        const auto name = attribute(style.child("w:name"), "w:val");
        const std::string id(attribute(style, "w:styleId"));
        if (name == "表题") look.title_style = id;
        if (name == "表单位") look.unit_style = id;
        if (name == "表头") look.head_style = id;
        if (name == "表文") look.text_style = id;
        if (name == "表数") look.number_style = id;
        if (name == "表注") look.note_style = id;
    }
}

void Docx::Parts::read_page(const pugi::xml_node& body) {
    const auto section = body.child("w:sectPr");
    const auto margin = section.child("w:pgMar");
    const int width = section.child("w:pgSz").attribute("w:w").as_int() -
                      margin.attribute("w:left").as_int() - margin.attribute("w:right").as_int();
    if (width > 1000) look.width_twips = width;
}

Result<Mark> Docx::Parts::mark(std::string_view bookmark) const {
    const auto found = marks.find(bookmark);
    if (found != marks.end()) return found->second;
    std::string have;
    for (const auto& [name, each] : marks)
        if (!name.starts_with("_")) have += (have.empty() ? "" : "、") + name;
    return refuse(Refused::NotFound, fmt::format("模板中没有书签“{}”", bookmark), "模板",
                  fmt::format("请在模板中插入该书签；现有书签：{}", have.empty() ? "无" : have));
}

void Docx::Parts::forget_marks_in(const pugi::xml_node& node) {
    const auto forget = [&](const pugi::xml_node& start) {
        const auto found = marks.find(attribute(start, "w:name"));
        if (found != marks.end() && found->second.start == start) marks.erase(found);
    };
    if (is(node, "w:bookmarkStart")) forget(node);
    for (const auto& start : all_named(node, "w:bookmarkStart")) forget(start);
}

void Docx::Parts::remove(pugi::xml_node node) {
    forget_marks_in(node);
    node.parent().remove_child(node);
}

// Takes away what stands between the ends; a bookmark over several paragraphs becomes one of a single
// paragraph.
Done Docx::Parts::clear_between(const Mark& mark, std::string_view bookmark) {
    auto first = mark.start.parent();
    auto last = mark.end.parent();
    const bool one = first == last;
    const auto place = std::string(bookmark);
    if (!is(first, "w:p") || !is(last, "w:p") || first.parent() != last.parent() ||
        !(one ? comes_before(mark.start, mark.end) : comes_before(first, last)))
        return refuse(Refused::Conflict, "书签的两端不在同一处正文或同一个单元格里", place,
                      "请重新选中要替换的文字并插入书签");
    if (one) {
        while (mark.start.next_sibling() != mark.end) remove(mark.start.next_sibling());
        return {};
    }
    for (auto node = first.next_sibling(); node; node = node.next_sibling()) {
        if (node.child("w:pPr").child("w:sectPr"))
            return refuse(Refused::Conflict, "书签跨过了分节符", place, "请把书签缩到一节之内");
        if (node == last) break;
    }
    while (mark.start.next_sibling()) remove(mark.start.next_sibling());
    while (first.next_sibling() != last) remove(first.next_sibling());
    for (auto node = last.first_child(); node && node != mark.end;) {
        const auto next = node.next_sibling();
        if (!is(node, "w:pPr")) remove(node);
        node = next;
    }
    for (auto node = mark.end; node;) {
        const auto next = node.next_sibling();
        first.append_move(node);
        node = next;
    }
    remove(last);
    return {};
}

void Docx::Parts::insert_xml_before(pugi::xml_node place, const std::string& xml) {
    pugi::xml_document fragment;
    const std::string whole = "<x>" + xml + "</x>";
    invariant(fragment.load_buffer(whole.data(), whole.size(), kParse), "our own fragment is well-formed");
    for (const auto& child : fragment.child("x")) place.parent().insert_copy_before(child, place);
}

void Docx::Parts::add_run(pugi::xml_node before, const std::string& format, const TextPiece& piece) {
    if (!piece.text.empty())
        insert_xml_before(before, tags.wrapped(piece.figure, run_xml(format, piece.text)));
}

Done Docx::Parts::repeat_row(const Mark& mark, const PrintedTable& table) {
    auto row = ancestor(mark.start, "w:tr");
    const auto cells = std::distance(row.children("w:tc").begin(), row.children("w:tc").end());
    if (cells != static_cast<std::ptrdiff_t>(table.columns.size()) + 1)
        return refuse(
            Refused::Conflict,
            fmt::format("模板中的表格有 {} 列，表 {} 有 {} 列", cells, table.code, table.columns.size() + 1),
            std::string(attribute(mark.start, "w:name")), "请按表的列数改模板，或改用单独一段的书签");
    forget_marks_in(row);
    for (const auto* name : {"w:bookmarkStart", "w:bookmarkEnd"})
        for (auto node : all_named(row, name)) node.parent().remove_child(node);
    for (const auto& each : table.rows) {
        auto copy = row.parent().insert_copy_before(row, row);
        auto cell = copy.child("w:tc");
        for (std::size_t c = 0; c <= each.cells.size(); ++c, cell = cell.next_sibling("w:tc")) {
            auto paragraph = cell.child("w:p");
            const auto run = paragraph.find_node([](const auto& node) { return is(node, "w:r"); });
            std::ostringstream format;
            run.child("w:rPr").print(format, "", pugi::format_raw);
            for (auto node = paragraph.first_child(); node;) {
                const auto next = node.next_sibling();
                if (!is(node, "w:pPr")) paragraph.remove_child(node);
                node = next;
            }
            auto end = paragraph.append_child("w:end");
            const std::string title = std::string(static_cast<std::size_t>(each.depth) * 2, ' ') + each.title;
            add_run(
                end, format.str(),
                c == 0 ? TextPiece{title, {}} : TextPiece{each.cells[c - 1].printed, each.cells[c - 1].id});
            paragraph.remove_child(end);
        }
    }
    row.parent().remove_child(row);
    return {};
}

// Ends whose start was taken away, and the reverse: Word calls such a document damaged.
void Docx::Parts::drop_orphans() {
    for (auto& story : stories) {
        std::map<std::string, int> ends;
        auto starts = all_named(*story.xml, "w:bookmarkStart");
        for (const auto& start : starts) ends[std::string(attribute(start, "w:id"))] |= 1;
        auto closing = all_named(*story.xml, "w:bookmarkEnd");
        for (const auto& end : closing) ends[std::string(attribute(end, "w:id"))] |= 2;
        for (auto& nodes : {starts, closing})
            for (auto node : nodes)
                if (ends[std::string(attribute(node, "w:id"))] != 3) node.parent().remove_child(node);
    }
}

void Docx::Parts::add_relation(std::string_view id, std::string_view type, std::string_view target) {
    auto& relations = parts["word/_rels/document.xml.rels"];
    if (relations.empty())
        relations = std::string(kXmlHead) +
                    "<Relationships "
                    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
    const auto end = relations.rfind("</Relationships>");
    if (end == std::string::npos) return;
    relations.insert(end, fmt::format("<Relationship Id=\"{}\" Type=\"http://schemas.openxmlformats.org/"
                                      "officeDocument/2006/relationships/{}\" Target=\"{}\"/>",
                                      id, type, target));
}

void Docx::Parts::add_content_type(const std::string& element) {
    auto& types = parts["[Content_Types].xml"];
    if (types.find(element) != std::string::npos) return;
    const auto end = types.rfind("</Types>");
    if (end != std::string::npos) types.insert(end, element);
}

Docx::Docx(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Docx::Docx(Docx&&) noexcept = default;
Docx& Docx::operator=(Docx&&) noexcept = default;
Docx::~Docx() = default;

Result<Docx> Docx::open(std::string_view bytes) {
    auto parts = std::make_unique<Parts>();
    YJ_ASSIGN(parts->parts, read_docx_parts(bytes));
    YJ_TRY(parts->read());
    return Docx(std::move(parts));
}

bool Docx::has(std::string_view bookmark) const { return parts_->marks.contains(bookmark); }

std::vector<std::string> Docx::bookmarks() const {
    std::vector<std::string> names;
    for (const auto& [name, mark] : parts_->marks) names.push_back(name);
    return names;
}

std::string Docx::text_of(std::string_view bookmark) const {
    const auto found = parts_->marks.find(bookmark);
    std::string text;
    if (found == parts_->marks.end()) return text;
    for (auto node = found->second.start.next_sibling(); node && node != found->second.end;
         node = node.next_sibling())
        for (const auto& words : all_named(node, "w:t")) text += words.text().get();
    return text;
}

Done Docx::set_lines(std::string_view bookmark, const std::vector<TextLine>& lines) {
    YJ_ASSIGN(const Mark mark, parts_->mark(bookmark));
    const std::string format = run_format(mark);
    YJ_TRY(parts_->clear_between(mark, bookmark));
    auto paragraph = mark.start.parent();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) {
            auto next = paragraph.parent().insert_child_after("w:p", paragraph);
            if (const auto properties = paragraph.child("w:pPr")) next.append_copy(properties);
            for (auto node = mark.end; node;) {
                const auto after = node.next_sibling();
                next.append_move(node);
                node = after;
            }
            paragraph = next;
        }
        for (const auto& piece : lines[i]) parts_->add_run(mark.end, format, piece);
    }
    return {};
}

Done Docx::set_text(std::string_view bookmark, std::string_view text) {
    return set_lines(bookmark, {TextLine{TextPiece{std::string(text), {}}}});
}

Done Docx::put_table(std::string_view bookmark, const PrintedTable& table) {
    YJ_ASSIGN(const Mark mark, parts_->mark(bookmark));
    if (ancestor(mark.start, "w:tr")) return parts_->repeat_row(mark, table);
    auto paragraph = ancestor(mark.start, "w:p");
    YJ_TRY(parts_->clear_between(mark, bookmark));
    parts_->insert_xml_before(paragraph, table_xml(table, parts_->look, parts_->tags));
    parts_->remove(paragraph);
    return {};
}

Done Docx::put_chart(std::string_view bookmark, const ChartSpec& chart) {
    YJ_ASSIGN(const Mark mark, parts_->mark(bookmark));
    if (!mark.in_body)
        return refuse(Refused::Conflict, "图不能放在页眉或页脚里", std::string(bookmark), "请把书签移到正文");
    YJ_TRY(parts_->clear_between(mark, bookmark));
    auto& parts = parts_->parts;
    int number = ++parts_->charts;
    while (parts.contains(fmt::format("word/charts/chart{}.xml", number))) number = ++parts_->charts;
    const std::string relation = fmt::format("rIdYjChart{}", number);
    parts[fmt::format("word/charts/chart{}.xml", number)] = chart_xml(chart);
    parts[fmt::format("word/embeddings/chart{}.xlsx", number)] = chart_workbook(chart);
    parts[fmt::format("word/charts/_rels/chart{}.xml.rels", number)] = fmt::format(
        "{}<Relationships "
        "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
        "Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/package\" "
        "Target=\"../embeddings/chart{}.xlsx\"/></Relationships>",
        kXmlHead, number);
    parts_->add_relation(relation, "chart", fmt::format("charts/chart{}.xml", number));
    parts_->add_content_type(
        fmt::format("<Override PartName=\"/word/charts/chart{}.xml\" "
                    "ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>",
                    number));
    parts_->add_content_type(
        "<Default Extension=\"xlsx\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>");
    const auto width = static_cast<std::int64_t>(parts_->look.width_twips) * kEmuPerTwip;
    parts_->insert_xml_before(
        mark.end,
        fmt::format(
            "<w:r><w:drawing><wp:inline "
            "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
            "distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{0}\" "
            "cy=\"{1}\"/><wp:effectExtent l=\"0\" "
            "t=\"0\" r=\"0\" b=\"0\"/><wp:docPr id=\"{2}\" name=\"图 {2}\" "
            "descr=\"{3}\"/><wp:cNvGraphicFramePr/><a:graphic "
            "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData "
            "uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart "
            "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
            "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"{4}\"/>"
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
            width, width * 19 / 50, parts_->next_drawing++, xml_text(chart_description(chart)), relation));
    return {};
}

Done Docx::drop(std::string_view bookmark) {
    YJ_ASSIGN(const Mark mark, parts_->mark(bookmark));
    if (ancestor(mark.start, "w:tc"))
        return refuse(Refused::Conflict, "表格里的书签不能省去", std::string(bookmark), "请把书签移到正文");
    YJ_TRY(parts_->clear_between(mark, bookmark));
    parts_->remove(ancestor(mark.start, "w:p"));
    return {};
}

void Docx::set_properties(const DocxProperties& properties) {
    const std::string at = date_text(properties.date) + "T00:00:00Z";
    parts_->parts["docProps/core.xml"] = fmt::format(
        "{}<cp:coreProperties "
        "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</"
        "dc:subject>"
        "<dc:creator>{}</dc:creator><cp:lastModifiedBy>{}</cp:lastModifiedBy><dcterms:created "
        "xsi:type=\"dcterms:W3CDTF\">{}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{}"
        "</dcterms:modified><dc:language>zh-CN</dc:language></cp:coreProperties>",
        kXmlHead, xml_text(properties.title), xml_text(properties.subject), xml_text(properties.creator),
        xml_text(properties.creator), at, at);
    parts_->add_content_type(
        "<Override PartName=\"/docProps/core.xml\" "
        "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
    auto& root = parts_->parts["_rels/.rels"];
    if (root.find("docProps/core.xml") != std::string::npos) return;
    const auto end = root.rfind("</Relationships>");
    if (end != std::string::npos)
        root.insert(end,
                    "<Relationship Id=\"rIdYjCore\" Type=\"http://schemas.openxmlformats.org/package/2006/"
                    "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>");
}

std::string Docx::save() {
    parts_->drop_orphans();
    for (const auto& story : parts_->stories) parts_->parts[story.name] = xml_bytes(*story.xml);
    return write_docx_parts(parts_->parts);
}

}  // namespace yj::publish

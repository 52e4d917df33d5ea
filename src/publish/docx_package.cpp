#include "publish/docx_package.hpp"

#include <vector>

#include "publish/zip_writer.hpp"
#include "sheet/package.hpp"

namespace yj::publish {

namespace {

constexpr sheet::PackageLimits kLimits{
    .bytes = 32U << 20, .entries = 500, .part_bytes = 32U << 20, .all_bytes = 64U << 20, .ratio = 250};

std::unexpected<Refusal> not_docx(std::string what, std::string place) {
    return refuse(Refused::Malformed, std::move(what), std::move(place),
                  "请用 Word 或 WPS 另存为 .docx 后再试");
}

Done check_part(const std::string& name, std::string_view bytes) {
    const bool xml = name.ends_with(".xml") || name.ends_with(".rels");
    if (xml && bytes.find("<!DOCTYPE") != std::string_view::npos)
        return not_docx("部件中声明了外部实体，可能是恶意文件", "模板/" + name);
    return {};
}

}  // namespace

Result<DocxParts> read_docx_parts(std::string_view bytes) {
    YJ_ASSIGN(const auto package, sheet::Package::open(bytes, "模板", kLimits));
    DocxParts parts;
    for (const auto& name : package.parts()) {
        // A folder's own entry is no part.
        if (name.ends_with('/')) continue;
        YJ_ASSIGN(std::string part, package.read(name));
        YJ_TRY(check_part(name, part));
        // Reading the relationships refuses whatever leads out of the package.
        if (!name.ends_with(".rels")) YJ_TRY(package.relations(name));
        parts.emplace(name, std::move(part));
    }
    if (!parts.contains("word/document.xml"))
        return not_docx("缺少正文，这不是 Word 文档", "模板/word/document.xml");
    return parts;
}

std::string write_docx_parts(const DocxParts& parts) {
    std::vector<ZipPart> ordered;
    for (const auto* first : {"[Content_Types].xml", "_rels/.rels"})
        ordered.push_back({first, parts.at(first)});
    for (const auto& [name, bytes] : parts)
        if (name != ordered[0].name && name != ordered[1].name) ordered.push_back({name, bytes});
    return write_zip(ordered);
}

}  // namespace yj::publish

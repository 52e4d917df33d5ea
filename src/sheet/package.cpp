#include "sheet/package.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "sheet/inflate.hpp"
#include "sheet/zip_directory.hpp"

namespace yj::sheet {

namespace {

bool has_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// Why such a part must not come in; empty when it may.
std::string_view bad_part(std::string lower) {
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (has_one_of(lower, {"vbaproject", "vbadata", "macrosheets/", "/activex"}))
        return "含有宏或 ActiveX 控件";
    if (has_one_of(lower, {"externallinks/"})) return "含有指向其他工作簿的链接";
    if (has_one_of(lower, {"/embeddings/"}) && !lower.ends_with(".xlsx")) return "含有嵌入对象";
    for (const std::string_view end : {".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".scr", ".msi",
                                       ".hta", ".jar", ".lnk", ".zip"})
        if (lower.ends_with(end)) return "含有程序或压缩包";
    return {};
}

/// "xl/worksheets/sheet1.xml" from "xl" and "worksheets/sheet1.xml"; empty when it leads out of the package.
std::string resolved(std::string_view folder, std::string_view target) {
    std::vector<std::string_view> segments;
    if (target.starts_with('/'))
        target.remove_prefix(1);
    else if (!folder.empty())
        segments = split(folder, '/');
    for (const auto segment : split(target, '/')) {
        if (segment.empty() || segment == ".") continue;
        if (segment != "..")
            segments.push_back(segment);
        else if (segments.empty())
            return {};
        else
            segments.pop_back();
    }
    std::string path;
    for (const auto segment : segments) path += (path.empty() ? "" : "/") + std::string(segment);
    return bad_entry_name(path).empty() ? path : std::string{};
}

std::string_view last_word(std::string_view type) { return type.substr(type.rfind('/') + 1); }

}  // namespace

Result<Package> Package::open(std::string_view bytes, std::string_view name, const PackageLimits& limits) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
        return refuse(Refused::Malformed, "是旧版 .xls 或加了密码的文件", std::string(name),
                      "请去掉密码，另存为 .xlsx 后再导入");
    }
    Package package(bytes, name);
    YJ_ASSIGN(auto entries, read_zip_directory(bytes, name, limits));
    for (auto& entry : entries) {
        auto key = entry.name;
        package.entries_.emplace(std::move(key), std::move(entry));
    }
    YJ_TRY(package.check_contents());
    return package;
}

Done Package::check_contents() const {
    for (const auto& [part, entry] : entries_) {
        if (const auto why = bad_part(part); !why.empty()) {
            return refuse(Refused::Malformed, std::string(why), place(part),
                          "请删去后另存为普通 .xlsx 再导入");
        }
    }
    for (const std::string_view needed : {"[Content_Types].xml", "_rels/.rels"}) {
        if (!has(needed))
            return refuse(Refused::Malformed, "缺少部件 " + std::string(needed), name_,
                          "文件不是完整的 OOXML 文件，请重新导出");
    }
    YJ_TRY(check_types());
    for (const auto& [part, entry] : entries_) {
        if (!part.ends_with(".rels")) continue;
        const auto folder_end = part.rfind("_rels/");
        if (folder_end == std::string::npos) continue;
        auto of = part.substr(0, folder_end) + part.substr(folder_end + 6);
        of.resize(of.size() - 5);
        YJ_TRY(relations(of));
    }
    return {};
}

Done Package::check_types() const {
    YJ_ASSIGN(auto source, stream("[Content_Types].xml"));
    XmlScan xml(std::move(source), place("[Content_Types].xml"));
    for (;;) {
        YJ_ASSIGN(const auto event, xml.next());
        if (event == XmlScan::Event::Done) return {};
        if (event != XmlScan::Event::Start) continue;
        const auto type = xml.attribute("ContentType");
        if (type && has_one_of(*type, {"macroEnabled", "vbaProject", "oleObject", "activeX"})) {
            return refuse(Refused::Malformed, "含有宏、控件或嵌入对象", name_,
                          "请另存为不含宏的 .xlsx 再导入");
        }
    }
}

std::vector<std::string> Package::parts() const {
    std::vector<std::string> names;
    for (const auto& [part, entry] : entries_) names.push_back(part);
    return names;
}

Result<ByteSource> Package::stream(std::string_view part) const {
    const auto found = entries_.find(std::string(part));
    if (found == entries_.end()) {
        return refuse(Refused::NotFound, "缺少部件 " + std::string(part), name_, "文件不完整，请重新导出");
    }
    const PackageEntry& entry = found->second;
    return unpacked(bytes_.substr(entry.packed_at, entry.packed_size), entry, place(part));
}

Result<std::string> Package::read(std::string_view part) const {
    YJ_ASSIGN(auto source, stream(part));
    std::string out(entries_.at(std::string(part)).size + 1, '\0');
    std::size_t size = 0;
    for (;;) {
        YJ_ASSIGN(const std::size_t came, source(out.data() + size, out.size() - size));
        if (came == 0) break;
        size += came;
    }
    out.resize(size);
    return out;
}

Result<std::map<std::string, Package::Relation>> Package::relations(std::string_view part) const {
    const auto slash = part.rfind('/');
    const std::string folder(slash == std::string_view::npos ? "" : part.substr(0, slash));
    const std::string file(slash == std::string_view::npos ? part : part.substr(slash + 1));
    const std::string rels = (folder.empty() ? "" : folder + "/") + "_rels/" + file + ".rels";
    std::map<std::string, Relation> relations;
    if (!has(rels)) return relations;
    YJ_ASSIGN(auto source, stream(rels));
    XmlScan xml(std::move(source), place(rels));
    for (;;) {
        YJ_ASSIGN(const auto event, xml.next());
        if (event == XmlScan::Event::Done) return relations;
        if (event != XmlScan::Event::Start || xml.name() != "Relationship") continue;
        const std::string id(xml.attribute("Id").value_or(""));
        Relation relation{std::string(last_word(xml.attribute("Type").value_or(""))), {}};
        const std::string target(xml.attribute("Target").value_or(""));
        const bool outside = xml.attribute("TargetMode") == "External";
        if (outside && relation.type != "hyperlink") {
            return refuse(Refused::Malformed, "含有指向文件之外的链接", place(rels),
                          "请删去外部链接后另存再导入");
        }
        const auto plain = target.substr(0, target.find('#'));  // "#Sheet1!A1" is a place in the same file
        if (!outside && !plain.empty()) {
            relation.target = resolved(folder, plain);
            if (relation.target.empty()) {
                return refuse(Refused::Malformed, "部件关系指向文件之外", place(rels),
                              "请另存为新文件后再导入");
            }
        }
        if (!relations.emplace(id, std::move(relation)).second) {
            return refuse(Refused::Malformed, "部件关系的编号重复", place(rels), "请另存为新文件后再导入");
        }
    }
}

}  // namespace yj::sheet

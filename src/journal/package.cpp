#include "journal/package.hpp"

#include <algorithm>

#include "base/ids.hpp"
#include "base/text.hpp"

namespace yj::journal {

namespace {

constexpr std::string_view kEntriesVersion = "yje1";
constexpr std::string_view kEnd = "end ";
constexpr std::uint64_t kLongestPath = 63;

std::string contents_text(std::span<const PackagePart> parts) {
    std::string text(kPackageFirstLine);
    text += '\n';
    for (const auto& part : parts)
        text += "part " + part.name + " " + std::to_string(part.bytes.size()) + " " +
                sha256(part.bytes).hex() + "\n";
    return text + std::string(kEnd) + sha256(text).hex() + "\n\n";
}

struct Line {
    std::string name;
    std::size_t size = 0;
    std::string hash;
};

/// "part <name> <length> <hash>"; empty for any other line.
std::optional<Line> parse_line(std::string_view line) {
    const auto words = split(line, ' ');
    if (words.size() != 4 || words[0] != "part" || words[1].empty()) return std::nullopt;
    const auto size = parse_id(words[2]);
    if (!size || std::to_string(*size) != words[2]) return std::nullopt;
    return Line{std::string(words[1]), static_cast<std::size_t>(*size), std::string(words[3])};
}

/// Cuts the parts off the front and says which are not what the contents promise.
void take_parts(std::span<const Line> lines, std::string_view bytes, OpenedPackage& opened) {
    for (const auto& line : lines) {
        if (bytes.size() < line.size) {
            opened.faults.push_back("证据包不完整：缺少“" + line.name + "”及其后的内容");
            return;
        }
        opened.parts.push_back({line.name, std::string(bytes.substr(0, line.size))});
        bytes.remove_prefix(line.size);
        if (sha256(opened.parts.back().bytes).hex() != line.hash)
            opened.faults.push_back("“" + line.name + "”被改动：与目录所记的散列不符");
    }
    if (!bytes.empty()) opened.faults.push_back("证据包末尾有多余的内容");
}

}  // namespace

std::string package_text(std::span<const PackagePart> parts) {
    auto text = contents_text(parts);
    for (const auto& part : parts) text += part.bytes;
    return text;
}

const PackagePart* OpenedPackage::part(std::string_view name) const {
    const auto found = std::ranges::find(parts, name, &PackagePart::name);
    return found == parts.end() ? nullptr : &*found;
}

OpenedPackage open_package(std::string_view text) {
    OpenedPackage opened;
    const auto blank = text.find("\n\n");
    const auto contents = text.substr(0, blank);
    const auto end = contents.rfind('\n');
    if (!text.starts_with(std::string(kPackageFirstLine) + "\n") || blank == std::string_view::npos) {
        opened.faults.emplace_back("不是证据包，或它的目录被改动");
        return opened;
    }
    const auto listed = contents.substr(0, end + 1);
    if (contents.substr(end + 1) != std::string(kEnd) + sha256(listed).hex()) {
        opened.faults.emplace_back("证据包的目录被改动");
        return opened;
    }
    std::vector<Line> lines;
    for (const auto line : split(listed.substr(kPackageFirstLine.size() + 1), '\n')) {
        if (line.empty()) continue;
        auto read = parse_line(line);
        if (!read || std::ranges::find(lines, read->name, &Line::name) != lines.end()) {
            opened.faults.emplace_back("证据包的目录读不懂");
            return opened;
        }
        lines.push_back(*std::move(read));
    }
    take_parts(lines, text.substr(blank + 2), opened);
    return opened;
}

std::string entries_bytes(std::span<const PackagedEntry> entries) {
    ByteWriter out;
    out.raw(kEntriesVersion);
    out.number(entries.size());
    for (const auto& one : entries) {
        out.text(proven_bytes(one.entry));
        out.signed_number(one.index);
        out.number(one.path.size());
        for (const auto& hash : one.path) out.raw(hash.view());
    }
    return out.take();
}

std::optional<std::vector<PackagedEntry>> parse_entries(std::string_view bytes) {
    ByteReader in(bytes);
    if (in.raw(kEntriesVersion.size()) != kEntriesVersion) return std::nullopt;
    std::vector<PackagedEntry> entries;
    for (auto left = in.number(); left > 0 && in.ok(); --left) {
        auto entry = parse_proven(in.text());
        if (!entry) return std::nullopt;
        PackagedEntry one{*std::move(entry), in.signed_number(), {}};
        for (auto hashes = std::min(in.number(), kLongestPath); hashes > 0 && in.ok(); --hashes)
            one.path.push_back(Digest::from_view(in.raw(32)).value_or(Digest{}));
        entries.push_back(std::move(one));
    }
    if (!in.at_end() || entries_bytes(entries) != bytes) return std::nullopt;
    return entries;
}

std::string about_text(const PackageAbout& about) {
    std::string text;
    for (const auto figure : about.figures) text += "figure " + std::to_string(figure) + "\n";
    return text + "withheld " + std::to_string(about.withheld) + "\n";
}

std::optional<PackageAbout> parse_about(std::string_view text) {
    PackageAbout about;
    for (const auto line : split(text, '\n')) {
        const auto words = split(line, ' ');
        if (words.size() != 2) continue;
        if (words[0] == "figure") about.figures.push_back(parse_id(words[1]).value_or(0));
        if (words[0] == "withheld") about.withheld = words[1] == "-1" ? -1 : parse_id(words[1]).value_or(0);
    }
    return about_text(about) == text ? std::optional(std::move(about)) : std::nullopt;
}

}  // namespace yj::journal

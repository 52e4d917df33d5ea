#include "sheet/zip_directory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "sheet/csv.hpp"

namespace yj::sheet {

namespace {

constexpr std::uint32_t kLocal = 0x04034b50;
constexpr std::uint32_t kCentral = 0x02014b50;
constexpr std::uint32_t kEnd = 0x06054b50;
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kCentralSize = 46;
constexpr std::size_t kEndSize = 22;
constexpr std::uint32_t kIn64 = 0xFFFFFFFF;

std::uint64_t little(std::string_view bytes, std::size_t at, int size) {
    std::uint64_t value = 0;
    for (int i = size - 1; i >= 0; --i) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    }
    return value;
}

/// What local header and directory must agree upon.
struct Header {
    std::uint64_t flags = 0, method = 0, crc = 0, packed = 0, size = 0, offset = 0;
    std::string_view name, extra;
    std::uint64_t mode = 0;
    [[nodiscard]] bool streamed() const { return (flags & 8) != 0; }
    [[nodiscard]] bool encrypted() const { return (flags & 0x2041) != 0; }
};

/// Puts the 64-bit sizes of extra field 1 where the header says that they stand there.
bool widen(Header& header) {
    std::string_view extra = header.extra;
    while (extra.size() >= 4) {
        const auto id = little(extra, 0, 2);
        const auto size = little(extra, 2, 2);
        if (extra.size() < 4 + size) return false;
        std::string_view field = extra.substr(4, size);
        extra.remove_prefix(4 + size);
        if (id != 1) continue;
        for (std::uint64_t* each : {&header.size, &header.packed, &header.offset}) {
            if (*each != kIn64) continue;
            if (field.size() < 8) return false;
            *each = little(field, 0, 8);
            field.remove_prefix(8);
        }
    }
    return true;
}

class Directory {
public:
    Directory(std::string_view bytes, std::string_view name, const PackageLimits& limits)
        : bytes_(bytes), name_(name), limits_(limits) {}

    Result<std::vector<PackageEntry>> run() {
        YJ_TRY(find_end());
        std::size_t at = begin_;
        for (std::uint64_t i = 0; i < count_; ++i) {
            YJ_ASSIGN(const Header header, central(at));
            YJ_TRY(check(header));
            headers_.push_back(header);
        }
        if (at != end_) return bad("目录与文件结构不一致");
        return tiles();
    }

private:
    [[nodiscard]] std::unexpected<Refusal> bad(std::string what, std::string_view entry = {}) const {
        return refuse(Refused::Malformed, std::move(what),
                      entry.empty() ? std::string(name_) : fmt::format("{}/{}", name_, entry),
                      "请用电子表格软件打开后另存为新文件再导入");
    }

    Done find_end() {
        if (bytes_.size() > limits_.bytes) return bad(fmt::format("文件超过 {} MB", limits_.bytes >> 20));
        if (!bytes_.starts_with("PK\x03\x04")) return bad("不是 OOXML（.xlsx、.docx）文件");
        const auto at = bytes_.size() < kEndSize ? 0 : bytes_.size() - kEndSize;
        if (at == 0 || little(bytes_, at, 4) != kEnd) return bad("文件不完整，或末尾有多余内容");
        count_ = little(bytes_, at + 10, 2);
        begin_ = little(bytes_, at + 16, 4);
        end_ = begin_ + little(bytes_, at + 12, 4);
        if (little(bytes_, at + 4, 4) != 0 || little(bytes_, at + 8, 2) != count_ ||
            little(bytes_, at + 20, 2) != 0) {
            return bad("压缩包分卷或带有附注");
        }
        if (end_ != at) return bad("文件结构不一致：前面或中间有多余内容");
        if (count_ > limits_.entries) return bad(fmt::format("部件超过 {} 个", limits_.entries));
        return {};
    }

    Result<Header> central(std::size_t& at) const {
        if (end_ - at < kCentralSize || at > end_ || little(bytes_, at, 4) != kCentral)
            return bad("目录已损坏");
        Header header;
        header.flags = little(bytes_, at + 8, 2);
        header.method = little(bytes_, at + 10, 2);
        header.crc = little(bytes_, at + 16, 4);
        header.packed = little(bytes_, at + 20, 4);
        header.size = little(bytes_, at + 24, 4);
        const auto name_size = little(bytes_, at + 28, 2);
        const auto extra_size = little(bytes_, at + 30, 2);
        const auto comment_size = little(bytes_, at + 32, 2);
        header.mode = little(bytes_, at + 38, 4) >> 16;
        header.offset = little(bytes_, at + 42, 4);
        if (end_ - at < kCentralSize + name_size + extra_size + comment_size) return bad("目录已损坏");
        header.name = bytes_.substr(at + kCentralSize, name_size);
        header.extra = bytes_.substr(at + kCentralSize + name_size, extra_size);
        at += kCentralSize + name_size + extra_size + comment_size;
        if (!widen(header)) return bad("目录已损坏");
        return header;
    }

    Done check(const Header& header) {
        if (const auto why = bad_entry_name(header.name); !why.empty()) return bad(std::string(why));
        std::string folded(header.name);
        std::transform(folded.begin(), folded.end(), folded.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (!names_.insert(folded).second) return bad("同名部件有两个", header.name);
        if (header.encrypted()) return bad("文件已加密", header.name);
        if (header.method != 0 && header.method != 8) return bad("压缩方法不受支持", header.name);
        if ((header.mode & 0170000) == 0120000) return bad("含有符号链接", header.name);
        all_ += header.size;
        if (header.size > limits_.part_bytes || all_ > limits_.all_bytes) {
            return bad(fmt::format("展开后超过 {} MB", limits_.part_bytes >> 20), header.name);
        }
        if (header.size > (1u << 20) && header.size / limits_.ratio > header.packed) {
            return bad(fmt::format("压缩比超过 {} 倍", limits_.ratio), header.name);
        }
        return {};
    }

    /// Walks the file from its first byte: header, bytes, header, bytes … directory.
    Result<std::vector<PackageEntry>> tiles() {
        std::sort(headers_.begin(), headers_.end(),
                  [](const auto& a, const auto& b) { return a.offset < b.offset; });
        std::vector<PackageEntry> entries;
        std::uint64_t at = 0;
        for (std::size_t i = 0; i < headers_.size(); ++i) {
            const Header& header = headers_[i];
            const auto next = i + 1 < headers_.size() ? headers_[i + 1].offset : begin_;
            YJ_ASSIGN(const PackageEntry entry, tile(header, at, next));
            if (!entry.name.ends_with('/'))
                entries.push_back(entry);
            else if (entry.size != 0)
                return bad("文件夹带有内容", header.name);
            at = next;
        }
        if (at != begin_) return bad("文件结构不一致：前面或中间有多余内容");
        return entries;
    }

    Result<PackageEntry> tile(const Header& header, std::uint64_t at, std::uint64_t next) const {
        if (header.offset != at || next > begin_ || at + kLocalSize > next ||
            little(bytes_, at, 4) != kLocal) {
            return bad("部件重叠，或之间有多余内容", header.name);
        }
        Header local;
        local.flags = little(bytes_, at + 6, 2);
        local.method = little(bytes_, at + 8, 2);
        local.crc = little(bytes_, at + 14, 4);
        local.packed = little(bytes_, at + 18, 4);
        local.size = little(bytes_, at + 22, 4);
        const auto name_size = little(bytes_, at + 26, 2);
        const auto extra_size = little(bytes_, at + 28, 2);
        const auto packed_at = at + kLocalSize + name_size + extra_size;
        if (packed_at > next) return bad("部件重叠", header.name);
        local.name = bytes_.substr(at + kLocalSize, name_size);
        local.extra = bytes_.substr(at + kLocalSize + name_size, extra_size);
        if (local.encrypted()) return bad("文件已加密", header.name);
        if (!widen(local) || local.name != header.name || local.method != header.method ||
            local.streamed() != header.streamed() || !same_sizes(local, header)) {
            return bad("部件的两处说明不一致", header.name);
        }
        if (header.packed > next - packed_at) return bad("部件重叠", header.name);
        const auto behind = next - packed_at - header.packed;
        const bool fits =
            header.streamed() ? behind == 12 || behind == 16 || behind == 20 || behind == 24 : behind == 0;
        if (!fits) return bad("部件之间有多余内容", header.name);
        if (header.method == 0 && header.packed != header.size) return bad("部件大小的说明不实", header.name);
        return PackageEntry{std::string(header.name),
                            packed_at,
                            header.packed,
                            header.size,
                            static_cast<std::uint32_t>(header.crc),
                            header.method == 8};
    }

    static bool same_sizes(const Header& local, const Header& header) {
        const auto same = [&](std::uint64_t a, std::uint64_t b) {
            return a == b || (header.streamed() && a == 0);
        };
        return same(local.crc, header.crc) && same(local.packed, header.packed) &&
               same(local.size, header.size);
    }

    std::string_view bytes_;
    std::string_view name_;
    const PackageLimits& limits_;
    std::uint64_t count_ = 0;
    std::uint64_t begin_ = 0;
    std::uint64_t end_ = 0;
    std::uint64_t all_ = 0;
    std::set<std::string> names_;
    std::vector<Header> headers_;
};

bool is_device(std::string_view segment) {
    std::string stem(segment.substr(0, segment.find('.')));
    std::transform(stem.begin(), stem.end(), stem.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    if (stem == "con" || stem == "aux" || stem == "nul" || stem == "prn") return true;
    return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '1' &&
           stem[3] <= '9';
}

bool leads_elsewhere(std::string_view segment) {
    if (segment.empty() || segment.ends_with(' ') || segment.ends_with('.')) return true;
    std::string rest(segment);
    for (const std::string_view dot : {".", "‥", "…", "．"})
        for (auto at = rest.find(dot); at != std::string::npos; at = rest.find(dot))
            rest.erase(at, dot.size());
    return rest.empty();
}

}  // namespace

std::string_view bad_entry_name(std::string_view entry) {
    if (entry.empty() || entry.size() > 255) return "部件名为空或过长";
    if (!is_utf8(entry) || has_direction_mark(entry)) return "部件名含有不允许的字符";
    for (const char c : entry)
        if (static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == ':' || c == '%')
            return "部件名含有不允许的字符";
    if (entry.ends_with('/')) entry.remove_suffix(1);
    for (const auto segment : split(entry, '/')) {
        if (leads_elsewhere(segment)) return "部件名指向压缩包之外";
        if (is_device(segment)) return "部件名是设备名";
    }
    return {};
}

Result<std::vector<PackageEntry>> read_zip_directory(std::string_view bytes, std::string_view name,
                                                     const PackageLimits& limits) {
    return Directory(bytes, name, limits).run();
}

}  // namespace yj::sheet

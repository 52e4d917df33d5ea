#include "evidence/voucher_file.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace yj::evidence {

namespace {

constexpr std::size_t kLongestName = 200;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

struct Magic {
    std::string_view first;
    std::string_view media_type;
};
constexpr Magic kMagics[]{
    {"%PDF-", "application/pdf"}, {"\x89PNG\r\n\x1A\n", "image/png"}, {"\xFF\xD8\xFF", "image/jpeg"}};

/// The names in a zip's directory stand uncompressed near its end, so a search finds them.
std::string_view zip_type(std::string_view bytes) {
    if (bytes.find("OFD.xml") != std::string_view::npos) return "application/ofd";
    if (bytes.find("xl/workbook.xml") != std::string_view::npos)
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return "application/zip";
}

bool text_byte(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return value >= 0x20 ? value != 0x7F : byte == '\t' || byte == '\r' || byte == '\n';
}

std::string_view type_of(std::string_view name, std::string_view bytes) {
    for (const auto& magic : kMagics)
        if (bytes.starts_with(magic.first)) return magic.media_type;
    if (bytes.starts_with("PK\x03\x04")) return zip_type(bytes);
    const auto text = bytes.starts_with(kMark) ? bytes.substr(kMark.size()) : bytes;
    if (!std::ranges::all_of(text, text_byte)) return {};
    if (text.starts_with("<?xml")) return "application/xml";
    if (text.starts_with("<")) return {};
    return name.ends_with(".csv") || name.ends_with(".CSV") ? "text/csv" : "text/plain";
}

/// Characters that a person cannot see, or that turn the name around, are no part of it.
bool shown(char32_t letter) {
    return letter >= 0x20 && letter != 0x7F && (letter < 0x80 || letter > 0x9F) &&
           (letter < 0x200B || letter > 0x200F) && (letter < 0x202A || letter > 0x202E) &&
           (letter < 0x2066 || letter > 0x2069);
}

std::string clean_name(std::string_view name) {
    const auto slash = name.find_last_of("/\\");
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    if (!is_utf8(name)) return "未命名";
    std::string out;
    while (!name.empty()) {
        const auto before = name;
        const bool keep = shown(take_character(name));
        const auto letter = before.substr(0, before.size() - name.size());
        if (keep && out.size() + letter.size() <= kLongestName) out += letter;
    }
    const auto kept = trimmed(out);
    return kept.empty() || kept == "." || kept == ".." ? "未命名" : std::string(kept);
}

}  // namespace

Result<VoucherFile> accept_file(std::string_view name, std::string_view bytes) {
    auto clean = clean_name(name);
    if (bytes.empty()) return refuse(Refused::Malformed, "文件是空的", clean, "请重新选择文件");
    if (bytes.size() > kLargestVoucher)
        return refuse(Refused::Malformed, "文件超过50 MB", clean, "请压缩图片，或分成几份上传");
    const auto type = type_of(clean, bytes);
    if (type.empty())
        return refuse(Refused::Malformed, "认不出文件的类型", clean,
                      "请上传 PDF、PNG、JPG、OFD、XLSX、ZIP、XML、CSV 或 TXT 文件");
    return VoucherFile{std::move(clean), std::string(type)};
}

}  // namespace yj::evidence

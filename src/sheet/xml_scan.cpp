#include "sheet/xml_scan.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/text.hpp"

namespace yj::sheet {

namespace {

constexpr std::size_t kPiece = 64u << 10;
constexpr auto kNowhere = std::string_view::npos;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool ends_name(char c) {
    return is_blank(c) || c == '=' || c == '/' || c == '>' || c == '"' || c == '\'' || c == '<';
}

std::string_view local(std::string_view name) {
    const auto colon = name.find(':');
    return colon == kNowhere ? name : name.substr(colon + 1);
}

bool is_xml_character(std::uint32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

void put_utf8(std::string& out, std::uint32_t c) {
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) return put(c);
    if (c < 0x800) {
        put(0xC0 | c >> 6);
    } else {
        if (c < 0x10000) {
            put(0xE0 | c >> 12);
        } else {
            put(0xF0 | c >> 18);
            put(0x80 | (c >> 12 & 0x3F));
        }
        put(0x80 | (c >> 6 & 0x3F));
    }
    put(0x80 | (c & 0x3F));
}

/// The character that "&…;" stands for; 0 when it is none of XML's own.
std::uint32_t character_of(std::string_view entity) {
    if (entity == "amp") return '&';
    if (entity == "lt") return '<';
    if (entity == "gt") return '>';
    if (entity == "quot") return '"';
    if (entity == "apos") return '\'';
    if (!entity.starts_with('#')) return 0;
    entity.remove_prefix(1);
    const int base = entity.starts_with('x') ? 16 : 10;
    if (base == 16) entity.remove_prefix(1);
    std::uint32_t c = 0;
    const auto [end, error] = std::from_chars(entity.data(), entity.data() + entity.size(), c, base);
    if (error != std::errc{} || end != entity.data() + entity.size() || !is_xml_character(c)) return 0;
    return c;
}

}  // namespace

ByteSource source_of(std::string_view bytes) {
    return [bytes](char* to, std::size_t room) mutable -> Result<std::size_t> {
        const auto size = std::min(room, bytes.size());
        bytes.copy(to, size);
        bytes.remove_prefix(size);
        return size;
    };
}

XmlScan::XmlScan(ByteSource source, std::string place, const XmlLimits& limits)
    : source_(std::move(source)), place_(std::move(place)), limits_(limits), buffer_(2 * kPiece, '\0') {}

std::unexpected<Refusal> XmlScan::bad(std::string what) const {
    return refuse(Refused::Malformed, std::move(what), place_,
                  "文件已损坏或含有不安全内容，请用电子表格软件另存后重试");
}

/// UTF-8 without the characters that XML forbids, carried on over pieces.
bool XmlScan::valid(const char* bytes, std::size_t size) {
    std::size_t i = 0;
    while (i < size) {
        if (owed_ == 0 && size - i >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes + i, 8);
            const std::uint64_t below_space = (word - 0x2020202020202020ULL) & ~word;
            if (((below_space | word) & 0x8080808080808080ULL) == 0) {
                i += 8;
                continue;
            }
        }
        const auto byte = static_cast<unsigned char>(bytes[i++]);
        if (owed_ > 0) {
            if (byte < low_ || byte > high_) return false;
            low_ = 0x80;
            high_ = 0xBF;
            --owed_;
        } else if (byte < 0x80) {
            if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') return false;
        } else {
            if (byte < 0xC2 || byte > 0xF4) return false;
            owed_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
            low_ = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
            high_ = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
        }
    }
    return true;
}

/// Brings more bytes behind the window; false at the end.
Result<bool> XmlScan::fill() {
    if (ended_) return false;
    if (at_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
        end_ -= at_;
        at_ = 0;
    }
    if (buffer_.size() - end_ < kPiece) buffer_.resize(buffer_.size() * 2);
    YJ_ASSIGN(const std::size_t came, source_(buffer_.data() + end_, buffer_.size() - end_));
    if (came == 0) {
        ended_ = true;
        if (owed_ > 0) return bad("文字不是合格的 UTF-8");
        return false;
    }
    if (!begun_ && end_ == 0 && (buffer_.starts_with("\xFF\xFE") || buffer_.starts_with("\xFE\xFF"))) {
        return bad("部件是 UTF-16 编码");
    }
    if (!valid(buffer_.data() + end_, came)) return bad("文字不是合格的 UTF-8，或含有不允许的控制字符");
    end_ += came;
    return true;
}

/// True when the window holds so many bytes.
Result<bool> XmlScan::have(std::size_t size) {
    while (end_ - at_ < size) {
        YJ_ASSIGN(const bool more, fill());
        if (!more) return false;
    }
    return true;
}

/// Where `wanted` stands in the window, from an offset on; npos when the part ends before.
Result<std::size_t> XmlScan::find(std::string_view wanted, std::size_t from, std::size_t limit) {
    for (;;) {
        const auto found = wanted.size() == 1 ? window().find(wanted[0], from) : window().find(wanted, from);
        if (found != kNowhere) return found;
        if (end_ - at_ > limit) return bad("一段内容过长");
        from = std::max(from, (end_ - at_) - std::min(end_ - at_, wanted.size() - 1));
        YJ_ASSIGN(const bool more, fill());
        if (!more) return kNowhere;
    }
}

Result<XmlScan::Event> XmlScan::next() {
    if (closes_itself_) {
        closes_itself_ = false;
        return close();
    }
    if (!begun_) {
        YJ_TRY(have(4));
        begun_ = true;
        if (window().starts_with("\xEF\xBB\xBF")) at_ += 3;
    }
    for (;;) {
        YJ_ASSIGN(const bool more, have(1));
        if (!more) {
            if (!open_.empty() || !root_seen_) return bad("部件不完整");
            return Event::Done;
        }
        if (buffer_[at_] != '<') {
            YJ_ASSIGN(std::size_t size, find("<", 0, limits_.text_bytes));
            if (size == kNowhere) size = end_ - at_;
            if (!open_.empty()) return run_of_text(size);
            if (!trimmed(window().substr(0, size)).empty()) return bad("根元素之外有文字");
            at_ += size;
            continue;
        }
        YJ_TRY(have(2));
        if (end_ - at_ < 2) return bad("部件不完整");
        const char second = buffer_[at_ + 1];
        if (second == '/') return end_tag();
        if (second != '?' && second != '!') return start_tag();
        YJ_TRY(have(9));
        if (window().starts_with("<![CDATA[")) return cdata();
        YJ_ASSIGN(const bool passed, aside());
        if (!passed) return bad("含有 DOCTYPE 或实体声明");
    }
}

/// Passes over a comment or an instruction; false for a declaration.
Result<bool> XmlScan::aside() {
    const bool comment = window().starts_with("<!--");
    const bool instruction = window().starts_with("<?");
    if (!comment && !instruction) return false;
    YJ_ASSIGN(const std::size_t end, find(comment ? "-->" : "?>", 2, limits_.text_bytes));
    if (end == kNowhere) return bad("部件不完整");
    const auto inside = window().substr(0, end);
    if (const auto at = inside.find("encoding"); inside.starts_with("<?xml ") && at != kNowhere) {
        std::string encoding(inside.substr(std::min(inside.size(), inside.find_first_of("\"'", at))));
        for (char& c : encoding) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
        if (encoding.find("UTF-8") != 1) return bad("部件声明的编码不是 UTF-8");
    }
    at_ += end + (comment ? 3 : 2);
    return true;
}

Result<XmlScan::Event> XmlScan::cdata() {
    if (open_.empty()) return bad("根元素之外有文字");
    YJ_ASSIGN(const std::size_t end, find("]]>", 9, limits_.text_bytes));
    if (end == kNowhere) return bad("部件不完整");
    text_ = window().substr(9, end - 9);
    at_ += end + 3;
    return Event::Text;
}

Result<XmlScan::Event> XmlScan::run_of_text(std::size_t size) {
    text_ = window().substr(0, size);
    at_ += size;
    if (text_.find('&') != kNowhere) {
        if (!decode(text_, decoded_)) return bad("含有未知实体");
        text_ = decoded_;
    }
    return Event::Text;
}

bool XmlScan::decode(std::string_view raw, std::string& out) const {
    out.clear();
    while (!raw.empty()) {
        const auto amp = std::min(raw.find('&'), raw.size());
        out += raw.substr(0, amp);
        raw.remove_prefix(amp);
        if (raw.empty()) break;
        const auto end = raw.substr(0, 16).find(';');
        if (end == kNowhere) return false;
        const auto c = character_of(raw.substr(1, end - 1));
        if (c == 0) return false;
        put_utf8(out, c);
        raw.remove_prefix(end + 1);
    }
    return true;
}

Result<XmlScan::Event> XmlScan::start_tag() {
    std::size_t end = 0;
    Tag read = Tag::CutInQuotes;
    while (read == Tag::CutInQuotes) {
        YJ_ASSIGN(end, find(">", end + 1, limits_.tag_bytes));
        if (end == kNowhere) return bad("部件不完整");
        read = read_tag(window().substr(1, end - 1));
    }
    if (read == Tag::Wrong) return bad("标记写法有误");
    if (open_.empty() && root_seen_) return bad("有两个根元素");
    if (open_.size() >= limits_.depth) return bad("元素嵌套过深");
    root_seen_ = true;
    open_.push_back(names_.size());
    names_ += full_name_;
    at_ += end + 1;
    return Event::Start;
}

/// Reads name and attributes of what stands between '<' and a '>'.
XmlScan::Tag XmlScan::read_tag(std::string_view tag) {
    closes_itself_ = tag.ends_with('/');
    const char* at = tag.data();
    const char* const end = at + tag.size() - (closes_itself_ ? 1 : 0);
    const auto name = [&] {
        const char* const from = at;
        while (at < end && !ends_name(*at)) ++at;
        return std::string_view(from, static_cast<std::size_t>(at - from));
    };
    full_name_ = name();
    name_ = local(full_name_);
    attributes_.clear();
    if (name_.empty()) return Tag::Wrong;
    while (at < end) {
        if (!is_blank(*at)) return Tag::Wrong;
        while (at < end && is_blank(*at)) ++at;
        if (at == end) break;
        const auto attribute_name = name();
        while (at < end && is_blank(*at)) ++at;
        if (attribute_name.empty() || at == end || *at != '=') return Tag::Wrong;
        ++at;
        while (at < end && is_blank(*at)) ++at;
        if (at == end || (*at != '"' && *at != '\'')) return Tag::Wrong;
        const char quote = *at++;
        const char* const from = at;
        while (at < end && *at != quote) ++at;
        if (at == end) return Tag::CutInQuotes;
        for (const auto& other : attributes_)
            if (other.name == attribute_name) return Tag::Wrong;
        if (attributes_.size() >= 128) return Tag::Wrong;
        attributes_.push_back({attribute_name, {from, static_cast<std::size_t>(at - from)}});
        ++at;
    }
    return Tag::Whole;
}

std::optional<std::string_view> XmlScan::attribute(std::string_view local_name) {
    for (const auto& each : attributes_) {
        if (local(each.name) != local_name) continue;
        if (each.raw.find('&') == kNowhere) return each.raw;
        if (!decode(each.raw, attribute_text_)) return std::string_view{};
        return attribute_text_;
    }
    return std::nullopt;
}

Result<XmlScan::Event> XmlScan::end_tag() {
    if (open_.empty()) return bad("标记不配对");
    const std::string_view expected = std::string_view(names_).substr(open_.back());
    YJ_TRY(have(expected.size() + 3));
    auto rest = window().substr(2);
    if (!rest.starts_with(expected)) return bad("标记不配对");
    YJ_ASSIGN(const std::size_t end, find(">", 2 + expected.size(), limits_.tag_bytes));
    if (end == kNowhere) return bad("部件不完整");
    if (!trimmed(window().substr(2 + expected.size(), end - 2 - expected.size())).empty())
        return bad("标记不配对");
    at_ += end + 1;
    return close();
}

Result<XmlScan::Event> XmlScan::close() {
    closed_.assign(names_, open_.back());
    name_ = local(closed_);
    names_.resize(open_.back());
    open_.pop_back();
    return Event::End;
}

}  // namespace yj::sheet

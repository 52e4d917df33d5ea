// XmlScan: the one reader of XML parts, strict, over a stream and in little memory.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace yj::sheet {

/// Fills the memory and answers how many bytes came; 0 at the end.
using ByteSource = std::function<Result<std::size_t>(char* to, std::size_t room)>;
[[nodiscard]] ByteSource source_of(std::string_view bytes);

struct XmlLimits {
    std::size_t depth = 64;
    std::size_t tag_bytes = 256u << 10;   ///< one tag with its attributes
    std::size_t text_bytes = 256u << 10;  ///< one run of text; a cell holds 32,767 characters at most
};

/// Reads elements and texts in order. Namespace prefixes are dropped from names ("x:row" is "row").
/// Refuses: DOCTYPE and so every entity but the five of XML and character numbers; any encoding but UTF-8;
/// NUL and other characters that XML forbids; tags that do not match; and all beyond the limits. Views live
/// until next().
class XmlScan {
public:
    enum class Event { Start, End, Text, Done };

    XmlScan(ByteSource source, std::string place, const XmlLimits& limits = {});

    /// Fails: Malformed with the place given.
    [[nodiscard]] Result<Event> next();
    /// Local name of the element that starts or ends.
    [[nodiscard]] std::string_view name() const { return name_; }
    /// The value of an attribute of the element that starts, by local name.
    [[nodiscard]] std::optional<std::string_view> attribute(std::string_view local_name);
    [[nodiscard]] std::string_view text() const { return text_; }
    /// Elements open around what was just read (the one that starts included).
    [[nodiscard]] std::size_t depth() const { return open_.size(); }

private:
    enum class Tag { Whole, CutInQuotes, Wrong };

    [[nodiscard]] Result<bool> fill();
    [[nodiscard]] bool valid(const char* bytes, std::size_t size);
    [[nodiscard]] Result<bool> have(std::size_t size);
    [[nodiscard]] Result<std::size_t> find(std::string_view wanted, std::size_t from, std::size_t limit);
    [[nodiscard]] Result<Event> markup();
    [[nodiscard]] Result<bool> aside();
    [[nodiscard]] Result<Event> cdata();
    [[nodiscard]] Result<Event> start_tag();
    [[nodiscard]] Result<Event> end_tag();
    [[nodiscard]] Result<Event> close();
    [[nodiscard]] Result<Event> run_of_text(std::size_t size);
    [[nodiscard]] Tag read_tag(std::string_view tag);
    [[nodiscard]] bool decode(std::string_view raw, std::string& out) const;
    [[nodiscard]] std::unexpected<Refusal> bad(std::string what) const;
    [[nodiscard]] std::string_view window() const { return {buffer_.data() + at_, end_ - at_}; }

    struct Attribute {
        std::string_view name;
        std::string_view raw;
    };

    ByteSource source_;
    std::string place_;
    XmlLimits limits_;
    std::string buffer_;
    std::size_t at_ = 0;
    std::size_t end_ = 0;
    bool ended_ = false;
    bool begun_ = false;
    bool root_seen_ = false;
    bool closes_itself_ = false;
    int owed_ = 0;  ///< bytes still owed to the character at the end of the window
    unsigned char low_ = 0x80;
    unsigned char high_ = 0xBF;
    std::string_view name_;
    std::string_view full_name_;
    std::string_view text_;
    std::string decoded_;
    std::string attribute_text_;
    std::vector<Attribute> attributes_;
    std::string closed_;             ///< name of the element that ended
    std::string names_;              ///< full names of open elements, one behind the other
    std::vector<std::size_t> open_;  ///< where each begins in names_
};

}  // namespace yj::sheet

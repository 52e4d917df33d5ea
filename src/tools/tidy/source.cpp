#include "tools/tidy/source.hpp"

#include "base/text.hpp"

namespace yj::tidy {
namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Walks over a text once and sorts it into tokens, comments and includes.
class Reader {
public:
    Reader(Source& source, std::string_view text) : source_(source), text_(text) {}

    void read() {
        while (at_ < text_.size()) step();
    }

private:
    [[nodiscard]] bool sees(std::string_view what) const { return text_.substr(at_).starts_with(what); }

    void step() {
        if (sees("//")) return line_comment();
        if (sees("/*")) return block_comment();
        const char c = text_[at_];
        if (c == '#') return directive();
        if (c == '"') return quoted('"');
        if (c == '\'') return quoted('\'');
        if (is_word(c)) return word();
        if (c == '\n') ++line_;
        if (c == ' ' || c == '\n' || c == '\t' || c == '\\') {
            ++at_;
            return;
        }
        punctuation();
    }

    void line_comment() {
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        source_.comments.push_back({std::string(text_.substr(at_, end - at_)), line_});
        at_ = end;
    }

    void block_comment() {
        const std::size_t end = std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2;
        for (std::string_view piece : split(text_.substr(at_, end - at_), '\n'))
            source_.comments.push_back({std::string(piece), line_++});
        --line_;
        at_ = end;
    }

    /// A preprocessor line, with the lines that a backslash joins to it.
    void directive() {
        const std::string_view rest = text_.substr(at_ + 1);
        const std::string_view line = trimmed(rest.substr(0, rest.find('\n')));
        if (line.starts_with("include")) include(trimmed(line.substr(7)));
        while (at_ < text_.size() && text_[at_] != '\n') {
            if (sees("//")) return line_comment();
            if (sees("\\\n")) {
                ++line_;
                ++at_;
            }
            ++at_;
        }
    }

    void include(std::string_view target) {
        const char close = target.starts_with('<') ? '>' : '"';
        const std::size_t stop = target.find(close, 1);
        if (stop != std::string_view::npos)
            source_.includes.push_back({std::string(target.substr(1, stop - 1)), close == '"', line_});
    }

    void quoted(char quote) {
        for (++at_; at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n'; ++at_)
            if (text_[at_] == '\\') ++at_;
        if (at_ < text_.size() && text_[at_] == quote) ++at_;
    }

    void raw_text() {
        const std::size_t open = std::min(text_.find('(', at_), text_.size());
        const std::string close = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
        const std::size_t end = std::min(text_.find(close, open), text_.size() - close.size()) + close.size();
        for (const char c : text_.substr(at_, end - at_)) line_ += c == '\n' ? 1 : 0;
        at_ = end;
    }

    void word() {
        const std::size_t start = at_;
        // A digit separator (1'000) belongs to its number.
        const bool number = text_[at_] >= '0' && text_[at_] <= '9';
        while (at_ < text_.size() && (is_word(text_[at_]) || (number && text_[at_] == '\''))) ++at_;
        const std::string_view word = text_.substr(start, at_ - start);
        if (at_ < text_.size() && text_[at_] == '"' && word.ends_with('R')) return raw_text();
        source_.tokens.push_back({std::string(word), line_});
    }

    void punctuation() {
        for (const std::string_view whole : {"...", "::", "->", "<<", "==", "<=", ">=", "!="})
            if (sees(whole)) {
                source_.tokens.push_back({std::string(whole), line_});
                at_ += whole.size();
                return;
            }
        source_.tokens.push_back({std::string(1, text_[at_]), line_});
        ++at_;
    }

    Source& source_;
    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
};

}  // namespace

std::string Source::room() const {
    const auto parts = split(path, '/');
    return parts.size() > 2 && parts[0] == "src" ? std::string(parts[1]) : std::string();
}

std::string Source::stem() const {
    const std::string name = path.substr(path.rfind('/') + 1);
    return name.substr(0, name.rfind('.'));
}

bool Source::is_for_tests() const {
    const std::string name = stem();
    return name.ends_with("_test") || name.ends_with("_bench") || name.ends_with("_fixture") ||
           name == "golden";
}

Source read_source(std::string path, std::string_view text) {
    Source source;
    source.path = std::move(path);
    for (std::string_view line : split(text, '\n')) source.lines.emplace_back(line);
    if (!source.lines.empty() && source.lines.back().empty()) source.lines.pop_back();
    Reader(source, text).read();
    return source;
}

}  // namespace yj::tidy

#include "edit/notation/rule_words.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace yj::edit {

namespace {

struct Twin {
    std::string_view from;
    std::string_view to;
};
constexpr std::array kTwins{Twin{"≤", "<="}, Twin{"≥", ">="}, Twin{"≠", "!="},
                            Twin{"×", "*"},  Twin{"÷", "/"},  Twin{"≈", "≈"}};
constexpr std::array<std::string_view, 5> kLongMarks{"<=", ">=", "==", "!=", ".."};
constexpr char32_t kByteOrderMark = 0xFEFF, kOpenQuote = 0x201C, kCloseQuote = 0x201D;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_han(char32_t c) { return c >= 0x3400 && c != 0xFF08 && c != 0xFF09 && !(c >= 0xFF00 && c <= 0xFFEF); }
bool is_blank(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || c == kByteOrderMark;
}

class Cutter {
public:
    Cutter(std::string_view text, WordSort sort, std::vector<Remark>* remarks)
        : whole_(text), text_(text), sort_(sort), remarks_(remarks) {}

    std::vector<Word> cut() {
        while (skip_blank()) {
            if (!take_bracketed() && !take_text() && !take_twin() && !take_name_or_number() &&
                !take_long_mark())
                take_mark();
            words_.back().end = at();
        }
        words_.push_back({WordKind::End, "", line_, column_, at(), at()});
        return std::move(words_);
    }

private:
    std::size_t at() const { return whole_.size() - text_.size(); }
    char32_t peek(std::size_t ahead = 0) const {
        auto rest = text_;
        char32_t c = 0;
        for (std::size_t i = 0; i <= ahead; ++i) {
            if (rest.empty()) return 0;
            c = take_character(rest);
        }
        return c;
    }
    std::string_view next() {
        auto rest = text_;
        const char32_t c = take_character(rest);
        const auto out = text_.substr(0, text_.size() - rest.size());
        text_ = rest;
        if (c == '\n') {
            ++line_;
            column_ = 1;
        } else {
            ++column_;
        }
        return out;
    }
    /// After 规则 and 适用, and in a list that began there, stand codes: "206-1, 206-2".
    void start(WordKind kind) {
        const std::string_view before =
            words_.empty() ? std::string_view{} : std::string_view(words_.back().text);
        const bool comma = peek() == ',' || peek() == 0xFF0C;
        code_place_ = before == "规则" || before == "适用" || (before == "," && code_list_);
        code_list_ = code_place_ || (comma && code_list_);
        words_.push_back({kind, "", line_, column_, at(), at()});
    }

    bool skip_blank() {
        bool own_line = words_.empty() || at() == 0;
        while (!text_.empty()) {
            const char32_t c = peek();
            if (c == '#' && bracket_depth_ == 0) {
                const auto begin = at();
                while (!text_.empty() && peek() != '\n') next();
                if (remarks_ != nullptr)
                    remarks_->push_back(
                        {std::string(trimmed(whole_.substr(begin, at() - begin))), begin, own_line});
            } else if (is_blank(c)) {
                own_line = own_line || c == '\n';
                next();
            } else {
                return true;
            }
        }
        return false;
    }

    /// [a name with anything in it] of a plain table, on one line.
    bool take_bracketed() {
        if (sort_ != WordSort::Table || bracket_depth_ != 1 || words_.back().text != "[") return false;
        const auto line = text_.substr(0, text_.find('\n'));
        if (line.find(']') == std::string_view::npos) return false;
        start(WordKind::Name);
        while (!text_.empty()) {
            if (peek() == ']') {
                if (peek(1) != ']') break;
                next();
            }
            words_.back().text += next();
        }
        words_.back().text = std::string(trimmed(words_.back().text));
        return true;
    }

    bool take_text() {
        if (peek() != '"' && peek() != kOpenQuote) return false;
        const char32_t closing = peek() == '"' ? U'"' : kCloseQuote;
        start(WordKind::Text);
        next();
        while (!text_.empty() && peek() != closing && peek() != '\n') words_.back().text += next();
        if (peek() == closing)
            next();
        else
            words_.back().kind = WordKind::Mark;  // not closed: no word at all
        return true;
    }

    bool take_twin() {
        for (const auto& twin : kTwins)
            if (text_.starts_with(twin.from)) {
                start(WordKind::Mark);
                words_.back().text = twin.to;
                next();
                return true;
            }
        return false;
    }

    /// Names may hold digits, '-' and '/' when they began with a Latin letter or a digit and go on
    /// (B204-1/H1, 206-1); a number is digits with an optional point and an optional %.
    bool take_name_or_number() {
        const char32_t first = peek();
        if (!is_digit(first) && !is_letter(first) && !is_han(first)) return false;
        start(is_digit(first) ? WordKind::Number : WordKind::Name);
        if (is_han(first) || (sort_ == WordSort::Table && is_letter(first) && !code_place_)) {
            while (is_han(peek()) || is_digit(peek()) || is_letter(peek()) || table_joins())
                words_.back().text += next();
            // A bracket that was left open ends with its rule, so that one fault does not become many.
            if (words_.back().text == "规则" && bracket_depth_ > 0) {
                bracket_depth_ = 0;
                code_place_ = false;
            }
            return true;
        }
        bool named = false;  // a name of 汉字 after the '/': B204-1/甲
        while (is_digit(peek()) || is_letter(peek()) || joins() || (named && is_han(peek()))) {
            named = code_place_ && (is_han(peek()) || (peek() == '/' && is_han(peek(1))));
            if (!is_digit(peek()) && peek() != '.') words_.back().kind = WordKind::Name;
            words_.back().text += next();
        }
        if (words_.back().kind == WordKind::Number && peek() == '%') words_.back().text += next();
        return true;
    }
    bool table_joins() const {
        const char32_t after = peek(1);
        return sort_ == WordSort::Table && peek() == '.' && (is_letter(after) || is_han(after)) &&
               words_.back().text != "单位";
    }
    /// '-' and '/' join inside codes; '.' joins the digits of one number, outside of brackets.
    bool joins() const {
        const char32_t c = peek(), after = peek(1);
        const auto& word = words_.back();
        if (c == '.') return bracket_depth_ == 0 && word.kind == WordKind::Number && is_digit(after);
        const bool code = is_letter(after) || is_digit(after) || (c == '/' && code_place_ && is_han(after));
        return (c == '-' || c == '/') && bracket_depth_ == 0 && code && (code_place_ || looks_like_form());
    }
    /// "206-1[103.1]", "B204-1.工业总产值": what follows up to '[', or up to a point before a name, is one
    /// code without spaces.
    bool looks_like_form() const {
        constexpr std::size_t kLongestCode = 40;
        for (std::size_t i = 0; i < std::min(text_.size(), kLongestCode); ++i) {
            const char c = text_[i];
            if (c == '[') return true;
            if (c == '.') {
                auto rest = text_.substr(i + 1);
                return !rest.empty() && is_han(take_character(rest));
            }
            const bool code =
                (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
            if (!code) return false;
        }
        return false;
    }

    bool take_long_mark() {
        for (const auto mark : kLongMarks)
            if (text_.starts_with(mark)) {
                start(WordKind::Mark);
                words_.back().text = std::string(mark);
                next();
                next();
                return true;
            }
        return false;
    }

    void take_mark() {
        start(WordKind::Mark);
        const auto character = half_width(next());
        words_.back().text = character;
        // The brackets of an interval (在 [0.5, 1.5]) hold numbers, those of a cell hold codes.
        const bool interval = words_.size() > 1 && words_[words_.size() - 2].text == "在";
        if (character == "[" && !interval) ++bracket_depth_;
        if (character == "]" && bracket_depth_ > 0) --bracket_depth_;
    }

    std::string_view whole_;
    std::string_view text_;
    WordSort sort_;
    std::vector<Remark>* remarks_;
    std::vector<Word> words_;
    int line_ = 1;
    int column_ = 1;
    int bracket_depth_ = 0;
    bool code_place_ = false;
    bool code_list_ = false;
};

}  // namespace

std::vector<Word> cut_words(std::string_view text, WordSort sort, std::vector<Remark>* remarks) {
    return Cutter(text, sort, remarks).cut();
}

}  // namespace yj::edit

#include "edit/vtl/lexer.hpp"

#include <algorithm>
#include <array>

namespace yj::edit::vtl {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool in_name(char c) { return begins_name(c) || is_digit(c) || c == '.'; }

}  // namespace

void Lexer::step() {
    const auto c = static_cast<unsigned char>(script_[at_++]);
    if (c == '\n') {
        ++line_;
        column_ = 1;
    } else if ((c & 0xC0U) != 0x80U) {
        ++column_;
    }
}

void Lexer::skip_comment() {
    if (script_.substr(at_).starts_with("//")) {
        const auto begin = at_;
        const int line = line_;
        while (at_ < script_.size() && script_[at_] != '\n') step();
        const auto text = script_.substr(begin, at_ - begin);
        if (text.starts_with("//@")) remarks_.push_back({text.substr(3), line, begin});
        return;
    }
    const auto end = script_.find("*/", at_ + 2);
    const auto stop = end == std::string_view::npos ? script_.size() : end + 2;
    while (at_ < stop) step();
}

void Lexer::skip_blanks() {
    while (at_ < script_.size()) {
        const auto rest = script_.substr(at_, 2);
        if (rest == "//") {
            skip_comment();
        } else if (rest == "/*") {
            if (script_.find("*/", at_ + 2) == std::string_view::npos) return;  // the parser refuses it
            skip_comment();
        } else if (std::string_view(" \t\r\n\f").find(rest.front()) != std::string_view::npos) {
            step();
        } else if (rest.front() == '\xEF' && script_.substr(at_).starts_with("\xEF\xBB\xBF")) {
            at_ += 3;  // the mark that some editors put in front
        } else {
            return;
        }
    }
}

Token Lexer::taken(TokenKind kind, std::size_t length) {
    Token token{kind, script_.substr(at_, length), line_, column_, at_, at_ + length};
    for (const auto stop = at_ + length; at_ < stop;) step();
    return token;
}

Token Lexer::quoted(char quote, TokenKind kind) {
    const auto end = script_.find(quote, at_ + 1);
    if (end == std::string_view::npos) {
        Token token{TokenKind::Mark, script_.substr(at_, 1), line_, column_, at_, script_.size()};
        at_ = script_.size();
        return token;
    }
    auto token = taken(kind, end + 1 - at_);
    token.text = token.text.substr(1, token.text.size() - 2);
    return token;
}

Token Lexer::next() {
    skip_blanks();
    if (at_ >= script_.size()) return {TokenKind::End, {}, line_, column_, at_, at_};
    const char c = script_[at_];
    if (c == '"') return quoted('"', TokenKind::Text);
    if (c == '\'') return quoted('\'', TokenKind::Quoted);
    auto end = at_;
    if (begins_name(c)) {
        while (end < script_.size() && in_name(script_[end])) ++end;
        return taken(TokenKind::Name, end - at_);
    }
    if (is_digit(c)) {
        while (end < script_.size() && is_digit(script_[end])) ++end;
        if (end + 1 >= script_.size() || script_[end] != '.' || !is_digit(script_[end + 1]))
            return taken(TokenKind::Integer, end - at_);
        ++end;
        while (end < script_.size() && is_digit(script_[end])) ++end;
        return taken(TokenKind::Number, end - at_);
    }
    static constexpr std::array<std::string_view, 6> kLong{":=", "<-", "<=", ">=", "<>", "||"};
    const auto two = script_.substr(at_, 2);
    if (std::ranges::find(kLong, two) != kLong.end()) return taken(TokenKind::Mark, 2);
    if (two == "/*") {  // does not end
        Token token{TokenKind::Mark, two, line_, column_, at_, script_.size()};
        at_ = script_.size();
        return token;
    }
    return taken(TokenKind::Mark, 1);
}

}  // namespace yj::edit::vtl

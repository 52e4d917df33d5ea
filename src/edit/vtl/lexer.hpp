// Lexer: a VTL text cut into words, one at a time, each with its place.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yj::edit::vtl {

enum class TokenKind : std::uint8_t {
    Name,     ///< letters, digits, _ and . ; also 汉字
    Quoted,   ///< 'any name', without its quotes
    Integer,  ///< 12
    Number,   ///< 0.5
    Text,     ///< "…", without its quotes
    Mark,     ///< := <- <= >= <> || < > + - * / = ( ) [ ] { } , ; : #
    End,
};

struct Token {
    TokenKind kind = TokenKind::End;
    std::string_view text;
    int line = 1;
    int column = 1;          ///< in characters, from 1
    std::size_t offset = 0;  ///< where it begins in the script, quotes included
    std::size_t end = 0;     ///< behind it
};

/// A remark of ours (//@…) that carries what VTL cannot hold.
struct Remark {
    std::string_view text;  ///< behind //@
    int line = 0;
    std::size_t offset = 0;
};

/// Comments /*…*/ and //… are skipped; //@… are kept aside. A quote or comment that does not end runs to the
/// end of the text and comes as a Mark of its first character, for the parser to refuse.
class Lexer {
public:
    explicit Lexer(std::string_view script) : script_(script) {}
    [[nodiscard]] Token next();
    [[nodiscard]] const std::vector<Remark>& remarks() const { return remarks_; }

private:
    void skip_blanks();
    void skip_comment();
    void step();
    [[nodiscard]] Token taken(TokenKind kind, std::size_t length);
    [[nodiscard]] Token quoted(char quote, TokenKind kind);

    std::string_view script_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 1;
    std::vector<Remark> remarks_;
};

}  // namespace yj::edit::vtl

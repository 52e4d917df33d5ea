// RuleWords: the text of a rule cut into words, each with its place.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace yj::edit {

enum class WordKind : std::uint8_t {
    Name,    ///< letters, 汉字, digits after a letter; also form codes: B204-1/H1
    Number,  ///< 12, 0.5, 0.5%
    Text,    ///< "…", without its quotes
    Mark,    ///< <= >= == != ≈ < > + - * / ( ) [ ] , . .. = * {
    End,
};

struct Word {
    WordKind kind = WordKind::End;
    std::string text;
    int line = 0;
    int column = 0;  ///< in characters, from 1
};

/// Cuts a `.rules` text. '#' begins a remark. Full-width marks read as their half-width twins, ≤ ≥ ≠ × ÷ as
/// <= >= != * /. What is no word at all comes as a Mark of its own character, for the parser to refuse.
[[nodiscard]] std::vector<Word> cut_words(std::string_view text);

}  // namespace yj::edit

// RuleWords: the text of a rule cut into words, each with its place.
#pragma once
#include <cstddef>
#include <cstdint>
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
    int column = 0;         ///< in characters, from 1
    std::size_t begin = 0;  ///< bytes of the text that it was cut from
    std::size_t end = 0;
};

/// A remark, '#' to the end of its line.
struct Remark {
    std::string text;       ///< with its '#', without blanks at the end
    std::size_t begin = 0;  ///< byte of its '#'
    bool own_line = false;  ///< nothing but blanks stands before it
};

/// How names are cut. In a Table what stands between [ and ] is one name ("]]" means "]"), and a point joins
/// the letters of a bare name (other.rev).
enum class WordSort : std::uint8_t { Form, Table };

/// Cuts a `.rules` text. '#' begins a remark, save in brackets. Full-width marks read as their half-width
/// twins, ≤ ≥ ≠ × ÷ as <= >= != * /, “ ” as quotes. What is no word at all comes as a Mark of its own
/// character, for the parser to refuse.
/// REQUIRES: the text is UTF-8 (what is not comes as marks of single bytes).
/// Cost:    linear in the text.
[[nodiscard]] std::vector<Word> cut_words(std::string_view text, WordSort sort = WordSort::Form,
                                          std::vector<Remark>* remarks = nullptr);

}  // namespace yj::edit

// Source: one C++ file as the rules see it: its lines, its tokens, its includes and its comments apart.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace yj::tidy {

/// An identifier, a number, "::", "...", or one character of punctuation. Texts and comments leave no token.
struct Token {
    std::string text;
    int line = 0;
};

struct Include {
    std::string path;
    bool ours = false;  ///< written with quotes
    int line = 0;
};

/// A comment's text on one line, without what stands beside it.
struct Comment {
    std::string text;
    int line = 0;
};

struct Source {
    std::string path;  ///< "src/edit/rule.cpp"
    std::vector<std::string> lines;
    std::vector<Token> tokens;
    std::vector<Include> includes;
    std::vector<Comment> comments;

    [[nodiscard]] bool is_header() const { return path.ends_with(".hpp"); }
    /// "edit" for src/edit/rule.cpp; "tools" for the programs of src/tools.
    [[nodiscard]] std::string room() const;
    /// "rule" for src/edit/rule.cpp.
    [[nodiscard]] std::string stem() const;
    /// rule_test.cpp, rule_bench.cpp, rule_fixture.hpp: never part of the product.
    [[nodiscard]] bool is_for_tests() const;
};

/// Takes a file apart. Preprocessor lines leave their includes and no tokens.
[[nodiscard]] Source read_source(std::string path, std::string_view text);

}  // namespace yj::tidy

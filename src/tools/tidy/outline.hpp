// Outline: the functions that a source defines or declares outside of other functions.
#pragma once
#include <string>
#include <vector>

#include "tools/tidy/source.hpp"

namespace yj::tidy {

struct Function {
    std::string name;
    std::vector<std::string> head;  ///< its tokens before the body or the semicolon
    int first_line = 0;
    int last_line = 0;
    bool defined = false;  ///< has a body here
    bool free = false;     ///< stands in a namespace, not in a class
};

/// Found by matching braces, without a compiler: exact for code as clang-format leaves it.
[[nodiscard]] std::vector<Function> outline(const Source& source);

}  // namespace yj::tidy

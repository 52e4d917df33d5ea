// Published vectors of others, for the tests of this room only. Their licences keep them out of this
// repository; they lie beside it.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace yj::journal {

inline std::filesystem::path vectors_folder() {
    const char* shared = std::getenv("YJ_SHARED");
    const std::filesystem::path root = shared != nullptr ? shared : YJ_SOURCE_DIR "/../shared";
    return root / "oracles/trust/vectors";
}

inline std::string file_text(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Blocks of "Key = value" lines, as the Botan library's test suite writes them; a block ends at an empty
/// line. A line without "=" is a heading and stands under "".
inline std::vector<std::map<std::string, std::string>> vec_blocks(const std::string& name) {
    std::vector<std::map<std::string, std::string>> blocks(1);
    const auto text = file_text(vectors_folder() / name);
    for (const auto raw : split(text, '\n')) {
        const auto line = trimmed(raw);
        const auto sign = line.find('=');
        if (line.empty()) {
            if (!blocks.back().empty()) blocks.emplace_back();
        } else if (!line.starts_with('#')) {
            if (sign == std::string_view::npos)
                blocks.back()[""] = line;
            else
                blocks.back()[std::string(trimmed(line.substr(0, sign)))] = trimmed(line.substr(sign + 1));
        }
    }
    if (blocks.back().empty()) blocks.pop_back();
    return blocks;
}

#define YJ_NEEDS_VECTORS()                                             \
    if (!std::filesystem::exists(vectors_folder()))                    \
    GTEST_SKIP() << "the published vectors are not beside the sources" \
                    " (their licences keep them out of this repository)"

}  // namespace yj::journal

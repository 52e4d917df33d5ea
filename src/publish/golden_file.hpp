// golden_file: compares a made part with its golden file, block by block. For tests only.
#pragma once
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "base/golden.hpp"

namespace yj::publish {

inline std::string file_bytes(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// One block element a line, so that a review shows what changed.
inline std::string in_lines(std::string xml) {
    for (const std::string block :
         {"<w:p>", "<w:p ", "<w:tr>", "<w:tc>", "<w:tbl>", "<w:sectPr>", "<c:ser>", "<c:cat>", "<c:val>",
          "<c:catAx>", "<c:valAx>", "<c:legend>", "<c:title>"})
        for (std::size_t at = 0; (at = xml.find(block, at)) != std::string::npos; at += block.size() + 1)
            xml.insert(at, "\n");
    return xml + "\n";
}

[[nodiscard]] inline ::testing::AssertionResult matches_golden_part(const std::string& name,
                                                                    const std::string& xml) {
    return matches_golden(std::string(YJ_SOURCE_DIR) + "/src/publish/golden/" + name, in_lines(xml));
}

}  // namespace yj::publish

// golden_file: compares a made part with its golden file, block by block. For tests only.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace yj::publish {

inline std::string file_bytes(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// One block element a line, so that a review shows what changed.
inline std::string in_lines(std::string xml) {
    for (const std::string block : {"<w:p>", "<w:p ", "<w:tr>", "<w:tc>", "<w:tbl>", "<w:sectPr>", "<c:ser>", "<c:cat>",
                                    "<c:val>", "<c:catAx>", "<c:valAx>", "<c:legend>", "<c:title>"})
        for (std::size_t at = 0; (at = xml.find(block, at)) != std::string::npos; at += block.size() + 1)
            xml.insert(at, "\n");
    return xml + "\n";
}

/// UPDATE_GOLDEN=1 writes the file instead; the diff is read in review.
inline void expect_golden(const std::string& name, const std::string& xml) {
    const std::string path = std::string(YJ_SOURCE_DIR) + "/src/publish/golden/" + name;
    const std::string made = in_lines(xml);
    if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << made;
    EXPECT_EQ(made, file_bytes(path)) << name;
}

}  // namespace yj::publish

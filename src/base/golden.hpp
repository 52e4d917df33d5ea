// Golden files: what a test made, compared with what was read and found right. For tests only.
#pragma once
#include <fmt/format.h>

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/case_file.hpp"
#include "base/text.hpp"

namespace yj {

/// The first line in which two texts differ, with both readings; empty when they are the same.
[[nodiscard]] inline std::string first_difference(std::string_view expected, std::string_view actual) {
    const auto left = split(expected, '\n');
    const auto right = split(actual, '\n');
    for (std::size_t at = 0; at < left.size() || at < right.size(); ++at) {
        const std::string was(at < left.size() ? left[at] : "(end)");
        const std::string is(at < right.size() ? right[at] : "(end)");
        if (was != is || at >= left.size() || at >= right.size())
            return fmt::format("line {}\n  golden: {}\n  actual: {}", at + 1, was, is);
    }
    return {};
}

/// EXPECT_TRUE(matches_golden(YJ_SOURCE_DIR "/src/publish/golden/page.txt", text));
/// With UPDATE_GOLDEN=1 in the environment the file is written instead; its diff is then read in review.
[[nodiscard]] inline ::testing::AssertionResult matches_golden(const std::string& path,
                                                               std::string_view actual) {
    const char* update = std::getenv("UPDATE_GOLDEN");
    if (update != nullptr && std::string_view(update) == "1") {
        std::filesystem::create_directories(std::filesystem::path(path).parent_path());
        std::ofstream(path, std::ios::binary) << actual;
        return ::testing::AssertionSuccess();
    }
    const auto expected = read_text_file(path);
    if (!expected) return ::testing::AssertionFailure() << path << " is not there; UPDATE_GOLDEN=1 writes it";
    const std::string difference = first_difference(*expected, actual);
    if (difference.empty()) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << path << " differs at " << difference;
}

}  // namespace yj

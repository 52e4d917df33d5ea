// The rules of the packs stand in the layout that `youju rule format` gives.
#include <gtest/gtest.h>

#include <filesystem>

#include "base/golden.hpp"
#include "edit/notation/format_rules.hpp"

namespace yj::edit {
namespace {

TEST(RulesOfThePacks, StandInTheCanonicalLayout) {
    for (const char* pack : {"unified-2025", "eia-1996"})
        for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(YJ_SOURCE_DIR) /
                                                                    "packs" / pack / "rules")) {
            if (file.path().extension() != ".rules") continue;
            const auto path = file.path().string();
            const auto text = format_rules(path, read_text_file(path).value());
            ASSERT_TRUE(text.has_value()) << path;
            EXPECT_TRUE(matches_golden(path, *text));
        }
}

}  // namespace
}  // namespace yj::edit

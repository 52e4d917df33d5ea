#include "publish/read_back.hpp"

#include <gtest/gtest.h>

#include "publish/bulletin.hpp"
#include "publish/golden_file.hpp"
#include "publish/sample_issue.hpp"

namespace yj::publish {
namespace {

TEST(ReadBack, FindsTheNumbersThatWereChangedByHandAndThoseThatAreGone) {
    const std::string root(YJ_SOURCE_DIR);
    const auto product = parse_product("sample.toml", file_bytes(root + "/src/publish/cases/sample.toml"));
    ASSERT_TRUE(product.has_value());
    const auto tables = sample_tables();
    const auto bulletin =
        make_bulletin(*product, file_bytes(root + "/packs/unified-2025/products/monthly/template.docx"),
                      sample_issue(), tables);
    ASSERT_TRUE(bulletin.has_value()) << bulletin.error().text();
    const auto untouched = changed_by_hand(bulletin->docx, bulletin->docx);
    ASSERT_TRUE(untouched.has_value());
    EXPECT_TRUE(untouched->empty());

    const auto total = tables[0].rows[0].cells[3].id;
    const auto town = tables[0].rows.back().cells[0].id;
    const std::string total_mark = "yj_" + std::to_string(total.value);
    const std::string town_mark = "yj_" + std::to_string(town.value);
    auto edited = Docx::open(bulletin->docx);
    ASSERT_TRUE(edited.has_value());
    ASSERT_TRUE(edited->set_text(total_mark, "增长9.9%").has_value());
    ASSERT_TRUE(edited->set_text(town_mark, "").has_value());
    const auto changes = changed_by_hand(bulletin->docx, edited->save());
    ASSERT_TRUE(changes.has_value()) << changes.error().text();
    ASSERT_EQ(changes->size(), 2U);
    for (const auto& change : *changes) {
        if (change.figure == total) {
            EXPECT_EQ(change, (HandChange{total_mark, total, "增长6.4%", "增长9.9%", false}));
        } else {
            EXPECT_EQ(change, (HandChange{town_mark, town, "9383.0", "", false}));
        }
    }
    EXPECT_FALSE(changed_by_hand(bulletin->docx, "no document").has_value());
}

}  // namespace
}  // namespace yj::publish

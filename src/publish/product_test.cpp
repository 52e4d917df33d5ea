#include "publish/product.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "publish/golden_file.hpp"

namespace yj::publish {
namespace {

constexpr std::string_view kHead =
    "code = \"monthly\"\nname = \"统计月报\"\ntitle = \"{县}统计月报 {期}\"\ntemplate = "
    "\"template.docx\"\njanuary = \"免报\"\n";

std::vector<instrument::Fault> faults_of(const std::string& more) {
    auto product = parse_product("products/monthly/product.toml", std::string(kHead) + more);
    return product ? std::vector<instrument::Fault>{} : product.error();
}

TEST(Product, ReadsThePacksMonthlyProduct) {
    const auto product = parse_product(
        "product.toml",
        file_bytes(std::string(YJ_SOURCE_DIR) + "/packs/unified-2025/products/monthly/product.toml"));
    ASSERT_TRUE(product.has_value()) << product.error()[0].line << " " << product.error()[0].what;
    EXPECT_EQ(product->code, "monthly");
    EXPECT_EQ(product->january, January::Exempt);
    EXPECT_FALSE(product->tables.empty());
    EXPECT_FALSE(product->charts.empty());
    EXPECT_EQ(product->hash.size(), 64U);
}

TEST(Product, ReportsEveryFaultWithItsLine) {
    const auto faults = faults_of(
        "[[table]]\nat = \"表_1\"\n[[text]]\nat = \"导语\"\nsay = \"{期间}\"\ncolour = \"red\"\n"
        "[[chart]]\nat = \"表_1\"\ntitle = \"图\"\nkind = \"饼图\"\n");
    std::vector<std::string> said;
    for (const auto& fault : faults) said.push_back(std::to_string(fault.line) + " " + fault.what);
    EXPECT_EQ(said, (std::vector<std::string>{"6 缺少“code”", "10 不认识“{期间}”，是否为“{期}”",
                                              "11 不认识的键“colour”", "12 图没有数列",
                                              "12 书签“表_1”在第 6 行已经用过", "15 kind 不认识“饼图”"}));
    for (const auto& fault : faults) EXPECT_EQ(fault.file, "products/monthly/product.toml");
}

TEST(Product, SaysWhereTheTomlBreaks) {
    const auto faults = faults_of("[[table\n");
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].line, 6);
    EXPECT_FALSE(faults[0].what.empty());
}

TEST(Product, KnowsWhichTablesOfWhichPeriodsItNeeds) {
    const auto product = parse_product(
        "p", std::string(kHead) +
                 "[[text]]\nat = \"a\"\nsay = \"{T:X r:g 较 T:X r:g@上期|百分点}{T:Y r:g@上年同期}\"\n"
                 "[[chart]]\nat = \"b\"\ntitle = \"t\"\nlast = 3\nseries = [ { name = \"n\", figure = \"T:X "
                 "r:g\" } ]\n");
    ASSERT_TRUE(product.has_value()) << product.error()[0].what;
    const auto needed = tables_needed(*product, Period::month(2026, 3));
    const std::vector<TableAt> expected{{"X", Period::month(2026, 3)},
                                        {"X", Period::jan_feb(2026)},
                                        {"Y", Period::month(2025, 3)},
                                        {"X", Period::month(2025, 12)}};
    EXPECT_EQ(needed, expected);
}

}  // namespace
}  // namespace yj::publish

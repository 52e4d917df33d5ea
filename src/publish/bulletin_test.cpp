#include "publish/bulletin.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "publish/docx_package.hpp"
#include "publish/sample_issue.hpp"

namespace yj::publish {
namespace {

std::string file(const std::string& path) {
    std::ifstream in(std::string(YJ_SOURCE_DIR) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

const std::string kFolder = "packs/unified-2025/products/monthly/";

Product monthly() {
    auto product = parse_product("product.toml", file(kFolder + "product.toml"));
    if (!product)
        for (const auto& fault : product.error()) ADD_FAILURE() << fault.line << " " << fault.what << " " << fault.expected;
    return product.value_or(Product{});
}

TEST(Bulletin, FillsTheMonthlyTemplateOfThePack) {
    const auto tables = sample_tables();
    const auto bulletin = make_bulletin(monthly(), file(kFolder + "template.docx"), sample_issue(), tables);
    ASSERT_TRUE(bulletin.has_value()) << bulletin.error().text();
    EXPECT_EQ(bulletin->title, "示例县统计月报 2026年10月");
    for (const auto& gap : bulletin->gaps) ADD_FAILURE() << gap.place << " " << gap.figure << " " << gap.why;
    if (const char* out = std::getenv("YJ_KEEP_BULLETIN")) std::ofstream(out, std::ios::binary) << bulletin->docx;
}

}  // namespace
}  // namespace yj::publish

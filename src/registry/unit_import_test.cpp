#include "registry/unit_import.hpp"

#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "sheet/csv.hpp"

namespace yj::registry {
namespace {

const KnownCodes kKnown{[](const RegionCode& region) { return region.text().starts_with("990101"); },
                        [](const IndustryCode& industry) { return industry.level() == IndustryLevel::Class; }};

std::string joined(const Case& it) {
    std::string csv;
    for (const auto& row : it.rows("file")) {
        for (std::size_t i = 0; i < row.size(); ++i) csv += (i > 0 ? "," : "") + row[i];
        csv += "\n";
    }
    return csv;
}

class ImportCase : public ::testing::TestWithParam<Case> {};

TEST_P(ImportCase, TakesInAndRefusesAsTheCaseSays) {
    const auto& it = GetParam();
    const auto grid = sheet::read_csv(joined(it), "units.csv");
    ASSERT_TRUE(grid.has_value()) << grid.error().text();
    const auto imported = import_units(std::span(&*grid, 1), kKnown);
    if (!it.get("fails").empty()) {
        ASSERT_FALSE(imported.has_value());
        EXPECT_EQ(imported.error().text(), it.at("fails"));
        return;
    }
    ASSERT_TRUE(imported.has_value()) << imported.error().text();
    std::vector<std::string> taken, refused, wanted_taken, wanted_refused;
    for (const auto& draft : imported->drafts) taken.push_back(draft.attributes.code);
    for (const auto& refusal : imported->refused) refused.push_back(refusal.text());
    for (const auto& row : it.rows("taken")) wanted_taken.push_back(row.at(0));
    for (const auto& row : it.rows("refused")) wanted_refused.push_back(row.at(0));
    EXPECT_EQ(taken, wanted_taken);
    EXPECT_EQ(refused, wanted_refused);
}

INSTANTIATE_TEST_SUITE_P(Cases, ImportCase,
                         ::testing::ValuesIn(read_cases(std::string(YJ_SOURCE_DIR) +
                                                        "/src/registry/cases/unit_import.case")
                                                 .value()));

TEST(UnitImport, KeepsColumnsItDoesNotKnowUnderTheirOwnName) {
    const auto grid = sheet::read_csv("项目代码,项目名称,单位类型,区划代码,行业代码,计划总投资\n"
                                      "2025-990101-01-01-000001,柘桢产业园,投资项目,990101100001,1311,6500\n",
                                      "p.csv");
    const auto imported = import_units(std::span(&*grid, 1), kKnown);
    ASSERT_TRUE(imported.has_value());
    ASSERT_EQ(imported->drafts.size(), 1U);
    EXPECT_EQ(imported->drafts[0].attributes.more.at("计划总投资"), "6500");
    EXPECT_EQ(imported->drafts[0].attributes.kind, UnitKind::Project);
}

}  // namespace
}  // namespace yj::registry

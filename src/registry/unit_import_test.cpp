#include "registry/unit_import.hpp"

#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "sheet/csv.hpp"

namespace yj::registry {
namespace {

const std::string kCases = YJ_SOURCE_DIR "/src/registry/cases/";

UnitLists small_lists() {
    return {[](RegionCode region) { return region.text().starts_with("990101"); },
            [](const IndustryCode& industry) { return !industry.text().ends_with("99"); }};
}

sheet::Grid grid_of(const std::vector<Case::Row>& rows) {
    sheet::Grid grid("名录.csv", sheet::PlaceStyle::Lines);
    int number = 0;
    for (const auto& row : rows) {
        ++number;
        for (std::size_t i = 0; i < row.size(); ++i)
            if (!row[i].empty()) grid.add(number, static_cast<int>(i) + 1, row[i]);
    }
    EXPECT_FALSE(grid.seal().has_value());
    return grid;
}

KnownUnits known_of(const std::vector<Case::Row>& rows) {
    KnownUnits known;
    for (const auto& row : rows) {
        UnitAttributes is;
        is.code = row[0];
        is.name = row[1];
        is.region = *RegionCode::parse(row[2]);
        is.industry = *IndustryCode::parse(row[3]);
        is.size = *parse_size_class(row[4]);
        is.professions = row[5];
        is.above_scale = row[6] == "是";
        known.emplace(is.code, KnownUnit{StatUnitId{static_cast<std::int64_t>(known.size()) + 1}, is});
    }
    return known;
}

std::string joined(const Case::Row& row) {
    std::string text;
    for (const auto& each : row) text += (text.empty() ? "" : " | ") + each;
    return text;
}

std::string told(const UnitChange& change) {
    const auto& is = change.attributes;
    std::string more;
    for (const auto& [heading, value] : is.more) more += heading + "=" + value;
    return joined({change.is_new() ? "new" : "changed", is.code, is.name,
                   std::string(unit_kind_name(is.kind)), is.region.text(), is.industry.text(),
                   std::string(size_class_name(is.size)), is.professions, is.above_scale ? "是" : "否",
                   std::to_string(is.state)}) +
           (more.empty() ? "" : " | " + more);
}

void check_refusals(const std::vector<Refusal>& found, const std::vector<Case::Row>& expected,
                    const std::string& in) {
    ASSERT_EQ(found.size(), expected.size()) << in << ": " << (found.empty() ? "" : found.back().text());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].place, expected[i][1]) << in;
        EXPECT_NE(found[i].what.find(expected[i][2]), std::string::npos) << in << ": " << found[i].what;
        EXPECT_FALSE(found[i].remedy.empty()) << in;
    }
}

void check_case(const Case& one) {
    std::vector<std::string> changes;
    std::vector<Case::Row> refusals;
    int unchanged = 0;
    bool fails = false;
    for (const auto& row : one.rows("expect")) {
        if (row[0] == "unchanged")
            unchanged = std::stoi(row[1]);
        else if (row[0] == "refused" || row[0] == "failed")
            refusals.push_back(row);
        else
            changes.push_back(row.back().empty() ? joined(Case::Row(row.begin(), row.end() - 1))
                                                 : joined(row));
        fails = fails || row[0] == "failed";
    }
    const auto read = read_register(grid_of(one.rows("file")), known_of(one.rows("known")), small_lists());
    if (fails) {
        ASSERT_FALSE(read.has_value()) << one.title;
        return check_refusals({read.error()}, refusals, one.title);
    }
    ASSERT_TRUE(read.has_value()) << one.title << read.error().text();
    std::vector<std::string> found;
    for (const auto& change : read->changes) found.push_back(told(change));
    EXPECT_EQ(found, changes) << one.title;
    EXPECT_EQ(read->unchanged, unchanged) << one.title;
    check_refusals(read->refused, refusals, one.title);
}

TEST(RegisterFile, IsReadAsTheCasesSay) {
    const auto cases = read_cases(kCases + "import.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    ASSERT_GE(cases->size(), 15U);
    for (const auto& one : *cases) check_case(one);
}

TEST(RegisterFile, InGbkIsReadLikeOneInUtf8) {
    // 单位代码,单位名称,区划代码,行业代码 / …,面粉厂,… as a GBK file has them.
    const std::string bytes =
        "\xb5\xa5\xce\xbb\xb4\xfa\xc2\xeb,\xb5\xa5\xce\xbb\xc3\xfb\xb3\xc6,"
        "\xc7\xf8\xbb\xae\xb4\xfa\xc2\xeb,\xd0\xd0\xd2\xb5\xb4\xfa\xc2\xeb\r\n"
        "91990101MA0000015C,\xc3\xe6\xb7\xdb\xb3\xa7,990101001001,1311\r\n";
    const auto grid = sheet::read_csv(bytes, "名录.csv");
    ASSERT_TRUE(grid.has_value()) << grid.error().text();
    const auto read = read_register(*grid, {}, small_lists());
    ASSERT_TRUE(read.has_value()) << read.error().text();
    ASSERT_EQ(read->changes.size(), 1U);
    EXPECT_EQ(read->changes[0].attributes.name, "面粉厂");
    EXPECT_EQ(change_reason(read->changes[0]), "新增");
}

TEST(RegisterFile, NamesACodeThatASpreadsheetHasCut) {
    sheet::Grid grid("Sheet1");
    grid.add(1, 1, "单位代码");
    grid.add(1, 2, "单位名称");
    grid.add(2, 1, "919901010000000000", sheet::CellKind::Number);
    grid.add(3, 1, "9.15107E+17");
    EXPECT_FALSE(grid.seal().has_value());
    const auto read = read_register(grid, {}, small_lists());
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->refused_rows, 2);
    for (const auto& each : read->refused)
        EXPECT_NE(each.what.find("末几位已丢失"), std::string::npos) << each.text();
    EXPECT_EQ(read->refused[0].place, "Sheet1!A2");
}

TEST(RegisterFile, CountsRowsAndFaultsApart) {
    const auto cases = read_cases(kCases + "import.case");
    ASSERT_TRUE(cases.has_value());
    for (const auto& one : *cases) {
        if (one.title != "一行有几处错就说几处") continue;
        const auto read = read_register(grid_of(one.rows("file")), {}, small_lists());
        ASSERT_TRUE(read.has_value());
        EXPECT_EQ(read->refused_rows, 1);
        EXPECT_EQ(read->refused.size(), 8U);
    }
}

TEST(UnitCode, IsNormalisedWithoutHarmingCodesThatHaveHyphens) {
    EXPECT_EQ(normal_unit_code(" 12345678-8 "), "123456788");
    EXPECT_EQ(normal_unit_code("213-ak"), "213-AK");
    EXPECT_EQ(normal_unit_code("2025-990101-01-01-000001"), "2025-990101-01-01-000001");
    EXPECT_EQ(normal_unit_code("９１"), "91");
}

TEST(UnitWords, AreReadBack) {
    for (const auto kind :
         {UnitKind::Legal, UnitKind::Local, UnitKind::SoleTrader, UnitKind::Project, UnitKind::Adjustment})
        EXPECT_EQ(parse_unit_kind(unit_kind_name(kind)), kind);
    for (const auto size :
         {SizeClass::None, SizeClass::Large, SizeClass::Medium, SizeClass::Small, SizeClass::Micro})
        EXPECT_EQ(parse_size_class(size_class_name(size)), size);
    EXPECT_EQ(parse_size_class("大型"), SizeClass::Large);
    EXPECT_EQ(parse_size_class("4"), SizeClass::Micro);
    EXPECT_FALSE(parse_size_class("5").has_value());
    EXPECT_FALSE(parse_unit_kind("公司").has_value());
}

}  // namespace
}  // namespace yj::registry

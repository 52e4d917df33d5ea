#include "instrument/code_list.hpp"

#include <gtest/gtest.h>

namespace yj::instrument {
namespace {

// A township that was merged into its neighbour: its code ends, the village moves under a new one.
constexpr const char* kDrift =
    "# 示例\n"
    "code,name,parent,valid_from,valid_to,town\n"
    "10,甲镇,,,2025-12,是\n"
    "10,甲街道,,2026-01,,是\n"
    "11,乙乡,,,2025-12,是\n"
    "1001,一村,10,,,否\n"
    "1101,二村,11,,2025-12,否\n"
    "1002,二村,10,2026-01,,否\n";

CodeList drift() {
    Faults faults;
    auto list = read_code_list("lists/place.csv", kDrift, faults);
    EXPECT_TRUE(faults.empty());
    return list;
}

TEST(CodeList, NamesACodeAsItWasInThePeriod) {
    const auto list = drift();
    EXPECT_EQ(list.name(), "place");
    EXPECT_EQ(list.name_of("10", Period::month(2025, 12)), "甲镇");
    EXPECT_EQ(list.name_of("10", Period::month(2026, 1)), "甲街道");
    EXPECT_EQ(list.find("11", Period::month(2026, 1)), nullptr);
    EXPECT_EQ(list.name_of("11", Period::month(2026, 1)), "11");
    EXPECT_EQ(list.find("10", Period::month(2026, 1))->fact("town"), "是");
}

TEST(CodeList, WalksTheTreeOfThePeriod) {
    const auto list = drift();
    EXPECT_EQ(list.children("", Period::month(2025, 12)).size(), 2U);
    EXPECT_EQ(list.children("", Period::month(2026, 1)).size(), 1U);
    EXPECT_EQ(list.children("10", Period::month(2026, 1)).size(), 2U);
    const auto path = list.path_to("1002", Period::month(2026, 3));
    ASSERT_EQ(path.size(), 2U);
    EXPECT_EQ(path[0]->name, "甲街道");
    EXPECT_TRUE(list.path_to("1002", Period::month(2025, 3)).empty());
}

TEST(CodeList, FindsAnIndustryByItsDigits) {
    Faults faults;
    const auto list =
        read_code_list("lists/industry.csv", "code,name,parent\nC,制造业,\nC13,农副食品加工业,C\n", faults);
    EXPECT_TRUE(faults.empty());
    const auto period = Period::month(2026, 1);
    EXPECT_EQ(list.find_key("13", period)->code, "C13");
    EXPECT_EQ(list.find_key("C13", period)->code, "C13");
    for (const char* key : {"", "1", "14", "c13", "3"}) EXPECT_EQ(list.find_key(key, period), nullptr) << key;
}

}  // namespace
}  // namespace yj::instrument

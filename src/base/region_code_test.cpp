#include "base/region_code.hpp"

#include <gtest/gtest.h>

namespace yj {
namespace {

RegionCode region(std::string_view digits) {
    const auto code = RegionCode::parse(digits);
    EXPECT_TRUE(code.has_value()) << digits;
    return code.value_or(RegionCode());
}

TEST(RegionCode, ReadsItsLevelFromTheDigits) {
    EXPECT_EQ(region("99").level(), RegionLevel::Province);
    EXPECT_EQ(region("9901").level(), RegionLevel::City);
    EXPECT_EQ(region("990101").level(), RegionLevel::County);
    EXPECT_EQ(region("990101001").level(), RegionLevel::Township);
    EXPECT_EQ(region("990101001201").level(), RegionLevel::Village);
    EXPECT_EQ(region("990101000000").level(), RegionLevel::County);
    EXPECT_EQ(region("990000000000").level(), RegionLevel::Province);
    EXPECT_EQ(region("000000000000").level(), RegionLevel::Country);
    EXPECT_EQ(region("990101"), region("990101000000"));
}

TEST(RegionCode, KeepsTwelveDigitsAndItsPrefix) {
    EXPECT_EQ(region("110101001").text(), "110101001000");
    EXPECT_EQ(region("110101001").prefix(), "110101001");
    EXPECT_EQ(region("0101").text(), "010100000000");
    EXPECT_EQ(RegionCode().prefix(), "");
}

TEST(RegionCode, RefusesWhatIsNoCode) {
    for (const std::string_view text : {"", "9", "990", "99010", "9901010", "99010100120", "9901010012011",
                                        "99010a", "９９", "-9", "99010100120199010100120199"})
        EXPECT_FALSE(RegionCode::parse(text).has_value()) << text;
}

TEST(RegionCode, TellsACityFromItsOnlyCounty) {
    const auto city = RegionCode::parse("441900000000", RegionLevel::City);
    const auto county = RegionCode::parse("441900000000", RegionLevel::County);
    ASSERT_TRUE(city && county);
    EXPECT_NE(*city, *county);
    EXPECT_TRUE(city->contains(*county));
    EXPECT_FALSE(county->contains(*city));
    EXPECT_FALSE(RegionCode::parse("441901000000", RegionLevel::City).has_value());
}

TEST(RegionCode, ClimbsToItsParents) {
    RegionCode at = region("990101001201");
    EXPECT_EQ(at.at(RegionLevel::County), region("990101"));
    for (const char* above : {"990101001", "990101", "9901", "99"}) {
        at = at.parent();
        EXPECT_EQ(at, region(above));
    }
    EXPECT_EQ(at.parent(), RegionCode());
    EXPECT_EQ(RegionCode().parent(), RegionCode());
    EXPECT_EQ(region("99").at(RegionLevel::Village), region("99"));
}

TEST(RegionCode, ContainsItselfAndWhatLiesBelow) {
    EXPECT_TRUE(region("990101").contains(region("990101")));
    EXPECT_TRUE(region("990101").contains(region("990101001201")));
    EXPECT_TRUE(RegionCode().contains(region("99")));
    EXPECT_FALSE(region("990101").contains(region("990102001")));
    EXPECT_FALSE(region("990101").contains(region("9901")));
}

}  // namespace
}  // namespace yj

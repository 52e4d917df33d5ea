#include "verify/decimal.hpp"

#include <gtest/gtest.h>

namespace yj::verify {
namespace {

TEST(Decimal, RoundsHalfUpAndHalfToEvenAwayFromZeroAlike) {
    EXPECT_EQ(Decimal(25, 1).printed(0, 0, Rounding::HalfUp), "3");
    EXPECT_EQ(Decimal(25, 1).printed(0, 0, Rounding::HalfEven), "2");
    EXPECT_EQ(Decimal(35, 1).printed(0, 0, Rounding::HalfEven), "4");
    EXPECT_EQ(Decimal(-25, 1).printed(0, 0, Rounding::HalfUp), "-3");
    EXPECT_EQ(Decimal(-4, 1).printed(0, 0, Rounding::HalfUp), "0");
    EXPECT_EQ(Decimal(1'234'567, 0).printed(-1, 1, Rounding::HalfUp), "123456.7");
    EXPECT_EQ(Decimal(5, 3).printed(0, 2, Rounding::HalfUp), "0.01");
}

TEST(Decimal, DividesExactlyAndRoundsOnce) {
    // 1/3, and 64.5 % of a base that does not divide it.
    EXPECT_EQ(Decimal(1, 0).printed_over(Decimal(3, 0), 0, 4, Rounding::HalfUp), "0.3333");
    EXPECT_EQ(Decimal(2001, 0).printed_over(Decimal(14'000, 0), 2, 1, Rounding::HalfUp), "14.3");
    EXPECT_EQ(Decimal(-1, 0).printed_over(Decimal(8, 0), 2, 1, Rounding::HalfUp), "-12.5");
    EXPECT_EQ(Decimal(1, 0).printed_over(Decimal(8, 0), -1, 2, Rounding::HalfUp), "0.01");
    EXPECT_FALSE(Decimal(1, 0).printed_over(Decimal(), 0, 0, Rounding::HalfUp));
}

TEST(Decimal, KnowsItsValueInAnotherMeasure) {
    EXPECT_TRUE(Decimal(16'001, 0).is(-1, 16'001, 1));
    EXPECT_FALSE(Decimal(16'001, 0).is(0, 16'001, 1));
    EXPECT_TRUE(Decimal(25, 1).is(3, 2500, 0));
}

}  // namespace
}  // namespace yj::verify

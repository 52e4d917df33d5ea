#include "base/clock.hpp"

#include <gtest/gtest.h>

#include "base/ids.hpp"

namespace yj {
namespace {

Date date(std::string_view text) {
    const auto read = parse_date(text);
    EXPECT_TRUE(read.has_value()) << text;
    return read.value_or(Date());
}

TEST(ChinaTime, IsEightHoursAhead) {
    const Instant due = china_time(date("2026-11-10"), 12, 30);
    EXPECT_EQ(instant_text(due), "2026-11-10 12:30:00");
    EXPECT_EQ(due.us % 86'400'000'000, std::int64_t{4} * 3'600'000'000 + std::int64_t{30} * 60'000'000);
    EXPECT_EQ(date_text(china_date(china_time(date("2026-01-01"), 0, 0))), "2026-01-01");
    EXPECT_EQ(instant_text(Instant{0}), "1970-01-01 08:00:00");
    EXPECT_EQ(instant_text(Instant{-1}), "1970-01-01 07:59:59");
}

TEST(Dates, AreReadStrictly) {
    EXPECT_EQ(date_text(date("2024-02-29")), "2024-02-29");
    for (const std::string_view text : {"", "2026-2-1", "2025-02-29", "2026-13-01", "2026/01/01",
                                        "2026-00-10", "2026-01-01 ", "20a6-01-01", "2026--1-01"})
        EXPECT_FALSE(parse_date(text).has_value()) << text;
}

TEST(SeededRandom, GivesTheSameNumbersForTheSameSeed) {
    SeededRandom first(42), again(42), other(43);
    const auto number = first.next();
    EXPECT_EQ(number, again.next());
    EXPECT_NE(number, other.next());
    EXPECT_EQ(SeededRandom(0).next(), 0xE220A8397B1DCDAFULL);  // the reference SplitMix64
    EXPECT_NE(first.salt(), first.salt());
}

TEST(IdMaker, GrowsEvenWhenTheClockStandsOrStepsBack) {
    SetClock clock(china_time(date("2026-11-25"), 9, 0));
    SeededRandom random(7);
    IdMaker maker(clock, random);
    std::int64_t last = 0;
    for (int i = 0; i < 10'000; ++i) {
        if (i == 5'000) clock.set(china_time(date("2026-11-24"), 9, 0));
        const std::int64_t id = maker.next();
        ASSERT_GT(id, last) << i;
        last = id;
    }
    clock.set(china_time(date("2088-01-01"), 0, 0));
    EXPECT_GT(maker.make<TaskId>().value, last);
}

TEST(Ids, AreReadFromDigitsAlone) {
    EXPECT_EQ(parse_id("42"), 42);
    EXPECT_EQ(parse_id("9223372036854775807"), 9223372036854775807);
    for (const std::string_view text : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "9223372036854775808"})
        EXPECT_FALSE(parse_id(text).has_value()) << text;
}

}  // namespace
}  // namespace yj

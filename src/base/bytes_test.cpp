#include "base/bytes.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace yj {
namespace {

TEST(Bytes, ComeBackAsTheyWereWritten) {
    ByteWriter writer;
    writer.number(0);
    writer.number(std::numeric_limits<std::uint64_t>::max());
    writer.signed_number(-1);
    writer.signed_number(std::numeric_limits<std::int64_t>::min());
    writer.signed_number(std::numeric_limits<std::int64_t>::max());
    writer.text("统计");
    writer.text("");
    writer.raw("end");
    ByteReader reader(writer.bytes());
    EXPECT_EQ(reader.number(), 0U);
    EXPECT_EQ(reader.number(), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(reader.signed_number(), -1);
    EXPECT_EQ(reader.signed_number(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(reader.signed_number(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(reader.text(), "统计");
    EXPECT_EQ(reader.text(), "");
    EXPECT_EQ(reader.raw(3), "end");
    EXPECT_TRUE(reader.at_end());
}

TEST(Bytes, AreTheSameForTheSameValues) {
    ByteWriter writer;
    writer.number(300);
    writer.signed_number(-3);
    writer.text("ab");
    EXPECT_EQ(writer.bytes(), std::string("\xAC\x02\x05\x02"
                                          "ab"));
}

TEST(Bytes, AnswerEmptyAfterDamage) {
    ByteWriter writer;
    writer.text("statistics");
    writer.number(1U << 20U);
    const std::string whole = writer.take();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        ByteReader reader(std::string_view(whole).substr(0, size));
        (void)reader.text();
        (void)reader.number();
        EXPECT_FALSE(reader.ok()) << size;
        EXPECT_FALSE(reader.at_end());
        EXPECT_EQ(reader.number(), 0U);
        EXPECT_EQ(reader.text(), "");
    }
    ByteReader huge("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
    EXPECT_EQ(huge.number(), 0U);
    EXPECT_FALSE(huge.ok());
}

}  // namespace
}  // namespace yj

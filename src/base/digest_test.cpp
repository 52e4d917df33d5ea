#include "base/digest.hpp"

#include <gtest/gtest.h>

namespace yj {
namespace {

// FIPS 180-4 examples.
constexpr std::string_view kEmpty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::string_view kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Digest, AgreesWithTheStandardsExamples) {
    EXPECT_EQ(sha256("").hex(), kEmpty);
    EXPECT_EQ(sha256("abc").hex(), kAbc);
}

TEST(Digest, IsTheSameInPieces) {
    Sha256 hash;
    hash.add("a");
    hash.add("");
    hash.add("bc");
    EXPECT_EQ(hash.finish().hex(), kAbc);
}

TEST(Digest, ReadsItsOwnForms) {
    const Digest digest = sha256("abc");
    EXPECT_EQ(Digest::from_hex(kAbc), digest);
    EXPECT_EQ(Digest::from_view(digest.view()), digest);
    EXPECT_FALSE(Digest::from_hex(kAbc.substr(1)).has_value());
    EXPECT_FALSE(Digest::from_hex("zz").has_value());
    EXPECT_FALSE(Digest::from_view("short").has_value());
    EXPECT_EQ(bytes_from_hex("00ff"), std::string("\0\xFF", 2));
    EXPECT_FALSE(bytes_from_hex("0").has_value());
}

}  // namespace
}  // namespace yj

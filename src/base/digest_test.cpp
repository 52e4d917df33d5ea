#include "base/digest.hpp"

#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "base/small_sha256.hpp"

namespace yj {
namespace {

// FIPS 180-4 examples.
constexpr std::string_view kEmpty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::string_view kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Digest, AgreesWithTheStandardsExamples) {
    EXPECT_EQ(sha256("").hex(), kEmpty);
    EXPECT_EQ(sha256("abc").hex(), kAbc);
}

/// The browser's module has no OpenSSL: its own few lines stand before the same examples and every length of
/// the last block.
TEST(SmallSha256, IsThatOfOpenSsl) {
    EXPECT_EQ(small_sha256("").hex(), kEmpty);
    EXPECT_EQ(small_sha256("abc").hex(), kAbc);
    EXPECT_EQ(small_sha256(std::string(1'000'000, 'a')).hex(),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    SeededRandom random(256);
    std::string text;
    for (int length = 0; length < 300; ++length) {
        EXPECT_EQ(small_sha256(text), sha256(text)) << length;
        text += static_cast<char>(random.next());
    }
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

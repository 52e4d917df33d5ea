#include "access/password.hpp"

#include <gtest/gtest.h>

#include <set>

namespace yj::access {
namespace {

TEST(Password, IsVerifiedByItsHashAndNoOtherIs) {
    SeededRandom random(1);
    const auto hash = hash_password("一句容易记的话", random, kLightCost);
    EXPECT_TRUE(verify_password(hash, "一句容易记的话"));
    EXPECT_FALSE(verify_password(hash, "一句容易记的画"));
    EXPECT_FALSE(verify_password(hash, ""));
    EXPECT_NE(hash_password("一句容易记的话", random, kLightCost), hash);
}

TEST(Password, CarriesItsCostInItsHash) {
    SeededRandom random(1);
    EXPECT_TRUE(hash_password("secret words", random).starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    EXPECT_TRUE(
        hash_password("secret words", random, kLightCost).starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
}

TEST(Password, IsReproducedAsOthersHashIt) {
    // A vector of the Botan library's test suite (BSD-2-Clause).
    EXPECT_TRUE(verify_password(
        "$argon2id$v=19$m=8,t=1,p=1$YWFhYWFhYWE$tPAla38/iYe0rtvQKVaPv04WYar67QEGlc4fhxU185s", "pass"));
}

TEST(Password, IsNeverVerifiedByADamagedHash) {
    SeededRandom random(1);
    const auto hash = hash_password("secret words", random, kLightCost);
    for (std::size_t size = 0; size < hash.size(); ++size)
        EXPECT_FALSE(verify_password(hash.substr(0, size), "secret words")) << size;
    EXPECT_FALSE(verify_password("$argon2i" + hash.substr(9), "secret words"));
    EXPECT_FALSE(verify_password(std::string(10'000, '$'), "secret words"));
    EXPECT_FALSE(verify_password("secret words", "secret words"));
    EXPECT_FALSE(verify_against_nobody("secret words", kLightCost));
    EXPECT_FALSE(verify_against_nobody(std::string(5000, 'x'), kLightCost));
}

TEST(MadePassword, HasSixteenLettersThatDoNotLookAlikeAndPassesTheRules) {
    SeededRandom random(1);
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
        const auto password = make_password(random);
        EXPECT_EQ(password.size(), 19U);
        EXPECT_EQ(password.find_first_of("0oO1iIlL"), std::string::npos) << password;
        EXPECT_TRUE(check_password(password, "anyone").has_value()) << password;
        EXPECT_TRUE(seen.insert(password).second);
    }
}

TEST(PasswordRules, RefuseWhatIsGuessedFirstAndSayWhy) {
    for (const std::string password :
         {"", "1234567", "七个汉字七个汉", "accountant", "aaaaaaaaaaaa", "abababab", "12345678", "87654321",
          "abcdefgh", "QWERTYUIOP", "1qaz2wsx", "\xff\xfe\xfd bad bytes"}) {
        const auto checked = check_password(password, "accountant");
        ASSERT_FALSE(checked.has_value()) << password;
        EXPECT_FALSE(checked.error().remedy.empty());
    }
    EXPECT_FALSE(check_password(std::string(1025, 'x') + "abcd", "n").has_value());
}

TEST(PasswordRules, LeaveLongWordsOfAnyScriptAlone) {
    for (const std::string password : {"八个汉字也算八个", "correct horse battery", "k7mq-2hxp-9fda-wwtz"})
        EXPECT_TRUE(check_password(password, "accountant").has_value()) << password;
    EXPECT_TRUE(check_password(std::string(64, 'x') + "abcd", "accountant").has_value());
}

}  // namespace
}  // namespace yj::access

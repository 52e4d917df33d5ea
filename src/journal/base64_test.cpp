#include "journal/base64.hpp"

#include <gtest/gtest.h>

namespace yj::journal {
namespace {

TEST(Base64, WritesTheExamplesOfRfc4648) {
    const char* const letters = "foobar";
    const char* const texts[]{"", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"};
    for (std::size_t size = 0; size <= 6; ++size) {
        const std::string bytes(letters, size);
        EXPECT_EQ(to_base64(bytes), texts[size]);
        EXPECT_EQ(from_base64(texts[size]), bytes);
    }
    EXPECT_EQ(from_base64("+/+/"), "\xfb\xff\xbf");
}

TEST(Base64, RefusesEverySecondSpelling) {
    for (const char* bad :
         {"Zg", "Zg=", "Zh==", "Zm9=", "Zg==Zg==", "====", "Z===", "Zm9v\n", " Zm9", "Zm-_", "=Zg="})
        EXPECT_FALSE(from_base64(bad)) << bad;
}

}  // namespace
}  // namespace yj::journal

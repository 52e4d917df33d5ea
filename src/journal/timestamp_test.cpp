#include "journal/timestamp.hpp"

#include <gtest/gtest.h>

#include "journal/crypto.hpp"
#include "journal/vectors_fixture.hpp"

namespace yj::journal {
namespace {

std::string part(std::string_view name) {
    return file_text(vectors_folder() / "rfc3161" / std::string(name));
}

TEST(Timestamp, IsJudgedAsThePublishedVectorsSay) {
    YJ_NEEDS_VECTORS();
    const auto manifest = part("MANIFEST.tsv");
    int valid = 0, invalid = 0;
    for (const auto line : split(manifest, '\n')) {
        const auto words = split(line, '\t');
        if (words.size() < 4) continue;
        const auto opened = open_timestamp(part(words[0]), part(words[2]), part(words[1]), part("ca.crt"));
        EXPECT_EQ(opened.has_value(), words[3] == "valid") << line;
        ++(words[3] == "valid" ? valid : invalid);
        if (opened) {
            EXPECT_GT(opened->us, 1'700'000'000'000'000) << line;
        }
    }
    EXPECT_EQ(valid, 5);
    EXPECT_EQ(invalid, 5);
}

TEST(Timestamp, EveryChangedByteOfAReplyIsRefusedOrGivesTheSameTime) {
    YJ_NEEDS_VECTORS();
    const auto reply = part("r4.tsr"), query = part("q4.tsq"), data = part("data4.bin"), ca = part("ca.crt");
    const auto honest = open_timestamp(reply, query, data, ca);
    ASSERT_TRUE(honest.has_value());
    for (std::size_t at = 0; at < reply.size(); at += 7) {
        auto changed = reply;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        const auto opened = open_timestamp(changed, query, data, ca);
        EXPECT_TRUE(!opened || *opened == *honest) << at;
    }
}

TEST(Timestamp, AQueryOfOursIsOneThatItsOwnDataFit) {
    const auto query = timestamp_query(ImprintHash::Sm3, sm3("data"), 42);
    EXPECT_EQ(open_timestamp("", query, "data", "").error().kind, Refused::Malformed);
    YJ_NEEDS_VECTORS();
    // A reply to another query, of other data: the imprint is looked at first.
    const auto reply = part("r4.tsr");
    EXPECT_EQ(open_timestamp(reply, query, "other", part("ca.crt")).error().kind, Refused::Conflict);
    EXPECT_EQ(open_timestamp(reply, query, "data", part("ca.crt")).error().kind, Refused::Forbidden);
}

}  // namespace
}  // namespace yj::journal

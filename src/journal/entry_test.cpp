#include "journal/entry.hpp"

#include <gtest/gtest.h>

namespace yj::journal {
namespace {

const Entry kEntry{EntryIndex{300}, "report.accept", AccountId{42}, Instant{1'760'000'000'000'000},
                   "submission/7",  sha256("rows")};
const std::vector<SealedLine> kLines{{"facts_sheet", "B204-1/2026-10/7", sha256("one")},
                                     {"review_acceptance", "7/1", sha256("two")}};

TEST(Leaf, IsReadBackAsItWasWritten) { EXPECT_EQ(parse_leaf(leaf_bytes(kEntry)), kEntry); }

TEST(Leaf, HasTheBytesThatTheRoomsPageShows) {
    EXPECT_EQ(to_hex(leaf_bytes(kEntry)).substr(0, 46),
              "796a6c31"
              "d804"
              "0d"
              "7265706f72742e616363657074"
              "54"
              "8080");
}

TEST(Leaf, IsRefusedWhenAnyByteIsMissingOrAdded) {
    const auto bytes = leaf_bytes(kEntry);
    for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(parse_leaf(bytes.substr(0, size)));
    EXPECT_FALSE(parse_leaf(bytes + '\0'));
    EXPECT_FALSE(parse_leaf("yjl2" + bytes.substr(4)));
}

TEST(Leaf, IsRefusedInALongerSpellingOfTheSameNumbers) {
    auto bytes = leaf_bytes({EntryIndex{0}, "a", AccountId{1}, Instant{0}, "s", {}});
    ASSERT_EQ(bytes[4], '\0');
    bytes.replace(4, 1, std::string("\x80\x00", 2));
    EXPECT_FALSE(parse_leaf(bytes));
}

TEST(Payload, IsReadBackInTheOrderThatRowsWerePut) {
    EXPECT_EQ(parse_payload(seal_payload(kLines)), kLines);
    EXPECT_EQ(parse_payload(seal_payload(std::span<const SealedLine>{})), std::vector<SealedLine>{});
}

TEST(Payload, IsRefusedWhenItsCountOrEndIsWrong) {
    const auto bytes = seal_payload(kLines);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(parse_payload(bytes.substr(0, size)));
    EXPECT_FALSE(parse_payload(bytes + "x"));
    auto more = bytes;
    more[4] = '\x03';
    EXPECT_FALSE(parse_payload(more));
}

TEST(Commitment, DependsOnTheSaltAndOnEveryByteOfThePayload) {
    EXPECT_NE(commitment(Salt{1}, "rows"), commitment(Salt{2}, "rows"));
    EXPECT_NE(commitment(Salt{1}, "rows"), commitment(Salt{1}, "rowz"));
    const auto payload = seal_payload(kLines);
    for (std::size_t at = 0; at < payload.size(); ++at) {
        auto changed = payload;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_NE(commitment(Salt{1}, changed), commitment(Salt{1}, payload)) << at;
    }
    EXPECT_NE(commitment(Salt{1}, payload), commitment(Salt{2}, payload));
}

}  // namespace
}  // namespace yj::journal

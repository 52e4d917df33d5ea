// The worked example of docs/rooms/journal.md: what the page shows is what the program writes.
#include <gtest/gtest.h>

#include "base/golden.hpp"
#include "journal/checkpoint.hpp"
#include "journal/entry.hpp"
#include "journal/tree.hpp"

namespace yj::journal {
namespace {

struct Made {
    Entry entry;
    std::string payload;
};

Made act(std::int64_t index, std::string name, std::string subject, const std::vector<SealedLine>& rows) {
    const Salt salt{0xa0, static_cast<std::uint8_t>(index)};
    const auto payload = seal_payload(rows);
    const auto at = china_time(*parse_date("2026-11-09"), 9, 30);
    const Instant moment{at.us + index * 1'000'000};
    return {{EntryIndex{index}, std::move(name), AccountId{42}, moment, std::move(subject),
             commitment(salt, payload)},
            payload};
}

std::vector<Made> three_acts() {
    return {act(0, "report.import", "batch/1", {{"collect_submission", "7", sha256("row of submission 7")}}),
            act(1, "report.audit", "submission/7", {}),
            act(2, "report.accept", "submission/7",
                {{"review_acceptance", "7/1", sha256("row of the acceptance")},
                 {"facts_sheet", "B204-1/2026-10/7/2", sha256("row of the fact")}})};
}

TEST(WorkedExample, OfTheRoomsPageIsWhatTheProgramWrites) {
    Tree tree(sha256);
    Frontier sm3_tree(sm3);
    std::string page;
    for (const auto& [entry, payload] : three_acts()) {
        const auto leaf = leaf_bytes(entry);
        tree.add(leaf_hash(sha256, leaf));
        sm3_tree.add(leaf_hash(sm3, leaf));
        page += "entry " + std::to_string(entry.index.value) + "  " + entry.act + "  " + entry.subject + "\n";
        page += "  payload    " + to_hex(payload) + "\n";
        page += "  commitment " + entry.commitment.hex() + "\n";
        page += "  leaf       " + to_hex(leaf) + "\n";
        page += "  leaf hash  " + tree.node(0, entry.index.value).hex() + "\n";
    }
    const SigningKey key("tongji.example/log", Seed{1});
    page += "node 0-1     " + tree.node(1, 0).hex() + "\n";
    page += "key.pub      " + key.verifier().text() + "\n\n";
    page +=
        sign_checkpoint({"tongji.example/log", 3, root_of(sha256, tree.nodes(), 3), sm3_tree.root()}, key);
    EXPECT_TRUE(matches_golden(YJ_SOURCE_DIR "/src/journal/golden/worked_example.txt", page));
}

}  // namespace
}  // namespace yj::journal

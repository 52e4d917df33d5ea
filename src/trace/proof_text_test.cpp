#include "trace/proof_text.hpp"

#include <gtest/gtest.h>

namespace yj::trace {
namespace {

journal::Tree tree_of(int leaves) {
    journal::Tree tree(sha256);
    for (int i = 0; i < leaves; ++i) tree.add(journal::leaf_hash(sha256, "entry " + std::to_string(i)));
    return tree;
}

TEST(LogProof, HoldsForEveryEntryUnderTheCheckpointThoughTheTreeHasGrownSince) {
    const auto tree = tree_of(20);
    const Digest root = journal::root_of(sha256, tree.nodes(), 13);
    for (std::int64_t at = 0; at < 13; ++at) EXPECT_TRUE(holds(prove(tree, EntryIndex{at}, 13, root))) << at;
}

TEST(LogProof, DoesNotHoldForAnotherRootAnotherLeafOrAnotherPlace) {
    const auto tree = tree_of(13);
    const Digest root = journal::root_of(sha256, tree.nodes(), 13);
    EXPECT_FALSE(holds(prove(tree, EntryIndex{5}, 13, sha256("another log"))));
    auto moved = prove(tree, EntryIndex{5}, 13, root);
    moved.index = EntryIndex{6};
    EXPECT_FALSE(holds(moved));
    auto changed = prove(tree, EntryIndex{5}, 13, root);
    changed.leaf = journal::leaf_hash(sha256, "entry 6");
    EXPECT_FALSE(holds(changed));
    EXPECT_NE(proof_text(changed).find("验证不通过"), std::string::npos);
}

TEST(LogProof, DoesNotHoldWhenTheLogWasCutOffBelowItsCheckpoint) {
    const auto whole = tree_of(13);
    const auto cut = tree_of(9);
    const Digest root = journal::root_of(sha256, whole.nodes(), 13);
    EXPECT_FALSE(holds(prove(cut, EntryIndex{5}, 13, root)));
    EXPECT_FALSE(holds(prove(cut, EntryIndex{0}, 13, root)));
}

TEST(LogProof, AsTextHasEveryHashSoThatAnybodyCanCheckIt) {
    const auto tree = tree_of(13);
    const auto proof = prove(tree, EntryIndex{5}, 13, journal::root_of(sha256, tree.nodes(), 13));
    const auto text = proof_text(proof);
    for (const auto& step : proof.path) EXPECT_NE(text.find(step.hex()), std::string::npos);
    EXPECT_NE(text.find(proof.leaf.hex()), std::string::npos);
    EXPECT_NE(text.find(proof.root.hex()), std::string::npos);
    EXPECT_NE(text.find("验证通过"), std::string::npos);
}

}  // namespace
}  // namespace yj::trace

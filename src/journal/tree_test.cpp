#include "journal/tree.hpp"

#include <gtest/gtest.h>

namespace yj::journal {
namespace {

Tree tree_of(HashFn hash, std::int64_t size) {
    Tree tree(hash);
    for (std::int64_t i = 0; i < size; ++i) tree.add(leaf_hash(hash, "entry " + std::to_string(i)));
    return tree;
}

/// The definition of RFC 6962 §2.1, word by word.
Digest root_by_definition(HashFn hash, std::int64_t begin, std::int64_t count) {
    if (count == 0) return hash("");
    if (count == 1) return leaf_hash(hash, "entry " + std::to_string(begin));
    std::int64_t left = 1;
    while (left * 2 < count) left *= 2;
    return node_hash(hash, root_by_definition(hash, begin, left),
                     root_by_definition(hash, begin + left, count - left));
}

TEST(Tree, HasTheRootThatTheDefinitionGivesAtEverySize) {
    const auto tree = tree_of(sha256, 70);
    Frontier frontier(sha256);
    for (std::int64_t size = 0; size <= 70; ++size) {
        EXPECT_EQ(frontier.root(), root_by_definition(sha256, 0, size)) << size;
        EXPECT_EQ(root_of(sha256, tree.nodes(), size), frontier.root()) << size;
        if (size < 70) frontier.add(tree.node(0, size));
    }
}

TEST(Tree, ProvesEveryLeafAtEverySizeInBothHashes) {
    for (const HashFn hash : {&sha256, &sm3}) {
        const auto tree = tree_of(hash, 33);
        for (std::int64_t size = 1; size <= 33; ++size) {
            const auto root = root_of(hash, tree.nodes(), size);
            for (std::int64_t index = 0; index < size; ++index) {
                const auto proof = inclusion_proof(hash, tree.nodes(), index, size);
                EXPECT_TRUE(verify_inclusion(hash, index, size, tree.node(0, index), proof, root));
                EXPECT_FALSE(verify_inclusion(hash, index + 1, size, tree.node(0, index), proof, root));
                EXPECT_FALSE(
                    verify_inclusion(hash, index, size, tree.node(0, (index + 1) % 33), proof, root));
            }
        }
    }
}

TEST(Tree, ProvesThatEveryLaterTreeContinuesEveryEarlierOne) {
    const auto tree = tree_of(sha256, 33);
    const auto other = tree_of(sm3, 33);
    for (std::int64_t to = 1; to <= 33; ++to)
        for (std::int64_t from = 1; from <= to; ++from) {
            const auto proof = consistency_proof(sha256, tree.nodes(), from, to);
            const auto older = root_of(sha256, tree.nodes(), from), newer = root_of(sha256, tree.nodes(), to);
            EXPECT_TRUE(verify_consistency(sha256, from, to, older, newer, proof)) << from << " " << to;
            EXPECT_FALSE(
                verify_consistency(sha256, from, to, root_of(sm3, other.nodes(), from), newer, proof));
            EXPECT_FALSE(verify_consistency(sha256, from, to, older, root_of(sm3, other.nodes(), to), proof));
        }
}

}  // namespace
}  // namespace yj::journal

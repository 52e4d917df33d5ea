// Proofs about a part of the tree: the leaves from one place to another, where they form a subtree.
#pragma once
#include "journal/tree.hpp"

namespace yj::journal {

/// The leaves with start <= index < end.
struct LeafRange {
    std::int64_t start = 0;
    std::int64_t end = 0;
};

/// Whether the tree has a node, full or at its growing edge, over exactly these leaves: `start` is a multiple
/// of the smallest power of two that is not below their number.
[[nodiscard]] bool is_subtree(const LeafRange& range);

/// That the leaf is in the subtree with this root. Any numbers may be given.
/// Source: draft-ietf-plants-merkle-tree-certs, "Subtree Inclusion Proofs".
[[nodiscard]] bool verify_subtree_inclusion(HashFn hash, std::int64_t index, const LeafRange& range,
                                            const Digest& leaf, std::span<const Digest> proof,
                                            const Digest& root);
/// That the subtree with root `part` is that part of the tree of `size` leaves with root `whole`.
/// Source: draft-ietf-plants-merkle-tree-certs, "Verifying a Subtree Consistency Proof".
[[nodiscard]] bool verify_subtree_consistency(HashFn hash, const LeafRange& range, std::int64_t size,
                                              const Digest& part, const Digest& whole,
                                              std::span<const Digest> proof);

}  // namespace yj::journal

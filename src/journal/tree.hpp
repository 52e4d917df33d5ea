// The Merkle tree of the log: roots, proofs, and their verification.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/digest.hpp"
#include "journal/crypto.hpp"

namespace yj::journal {

/// Source: RFC 6962 §2.1 (the same in RFC 9162 §2.1): a leaf is hashed with the prefix 0x00, a node with
/// 0x01, so that no leaf can pass for a node. Every hash has 32 bytes because Digest has: a shorter one
/// cannot be given.
[[nodiscard]] Digest leaf_hash(HashFn hash, std::string_view leaf);
[[nodiscard]] Digest node_hash(HashFn hash, const Digest& left, const Digest& right);
/// The root of a log without entries: the hash of nothing.
[[nodiscard]] Digest empty_root(HashFn hash);

/// Adds leaves and knows the root, in 64 hashes of memory. Cost: add 1 to 2 hashes, root at most 63.
class Frontier {
public:
    explicit Frontier(HashFn hash) : hash_(hash) {}
    void add(const Digest& leaf);
    [[nodiscard]] Digest root() const;
    [[nodiscard]] std::int64_t size() const { return size_; }

private:
    HashFn hash_;
    std::int64_t size_ = 0;
    std::vector<Digest> peaks_;  ///< roots of the full subtrees, the largest first
};

/// Gives the root of a full subtree: of the leaves [index << level, (index + 1) << level).
using NodeFn = std::function<Digest(int level, std::int64_t index)>;

/// Keeps every full subtree's root: 64 bytes a leaf. For making proofs and tiles.
class Tree {
public:
    explicit Tree(HashFn hash) : hash_(hash) {}
    void add(const Digest& leaf);
    [[nodiscard]] std::int64_t size() const;
    /// REQUIRES: the subtree is full.
    [[nodiscard]] Digest node(int level, std::int64_t index) const;
    [[nodiscard]] NodeFn nodes() const;

private:
    HashFn hash_;
    std::vector<std::vector<Digest>> levels_;
};

using Proof = std::vector<Digest>;

/// The root as it was at that size.
[[nodiscard]] Digest root_of(HashFn hash, const NodeFn& nodes, std::int64_t size);
/// That leaf `index` is in the tree of `size` leaves. REQUIRES: 0 <= index < size. Source: RFC 6962 §2.1.1.
[[nodiscard]] Proof inclusion_proof(HashFn hash, const NodeFn& nodes, std::int64_t index, std::int64_t size);
/// That the tree of `from` leaves is the beginning of that of `to`. REQUIRES: 0 < from <= to.
/// Source: RFC 6962 §2.1.2.
[[nodiscard]] Proof consistency_proof(HashFn hash, const NodeFn& nodes, std::int64_t from, std::int64_t to);

/// The root to which a proof leads from a leaf; empty when it is no proof for these numbers.
/// Source: RFC 9162 §2.1.3.2.
[[nodiscard]] std::optional<Digest> root_from_inclusion(HashFn hash, std::int64_t index, std::int64_t size,
                                                        const Digest& leaf, std::span<const Digest> proof);
/// Source: RFC 9162 §2.1.3.2. Any numbers may be given; false when the proof does not hold.
[[nodiscard]] bool verify_inclusion(HashFn hash, std::int64_t index, std::int64_t size, const Digest& leaf,
                                    std::span<const Digest> proof, const Digest& root);
/// Source: RFC 9162 §2.1.4.2. From an empty tree nothing can be proven, so `from` 0 is false.
[[nodiscard]] bool verify_consistency(HashFn hash, std::int64_t from, std::int64_t to,
                                      const Digest& root_from, const Digest& root_to,
                                      std::span<const Digest> proof);

}  // namespace yj::journal

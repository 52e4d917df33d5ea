#include "journal/tree.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/invariant.hpp"

namespace yj::journal {

namespace {

std::uint64_t bits_of(std::int64_t number) { return static_cast<std::uint64_t>(number); }

/// The largest power of two below `count`. REQUIRES: count > 1.
std::int64_t split_of(std::int64_t count) {
    return static_cast<std::int64_t>(std::bit_floor(bits_of(count - 1)));
}

/// The hashes below one tree, by the leaves they cover.
struct Ranges {
    HashFn hash;
    const NodeFn& nodes;

    /// The root over leaves [begin, begin + count). REQUIRES: count > 0 and begin a multiple of a power of
    /// two that is not below it.
    Digest over(std::int64_t begin, std::int64_t count) const {
        if (std::has_single_bit(bits_of(count))) {
            const int level = std::countr_zero(bits_of(count));
            return nodes(level, begin >> level);
        }
        const auto left = split_of(count);
        return node_hash(hash, over(begin, left), over(begin + left, count - left));
    }

    void include(Proof& proof, std::int64_t index, std::int64_t begin, std::int64_t count) const {
        if (count == 1) return;
        const auto left = split_of(count);
        const bool in_left = index < begin + left;
        if (in_left)
            include(proof, index, begin, left);
        else
            include(proof, index, begin + left, count - left);
        proof.push_back(in_left ? over(begin + left, count - left) : over(begin, left));
    }

    /// `known`: the whole range up to `upto` is the older tree itself, whose root the verifier has.
    void extend(Proof& proof, std::int64_t upto, std::int64_t begin, std::int64_t count, bool known) const {
        if (upto == begin + count) {
            if (!known) proof.push_back(over(begin, count));
            return;
        }
        const auto left = split_of(count);
        if (upto <= begin + left) {
            extend(proof, upto, begin, left, known);
            proof.push_back(over(begin + left, count - left));
        } else {
            extend(proof, upto, begin + left, count - left, false);
            proof.push_back(over(begin, left));
        }
    }
};

}  // namespace

Digest leaf_hash(HashFn hash, std::string_view leaf) {
    std::string bytes(1, '\x00');
    bytes += leaf;
    return hash(bytes);
}

Digest node_hash(HashFn hash, const Digest& left, const Digest& right) {
    std::array<char, 65> bytes{'\x01'};
    std::ranges::copy(left.view(), bytes.begin() + 1);
    std::ranges::copy(right.view(), bytes.begin() + 33);
    return hash({bytes.data(), bytes.size()});
}

Digest empty_root(HashFn hash) { return hash({}); }

void Frontier::add(const Digest& leaf) {
    Digest node = leaf;
    // Every one bit at the end of the size is a full subtree that the new leaf completes to a larger one.
    for (auto rest = bits_of(size_); (rest & 1U) != 0; rest >>= 1) {
        node = node_hash(hash_, peaks_.back(), node);
        peaks_.pop_back();
    }
    peaks_.push_back(node);
    ++size_;
}

Digest Frontier::root() const {
    if (peaks_.empty()) return empty_root(hash_);
    Digest root = peaks_.back();
    for (auto peak = std::next(peaks_.rbegin()); peak != peaks_.rend(); ++peak)
        root = node_hash(hash_, *peak, root);
    return root;
}

void Tree::add(const Digest& leaf) {
    Digest node = leaf;
    for (std::size_t level = 0;; ++level) {
        if (level == levels_.size()) levels_.emplace_back();
        levels_[level].push_back(node);
        const auto& row = levels_[level];
        if (row.size() % 2 == 1) return;
        node = node_hash(hash_, row[row.size() - 2], row.back());
    }
}

std::int64_t Tree::size() const {
    return levels_.empty() ? 0 : static_cast<std::int64_t>(levels_.front().size());
}

Digest Tree::node(int level, std::int64_t index) const {
    const auto row = static_cast<std::size_t>(level), at = static_cast<std::size_t>(index);
    invariant(row < levels_.size() && at < levels_[row].size(), "the subtree is full");
    return levels_[row][at];
}

NodeFn Tree::nodes() const {
    return [this](int level, std::int64_t index) { return node(level, index); };
}

Digest root_of(HashFn hash, const NodeFn& nodes, std::int64_t size) {
    return size == 0 ? empty_root(hash) : Ranges{hash, nodes}.over(0, size);
}

Proof inclusion_proof(HashFn hash, const NodeFn& nodes, std::int64_t index, std::int64_t size) {
    invariant(0 <= index && index < size, "the leaf is in the tree");
    Proof proof;
    Ranges{hash, nodes}.include(proof, index, 0, size);
    return proof;
}

Proof consistency_proof(HashFn hash, const NodeFn& nodes, std::int64_t from, std::int64_t to) {
    invariant(0 < from && from <= to, "the older tree is not empty and not the larger one");
    Proof proof;
    Ranges{hash, nodes}.extend(proof, from, 0, to, true);
    return proof;
}

std::optional<Digest> root_from_inclusion(HashFn hash, std::int64_t index, std::int64_t size,
                                          const Digest& leaf, std::span<const Digest> proof) {
    if (index < 0 || index >= size) return std::nullopt;
    auto here = bits_of(index), last = bits_of(size - 1);
    Digest node = leaf;
    for (const auto& sibling : proof) {
        if (last == 0) return std::nullopt;
        if ((here & 1U) != 0 || here == last) {
            node = node_hash(hash, sibling, node);
            // Levels in which this node is the last one and has no sibling are skipped.
            while ((here & 1U) == 0 && here != 0) here >>= 1, last >>= 1;
        } else {
            node = node_hash(hash, node, sibling);
        }
        here >>= 1, last >>= 1;
    }
    return last == 0 ? std::optional(node) : std::nullopt;
}

bool verify_inclusion(HashFn hash, std::int64_t index, std::int64_t size, const Digest& leaf,
                      std::span<const Digest> proof, const Digest& root) {
    return root_from_inclusion(hash, index, size, leaf, proof) == root;
}

namespace {

/// The walk of RFC 9162 §2.1.4.2: both roots are rebuilt from one path.
bool rebuild_both(HashFn hash, std::int64_t from, std::int64_t to, std::span<const Digest> path,
                  const Digest& root_from, const Digest& root_to) {
    auto here = bits_of(from - 1), last = bits_of(to - 1);
    while ((here & 1U) != 0) here >>= 1, last >>= 1;
    Digest old_root = path.front(), new_root = path.front();
    for (const auto& sibling : path.subspan(1)) {
        if (last == 0) return false;
        if ((here & 1U) != 0 || here == last) {
            old_root = node_hash(hash, sibling, old_root);
            new_root = node_hash(hash, sibling, new_root);
            while ((here & 1U) == 0 && here != 0) here >>= 1, last >>= 1;
        } else {
            new_root = node_hash(hash, new_root, sibling);
        }
        here >>= 1, last >>= 1;
    }
    return last == 0 && old_root == root_from && new_root == root_to;
}

}  // namespace

bool verify_consistency(HashFn hash, std::int64_t from, std::int64_t to, const Digest& root_from,
                        const Digest& root_to, std::span<const Digest> proof) {
    if (from <= 0 || from > to) return false;
    if (from == to) return proof.empty() && root_from == root_to;
    if (proof.empty()) return false;
    Proof path(proof.begin(), proof.end());
    // A tree of a power of two leaves is itself the first node of the path.
    if (std::has_single_bit(bits_of(from))) path.insert(path.begin(), root_from);
    return rebuild_both(hash, from, to, path, root_from, root_to);
}

}  // namespace yj::journal

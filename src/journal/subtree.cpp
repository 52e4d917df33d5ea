#include "journal/subtree.hpp"

#include <bit>

namespace yj::journal {

namespace {

/// Three places of one level of the tree: the subtree's first and last node, and the tree's last.
struct Places {
    std::uint64_t first, last, end;
    void up() {
        first >>= 1U;
        last >>= 1U;
        end >>= 1U;
    }
    [[nodiscard]] bool right() const { return (last & 1U) != 0; }
};

}  // namespace

bool is_subtree(const LeafRange& range) {
    if (range.start < 0 || range.end <= range.start) return false;
    const auto width = std::bit_ceil(static_cast<std::uint64_t>(range.end - range.start));
    return static_cast<std::uint64_t>(range.start) % width == 0;
}

bool verify_subtree_inclusion(HashFn hash, std::int64_t index, const LeafRange& range, const Digest& leaf,
                              std::span<const Digest> proof, const Digest& root) {
    return is_subtree(range) && index >= range.start &&
           verify_inclusion(hash, index - range.start, range.end - range.start, leaf, proof, root);
}

bool verify_subtree_consistency(HashFn hash, const LeafRange& range, std::int64_t size, const Digest& part,
                                const Digest& whole, std::span<const Digest> proof) {
    if (!is_subtree(range) || range.end > size) return false;
    Places at{static_cast<std::uint64_t>(range.start), static_cast<std::uint64_t>(range.end) - 1,
              static_cast<std::uint64_t>(size) - 1};
    // Up to the highest node that both trees have whole.
    const bool reaches_end = at.last == at.end;
    while (at.first != at.last && (reaches_end || at.right())) at.up();
    Digest in_part = part;
    if (at.first != at.last) {
        if (proof.empty()) return false;
        in_part = proof.front();
        proof = proof.subspan(1);
    }
    Digest in_whole = in_part;
    for (const auto& sibling : proof) {
        if (at.end == 0) return false;
        if (at.right() || at.last == at.end) {
            if (at.first < at.last) in_part = node_hash(hash, sibling, in_part);
            in_whole = node_hash(hash, sibling, in_whole);
            while (!at.right()) at.up();
        } else {
            in_whole = node_hash(hash, in_whole, sibling);
        }
        at.up();
    }
    return at.end == 0 && in_part == part && in_whole == whole;
}

}  // namespace yj::journal

// LogProof: that an entry is in the log, provable offline against a checkpoint.
#pragma once
#include <cstdint>
#include <string>

#include "base/digest.hpp"
#include "base/ids.hpp"
#include "journal/tree.hpp"

namespace yj::trace {

/// The inclusion proof of one entry's leaf in the tree of a checkpoint.
struct LogProof {
    EntryIndex index;
    std::int64_t size = 0;  ///< entries under the checkpoint
    Digest leaf;            ///< leaf hash, as the proof starts from it
    Digest root;            ///< of the checkpoint
    journal::Proof path;
    bool operator==(const LogProof&) const = default;
};

/// Made from a tree that holds the leaves of a checkpoint (it may hold more). `root` is the checkpoint's
/// own, so that a tree that differs from it cannot prove anything; of a log that was cut off below its
/// checkpoint nothing is proven either: holds() is false. REQUIRES: 0 <= index < size.
[[nodiscard]] LogProof prove(const journal::Tree& tree, EntryIndex index, std::int64_t size,
                             const Digest& root);

/// Source: RFC 9162 §2.1.3.2.
[[nodiscard]] bool holds(const LogProof& proof);

/// The proof for paper or mail, every hash in hex, one a line; whoever has it can check it without us.
[[nodiscard]] std::string proof_text(const LogProof& proof);

}  // namespace yj::trace

// What the log keeps of an entry and of a checkpoint, as it stands on the shelf.
#pragma once
#include <cstdint>
#include <string>

#include "journal/entry.hpp"

namespace yj::journal {

/// What was hashed into an entry's commitment. Destroyed by a lawful deletion; the leaf and all proofs stay.
struct Seal {
    std::string salt;
    std::string payload;
};

/// One leaf: the columns that questions use, and the bytes that were hashed into the tree.
struct StoredLeaf {
    EntryIndex index;
    std::string act;
    AccountId actor;
    Instant at;
    std::string subject;
    std::string bytes;
};

struct StoredCheckpoint {
    std::int64_t size = 0;
    Digest root;
    std::string note;  ///< signed
    Instant at;
};

}  // namespace yj::journal

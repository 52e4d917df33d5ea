// Checkpoint: the state of the whole log in three lines, signed.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "journal/note.hpp"

namespace yj::journal {

/// Source: C2SP tlog-checkpoint: origin, size, root in base64; then extension lines. Ours is "sm3 <base64>",
/// the root of the same leaves in SM3. Extensions of others are kept out: we read only what we understand or
/// skip.
struct Checkpoint {
    std::string origin;  ///< the name of the log, equal to its key's name
    std::int64_t size = 0;
    Digest root;
    std::optional<Digest> sm3_root;
    bool operator==(const Checkpoint&) const = default;
};

[[nodiscard]] std::string checkpoint_text(const Checkpoint& checkpoint);
/// Empty for another form: a leading zero, a root that is not 32 bytes, an empty origin.
[[nodiscard]] std::optional<Checkpoint> parse_checkpoint(std::string_view text);

[[nodiscard]] std::string sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key);
/// Opens a signed checkpoint of the log that `key` names.
/// Fails: Malformed; Forbidden (not signed by it); Conflict (a checkpoint of another log).
[[nodiscard]] Result<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& key);

}  // namespace yj::journal

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

/// REQUIRES: keys of one name, none a witness's, at least one.
[[nodiscard]] std::string sign_checkpoint(const Checkpoint& checkpoint, std::span<const SigningKey> keys);
[[nodiscard]] std::string sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key);
/// Opens a signed checkpoint of the log that the keys name; each of them must have signed it.
/// REQUIRES: keys of one name, at least one. Fails: Malformed; Forbidden (a signature is missing or wrong);
/// Conflict (a checkpoint of another log).
[[nodiscard]] Result<Checkpoint> open_checkpoint(std::string_view note, std::span<const VerifierKey> keys);
[[nodiscard]] Result<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& key);

}  // namespace yj::journal

// Makes checkpoints of the log: signed, stored, published; and keeps witnesses' signatures beside them.
#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "journal/key_shelf.hpp"
#include "journal/stored.hpp"
#include "journal/tile_shelf.hpp"
#include "journal/witness.hpp"
#include "store/store.hpp"

namespace yj::journal {

/// A file of the folder `log`, beside the keys.
inline constexpr const char* kCheckpointFile = "checkpoint";

/// What a log's own key answers to a checkpoint that nobody has signed yet: signature lines; or 409 and the
/// size that it signed last, where it remembers one.
struct SignAnswer {
    int status = 200;
    std::string body;
};
/// `request`: the checkpoint's text as note, with the proof that it continues `old_size`. Fails: Storage (the
/// key cannot be reached).
using SignFn = std::function<Result<SignAnswer>(const AddCheckpoint& request)>;
/// Signs with keys at hand. REQUIRES: as sign_checkpoint; they outlive the function.
[[nodiscard]] SignFn sign_with(const std::vector<SigningKey>& keys);

/// Signs all that is committed, writes tiles and bundles, then the checkpoint. Answers the last one again
/// when nothing was added. REQUIRES: `tree` is this log's and nobody else uses it meanwhile; `keys` are those
/// with which `sign` signs. Fails: NotReady when the log is empty; Conflict when the log does not continue
/// its last checkpoint or what the key signed last (it was rolled back or rewritten: nothing is signed then);
/// Forbidden when what came back is no signature of these keys; Storage.
[[nodiscard]] Result<StoredCheckpoint> make_checkpoint(store::Store& store, LogTree& tree, const SignFn& sign,
                                                       std::span<const VerifierKey> keys,
                                                       const std::filesystem::path& log_folder, Instant at);

/// Puts a witness's signature lines beside the checkpoint of that size, in the store and, where it is the
/// last one, in the published file. Those that stand there already are left. Fails: Malformed; NotFound (no
/// such checkpoint); Forbidden (`witnesses` holds none that signed it, or a signature is wrong).
/// Answers the note with all its signatures.
[[nodiscard]] Result<std::string> keep_cosignatures(store::Store& store,
                                                    const std::filesystem::path& log_folder,
                                                    std::int64_t size, std::string_view lines,
                                                    std::span<const VerifierKey> witnesses);

/// What a witness that saw `old_size` entries last is to be asked about this checkpoint.
/// REQUIRES: the tree holds the checkpoint's leaves. Fails: Conflict (it saw more than the checkpoint has).
[[nodiscard]] Result<AddCheckpoint> witness_request(const Tree& tree, const StoredCheckpoint& checkpoint,
                                                    std::string_view note, std::int64_t old_size);

}  // namespace yj::journal

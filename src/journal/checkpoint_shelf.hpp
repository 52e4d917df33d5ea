// Makes checkpoints of the log: signed, stored, published.
#pragma once
#include <filesystem>
#include <string>

#include "journal/note.hpp"
#include "journal/stored.hpp"
#include "journal/tile_shelf.hpp"
#include "store/store.hpp"

namespace yj::journal {

/// The files of the folder `log`.
inline constexpr const char* kKeyFile = "key";  ///< mode 0600
inline constexpr const char* kPublicKeyFile = "key.pub";
inline constexpr const char* kCheckpointFile = "checkpoint";

/// Makes a new key and writes its two files. Fails: Conflict when there is one; Storage.
[[nodiscard]] Result<VerifierKey> create_log_key(const std::filesystem::path& log_folder,
                                                 const std::string& name);
/// Fails: NotFound; Malformed; Forbidden when others than its owner may read it.
[[nodiscard]] Result<SigningKey> load_log_key(const std::filesystem::path& log_folder);
[[nodiscard]] Result<VerifierKey> load_public_key(const std::filesystem::path& log_folder);

/// Signs all that is committed, writes tiles and bundles, then the checkpoint. Answers the last one again
/// when nothing was added. REQUIRES: `tree` is this log's and nobody else uses it meanwhile. Fails: NotReady
/// when the log is empty; Conflict when the log does not continue its last checkpoint (it was
///        rolled back or rewritten: nothing is signed then); Storage.
[[nodiscard]] Result<StoredCheckpoint> make_checkpoint(store::Store& store, LogTree& tree,
                                                       const SigningKey& key,
                                                       const std::filesystem::path& log_folder, Instant at);

}  // namespace yj::journal

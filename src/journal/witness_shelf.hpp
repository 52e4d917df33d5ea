// WitnessFolder: one key and one file of sizes, for a witness and for a log's own signing process.
#pragma once
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "journal/witness.hpp"
#include "store/files.hpp"

namespace yj::journal {

/// The files of the folder. `logs` names the logs that are served, a public key a line; a signing process has
/// none, it serves the logs of its own keys.
inline constexpr const char* kSeenFile = "seen";  ///< a line a log: origin, size, root
inline constexpr const char* kLogsFile = "logs";

/// Makes the folder of a new witness: key, key.pub, an empty `seen`. Fails: Conflict; Storage.
[[nodiscard]] Result<VerifierKey> create_witness(const std::filesystem::path& folder,
                                                 const std::string& name);

/// Holds its folder alone. Safe for several threads: requests are judged one after the other, and what was
/// seen is on disk before a signature leaves.
class WitnessFolder {
public:
    /// REQUIRES: the clock outlives it. Fails: NotFound; Malformed; Conflict (another process holds it).
    [[nodiscard]] static Result<std::unique_ptr<WitnessFolder>> open(const std::filesystem::path& folder,
                                                                     const Clock& clock);

    struct Answer {
        int status = 400;
        std::string body;  ///< signature lines, the size seen, or a sentence
    };
    /// A witness: the checkpoint is signed already, and cosigned here. 500: not stored, so not signed.
    [[nodiscard]] Answer cosign(std::string_view request);
    /// A log's signing process: the text after the proof is a checkpoint without signatures; it is signed by
    /// every key here that bears the log's name.
    [[nodiscard]] Answer sign(std::string_view request);

    [[nodiscard]] const std::vector<SigningKey>& keys() const { return keys_; }
    [[nodiscard]] SeenTree seen(const std::string& origin) const;

private:
    WitnessFolder(std::filesystem::path folder, const Clock& clock, store::FolderLock lock)
        : folder_(std::move(folder)), clock_(clock), lock_(std::move(lock)) {}
    [[nodiscard]] Done load();
    [[nodiscard]] Done remember(const std::string& origin, const SeenTree& tree);

    std::filesystem::path folder_;
    const Clock& clock_;
    store::FolderLock lock_;
    mutable std::mutex mutex_;
    std::vector<SigningKey> keys_;
    std::vector<VerifierKey> logs_;
    std::map<std::string, SeenTree> seen_;
};

}  // namespace yj::journal

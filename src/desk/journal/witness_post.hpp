// The two small programs beside a county: a witness of other logs, and the keeper of a log's own key.
#pragma once
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace yj::desk {

/// Makes the folder of a witness, or of the process that signs for one log. Answers its public keys, one a
/// line. Fails: Conflict; Malformed (a name with spaces or a plus sign); Storage.
[[nodiscard]] Result<std::string> create_witness(const std::filesystem::path& folder,
                                                 const std::string& name);
[[nodiscard]] Result<std::string> create_signer(const std::filesystem::path& folder,
                                                const std::string& origin);

/// Adds a log's public keys to those that the witness of this folder serves. Fails: Malformed; Storage.
[[nodiscard]] Done serve_log(const std::filesystem::path& folder, std::string_view keys);

struct PostAnswer {
    int status = 400;  ///< as C2SP tlog-witness has them
    std::string body;
};
using Post = std::function<PostAnswer(std::string_view request)>;

/// Opens a witness; safe for several threads. REQUIRES: the clock outlives it. Fails: NotFound; Malformed;
/// Conflict (another process holds the folder).
[[nodiscard]] Result<Post> open_witness(const std::filesystem::path& folder, const Clock& clock);

/// Signs checkpoints of its own log for whoever may reach `socket`, until told to stop; each must continue
/// what was signed before. Fails: as open_witness; Storage.
[[nodiscard]] Done run_signer(const std::filesystem::path& folder, const std::filesystem::path& socket,
                              const Clock& clock, const std::stop_token& stop);

}  // namespace yj::desk

// cosign: witnesses' signatures under the county's last checkpoint: asked for, kept, counted.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/act.hpp"
#include "desk/journal/witness_post.hpp"

namespace yj::desk {

/// The file `log/policy`: which witnesses the county asks, and how many must sign (C2SP tlog-policy). It is
/// published like the keys.
inline constexpr const char* kPolicyFile = "policy";

/// The request to a witness that saw `old_size` entries last, for carrying by file or on paper: about the
/// last checkpoint. Fails: Forbidden; NotReady (no checkpoint yet); Conflict (it saw more than there is).
[[nodiscard]] Result<std::string> witness_request(County& county, const access::Actor& actor,
                                                  std::int64_t old_size);

/// Keeps signature lines that a witness gave under the checkpoint of that size (the last one when empty).
/// Answers the checkpoint with all its signatures. Fails: Forbidden, also when no witness of the policy
/// signed it; NotFound; Malformed.
[[nodiscard]] Result<std::string> keep_cosignatures(County& county, const access::Actor& actor,
                                                    std::string_view lines, std::optional<std::int64_t> size);

/// What came of asking one witness.
struct WitnessReply {
    std::string name;
    bool has_signed = false;
    std::string words;
};
using HttpPost = std::function<Result<PostAnswer>(const std::string& url, const std::string& body)>;
/// Asks every witness of the policy that has an address for its signature under the last checkpoint, and
/// keeps what they give. Fails: Forbidden; NotReady; NotFound (no policy); Malformed.
[[nodiscard]] Result<std::vector<WitnessReply>> ask_witnesses(County& county, const access::Actor& actor,
                                                              const HttpPost& post);

/// Who vouches for the last checkpoint under the policy.
struct Witnessed {
    std::vector<std::string> names;
    bool enough = false;  ///< the policy's quorum is reached
};
/// Empty when there is no policy or no checkpoint.
[[nodiscard]] Result<std::optional<Witnessed>> witnessed(const County& county);

}  // namespace yj::desk

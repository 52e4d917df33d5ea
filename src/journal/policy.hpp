// Policy: which logs and which witnesses are believed, and how many of them must have signed.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "journal/checkpoint.hpp"

namespace yj::journal {

/// One key of a policy, with the address at which its owner answers (may be empty).
struct PolicyKey {
    std::string name;  ///< inside the policy; of a log its origin
    VerifierKey key;
    std::string url;
};

/// A set of names of which `least` must hold. A witness's own name is a group of one.
struct PolicyGroup {
    std::string name;
    int least = 1;
    std::vector<std::string> members;
};

/// Source: C2SP tlog-policy: "log", "witness", "group" and "quorum" lines. Ours takes SM2 keys on "log" lines
/// too, under the same origin: then the log must have signed with each of them.
struct Policy {
    std::vector<PolicyKey> logs;
    std::vector<PolicyKey> witnesses;
    std::vector<PolicyGroup> groups;
    std::string quorum = "none";

    [[nodiscard]] const VerifierKey* witness_key(std::string_view name) const;
};

/// Fails: Malformed, naming the line.
[[nodiscard]] Result<Policy> parse_policy(std::string_view text);
/// The policy that believes one log alone, without witnesses: what `key.pub` holds, a key a line.
[[nodiscard]] Result<Policy> parse_keys(std::string_view text);
/// Either of both, told by the first word.
[[nodiscard]] Result<Policy> parse_policy_or_keys(std::string_view text);

/// A checkpoint that a policy lets stand, and who signed it.
struct Believed {
    Checkpoint checkpoint;
    std::string text;                    ///< what was signed
    std::vector<std::string> witnesses;  ///< names of the policy
    std::vector<VerifierKey> signed_by;  ///< logs' keys and witnesses' keys
};
/// Fails: Malformed; Forbidden (a signature is wrong, the log's or enough witnesses' are missing); NotFound
/// (a log that the policy does not know).
[[nodiscard]] Result<Believed> believe(std::string_view note, const Policy& policy);

}  // namespace yj::journal

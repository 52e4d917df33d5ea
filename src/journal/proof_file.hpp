// ProofFile: that one entry is in the log, in a file that needs nothing but keys to be checked.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "journal/policy.hpp"
#include "journal/tree.hpp"

namespace yj::journal {

/// Source: C2SP tlog-proof. `extra` is not covered by the proof: whoever reads it derives the leaf from it.
struct ProofFile {
    std::string extra;
    std::int64_t index = 0;
    Proof path;
    std::string checkpoint;  ///< a signed note, witnesses' signatures among them
    bool operator==(const ProofFile&) const = default;
};

[[nodiscard]] std::string proof_file_text(const ProofFile& proof);
/// Empty for anything that proof_file_text would not have written.
[[nodiscard]] std::optional<ProofFile> parse_proof_file(std::string_view text);

/// That the leaf of this hash is the entry of the proof, under a checkpoint that the policy lets stand.
/// Fails: as believe(); Conflict when the proof does not lead from the leaf to the checkpoint's root.
[[nodiscard]] Result<Believed> check_proof(const ProofFile& proof, const Digest& leaf, const Policy& policy);

}  // namespace yj::journal

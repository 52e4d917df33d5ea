// receipt: what a respondent keeps of a report that was taken in, and the file that proves it to anybody.
#pragma once
#include <optional>
#include <string>

#include "base/digest.hpp"
#include "base/ids.hpp"
#include "desk/act.hpp"

namespace yj::desk {

/// 回执. Whoever holds one can later show that the report was there, and what it said.
struct Receipt {
    std::string number;  ///< "1234-5f3a9c21": its entry and the beginning of its leaf's hash
    SubmissionId submission;
    EntryIndex entry;
    Instant at;
    Digest leaf;                          ///< the leaf's hash in the log
    Digest cells;                         ///< SHA-256 of all its cells, collect::Submission::payload_hash
    std::optional<std::int64_t> covered;  ///< entries under the first checkpoint that covers it; none yet
};

/// Fails: Forbidden (another unit's report); NotFound.
[[nodiscard]] Result<Receipt> receipt_of(County& county, const access::Actor& actor, SubmissionId submission);

/// The receipt as a C2SP tlog-proof that needs nothing but the log's keys: in its extra data stand the leaf
/// and the report's row, opened; no other row of the entry is shown.
/// Fails: as receipt_of; NotReady when no checkpoint covers it yet; Conflict when what is stored is not what
/// was sealed.
[[nodiscard]] Result<std::string> prove_submission(County& county, const access::Actor& actor,
                                                   SubmissionId submission);
/// The same for any entry, its rows closed. Fails: Forbidden; NotFound; NotReady.
[[nodiscard]] Result<std::string> prove_entry(County& county, const access::Actor& actor, EntryIndex entry);

}  // namespace yj::desk

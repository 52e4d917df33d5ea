// `log verify`: the whole log and every table of record of a store, checked in one snapshot.
#pragma once
#include <filesystem>
#include <span>
#include <string>

#include "journal/verify.hpp"
#include "store/tx.hpp"

namespace yj::journal {

struct VerifyInput {
    /// Every table of record of the house. One that is left out shows as missing rows.
    std::span<const store::Table* const> tables;
    /// The log's public keys; without them checkpoints are not judged.
    std::vector<VerifierKey> keys;
    /// The folder `log` with tiles and the last checkpoint; empty: the store alone is checked.
    std::filesystem::path log_folder;
    /// What is kept elsewhere: checkpoints (a witness's, a printed one), proof files, receipts' numbers.
    std::span<const std::string> outside;
};

/// Fails: Storage. A problem found is not a refusal: it stands in the report.
[[nodiscard]] Result<LogReport> verify_log(store::Tx& tx, const VerifyInput& input);

}  // namespace yj::journal

// The log as the desk keeps it: its key made, checkpoints signed, everything verified.
#pragma once
#include <string>
#include <vector>

#include "desk/act.hpp"
#include "journal/stored.hpp"
#include "journal/verify.hpp"

namespace yj::desk {

/// Every table of record of the house; a table that is left out would show as missing rows.
[[nodiscard]] std::vector<const store::Table*> tables_of_record();
/// REQUIRES: a table of record of that name.
[[nodiscard]] const store::Table& record_table(std::string_view name);

/// Signs the whole log as it stands and publishes its tiles. Making one is an act itself, done first.
[[nodiscard]] Result<journal::StoredCheckpoint> make_checkpoint(County& county, const access::Actor& actor);

/// The last one, or empty.
[[nodiscard]] Result<std::optional<journal::StoredCheckpoint>> last_checkpoint(const County& county);

/// Reads the whole log and every row it sealed. A problem is not a refusal: it stands in the report.
/// `outside`: checkpoints kept elsewhere (a witness's, a printed one).
[[nodiscard]] Result<journal::LogReport> verify_log(const County& county, const access::Actor& actor,
                                                    const std::vector<std::string>& outside);

/// What a problem means to a person: the report, the figure or the voucher behind a table's key.
[[nodiscard]] std::string problem_in_words(const County& county, const journal::Problem& problem);

}  // namespace yj::desk

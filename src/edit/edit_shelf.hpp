// The shelf of checks: what the rules said of a submission, one packed row a check.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/period.hpp"
#include "edit/finding.hpp"
#include "store/tx.hpp"

namespace yj::edit {

/// One run of a rule set over one submission. `rules_hash` names the exact rule set.
struct StoredCheck {
    SubmissionId submission;
    EntryIndex since;
    std::string rules_hash;
    std::vector<Finding> findings;
    bool operator==(const StoredCheck&) const = default;
};

/// How many findings a check has of each weight: failed 强制, failed 核实, and 无法判定 of any kind.
struct CheckCount {
    EntryIndex since;
    int hard = 0;
    int soft = 0;
    int undecided = 0;
    bool operator==(const CheckCount&) const = default;
};
/// Source: rules.md, 三值判定: failures and 无法判定 are counted apart.
[[nodiscard]] CheckCount count_findings(const std::vector<Finding>& findings, EntryIndex since);

/// Puts the check; the counts are made here.
void put_check(store::Tx& tx, const StoredCheck& check);
/// The latest check of the submission, or empty when it was never checked.
[[nodiscard]] std::optional<StoredCheck> latest_check(store::Tx& tx, SubmissionId submission,
                                                      EntryIndex as_of);
/// The counts of the latest check of every submission of a form and period: one question for a whole board.
[[nodiscard]] std::map<SubmissionId, CheckCount> check_counts(store::Tx& tx, std::string_view form,
                                                              Period period, EntryIndex as_of);

using CheckFn = std::function<void(const StoredCheck&)>;
/// The latest checks of a form and period, by submission. Valid inside the callback only. Cost: one question.
void each_check(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of, const CheckFn& fn);

}  // namespace yj::edit

// audit_reports: the rules in force run over reports that have come, of one form and period or of many.
#pragma once
#include <optional>
#include <string>

#include "base/executor.hpp"
#include "desk/act.hpp"

namespace yj::desk {

struct AuditSummary {
    EntryIndex entry;
    int populations = 0;  ///< forms and periods that were gone through
    int reports = 0;
    int changed = 0;  ///< reports whose findings differ from their last check; only these are put again
    int hard = 0, soft = 0, undecided = 0;
};

/// Runs the rules in force over the latest reports of a form and period: other forms may have come since they
/// were sent, or rules may have changed. The same on any number of threads.
/// Fails: NotFound, NotReady (no such form in force); Forbidden.
[[nodiscard]] Result<AuditSummary> audit_reports(County& county, const access::Actor& actor,
                                                 const std::string& form, Period period,
                                                 const std::string& key, const Executor& run = run_in_turn);

/// Which reports: an empty form is every form, an empty period every period.
struct AuditWanted {
    std::string form;
    std::optional<Period> period;
};
/// The same over every form and period of which reports have come and that the account may audit, as one act
/// with one entry.
/// Fails: NotFound when there is none; Forbidden when the account may audit none of them.
[[nodiscard]] Result<AuditSummary> audit_all(County& county, const access::Actor& actor,
                                             const AuditWanted& wanted, const std::string& key,
                                             const Executor& run = run_in_turn);

}  // namespace yj::desk

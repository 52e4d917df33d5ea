// waiting_reports: the reports that findings still hold back, for those who explain, return and amend them.
#pragma once
#include <string>
#include <vector>

#include "desk/act.hpp"
#include "edit/finding.hpp"

namespace yj::desk {

/// A latest report in state 已报 with what stands between it and its acceptance.
struct WaitingReport {
    SubmissionId submission;
    StatUnitId unit;
    std::string code;
    std::vector<edit::Finding> findings;  ///< failed 强制, and failed 核实 that no explanation answers
    [[nodiscard]] bool has_hard() const;
};

/// Those of one form and period, by the unit's code. Cost: a few questions, whatever the number of reports.
/// Fails: NotFound (form); Forbidden.
[[nodiscard]] Result<std::vector<WaitingReport>> waiting_reports(const County& county,
                                                                 const access::Actor& actor,
                                                                 const std::string& form, Period period);

}  // namespace yj::desk

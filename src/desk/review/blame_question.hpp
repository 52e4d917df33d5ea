// blame_question: which cells of a report to doubt, for the reviewer who asks its sender.
#pragma once
#include <string>
#include <vector>

#include "desk/act.hpp"

namespace yj::desk {

/// A cell as the reviewer knows it.
struct DoubtedCell {
    std::string address;
    std::string name;
    std::string value;  ///< as reported; empty when blank
};

struct ReportBlame {
    std::string unit_code, unit_name, form;
    Period period;
    std::string sentence;  ///< what was found, in words
    std::vector<DoubtedCell> cells;
    std::vector<std::string> hints;     ///< simple mistakes that would explain it: 计量单位、正负号、颠倒
    std::vector<std::string> left_out;  ///< rules that could not be asked, and why
};

/// The smallest set of cells whose change could satisfy all 强制 rules of the report. It names cells and
/// never a figure that should stand there: only the respondent knows it. For the bureau alone. Fails:
/// NotFound (no such report, or none that this account may review: the answer is the same), NotReady (made
/// under a version of the form that is no longer in force).
[[nodiscard]] Result<ReportBlame> blame_report(const County& county, const access::Actor& actor,
                                               SubmissionId id);

}  // namespace yj::desk

// explain_finding, return_report, accept_reports: the conversation about a report, act by act.
#pragma once
#include <string>
#include <vector>

#include "desk/act.hpp"
#include "review/review.hpp"
#include "review/review_rules.hpp"

namespace yj::desk {

/// What the respondent says of one finding of its report. Ids and entry are filled in here.
struct ExplanationWanted {
    SubmissionId submission;
    std::string rule;
    std::string column;
    std::string key;
    std::string reason;
    std::string words;
};
/// Only the respondent's account explains. Several findings in one act.
/// Fails: NotFound (no such report or finding), Conflict (a 强制 finding; a report that is not the latest),
///        Malformed (an unknown reason, words that say nothing).
[[nodiscard]] Result<Answer> explain_findings(County& county, const access::Actor& actor,
                                              const std::vector<ExplanationWanted>& wanted,
                                              const std::string& key);

/// The bureau sends a report back with reasons per cell. Fails: NotFound, Conflict (not the latest),
/// Malformed.
[[nodiscard]] Result<Answer> return_report(County& county, const access::Actor& actor,
                                           SubmissionId submission,
                                           const std::vector<review::ReturnReason>& reasons,
                                           const std::string& key);

/// What an acceptance of many reports did.
struct AcceptanceSummary {
    EntryIndex entry;
    int accepted = 0;
    int standing = 0;                   ///< accepted before
    int blocked = 0;                    ///< with a 强制 finding, or a 核实 finding without explanation
    std::vector<review::Block> blocks;  ///< the first few
};
/// Accepts one report. Fails: NotReady, naming what blocks.
[[nodiscard]] Result<AcceptanceSummary> accept_report(County& county, const access::Actor& actor,
                                                      SubmissionId submission, const std::string& key);
/// Accepts every report of a form and period that nothing blocks, and leaves the others.
[[nodiscard]] Result<AcceptanceSummary> accept_clean_reports(County& county, const access::Actor& actor,
                                                             const std::string& form, Period period,
                                                             const std::string& key);

}  // namespace yj::desk

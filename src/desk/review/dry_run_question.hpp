// dry_run_question: what rules that are not in force yet would have said of reports that have come.
#pragma once
#include <string>
#include <vector>

#include "base/executor.hpp"
#include "desk/act.hpp"
#include "desk/edit/release_rules.hpp"
#include "edit/finding.hpp"

namespace yj::desk {

struct DryRunWanted {
    RuleFile file;  ///< read in its place within the pack, so that it may replace a file of it
    std::string form;
    Period first, last;
    std::string unit;          ///< code: this unit alone; empty: all
    std::size_t examples = 5;  ///< for each rule and period
};

/// One report as an example of what a rule says.
struct DryRunExample {
    SubmissionId submission;
    std::string code, name;  ///< of the unit
    edit::Verdict verdict = edit::Verdict::Failed;
    std::string sentence;
};

/// One rule in one period. A report that the rule does not ask (another scope, an empty row) counts as 通过.
struct DryRunRow {
    Period period;
    std::string rule;
    edit::Severity severity = edit::Severity::Hard;
    int reports = 0, passed = 0, failed = 0, undecided = 0;
    std::vector<DryRunExample> examples;  ///< failed ones first
};

/// Rules of the file that speak of the form, in every period from `first` to `last` of which reports have
/// come. Nothing is put.
/// Fails: Malformed with the first fault of the file and how many there are; NotFound (form, unit, no
/// reports); Forbidden.
[[nodiscard]] Result<std::vector<DryRunRow>> dry_run(const County& county, const access::Actor& actor,
                                                     const DryRunWanted& wanted, const Executor& run);

}  // namespace yj::desk

// finding_queue: which doubtful reports to ask about first, and what is still at risk where one stops.
#pragma once
#include <string>
#include <vector>

#include "collect/submission.hpp"
#include "desk/act.hpp"
#include "edit/across/influence.hpp"
#include "edit/finding.hpp"

namespace yj::desk {

/// A finding that stands open: of the report's own rules, or of a comparison with its peers.
struct QueuedFinding {
    std::string rule;  ///< "B204-1/S2"; "B204-1/A1" of a 横向 check
    std::string rule_hash;
    edit::Severity severity = edit::Severity::Soft;
    std::string sentence;      ///< for the bureau: it names peers and fences
    bool on_the_cell = false;  ///< it reads the cell by which the queue is ordered
    bool across = false;
};

/// One report with open findings: one call to one respondent.
struct QueuedReport {
    StatUnitId unit;
    std::string code, name;
    SubmissionId submission;
    collect::TaskState state = collect::TaskState::Reported;
    std::string reported;  ///< the cell's value as reported, or the reason why there is none
    std::string year_ago;  ///< 可比口径上年数; empty when there is none
    std::string expected;  ///< had it gone the way of its peers, rounded as the cell is; an estimate
    edit::across::ExpectedFrom expected_from = edit::across::ExpectedFrom::Nothing;
    double suspicion = 0;         ///< 0 … 1
    double effect_points = 0;     ///< percentage points of growth that reported − expected moves
    double risk_points = 0;       ///< |effect| × suspicion
    double remaining_points = 0;  ///< still at risk when one stops after this report
    std::vector<QueuedFinding> findings;
};

struct FindingQueue {
    std::string cell, cell_name, measure;
    int reports = 0;            ///< latest reports that the account may review
    bool of_growth = true;      ///< points are of the growth rate; else of the total, no base being known
    bool whole = false;         ///< the account reviews all of the county: total and growth are told
    std::string total;          ///< of the units with both years, as growth is reckoned
    std::string growth;         ///< percent, one decimal
    int not_compared = 0;       ///< reports with the cell that no peers could be found for
    double outside_points = 0;  ///< at risk in reports without any finding
    std::vector<QueuedReport> places;
};

/// What is asked: a form and period, ordered by the effect on a cell; empty: the cell of the first growth (or
/// else the first sum) in the pack's first table of the form.
struct QueueQuestion {
    std::string form;
    Period period;
    std::string cell;
};

/// The latest reports with open findings (不通过 and not explained, or outside of what is usual among peers),
/// the greatest risk to the published growth first. Peers are the whole frame, whoever asks; what is listed
/// are the units within the account's right to return reports, so that no respondent ever reads it.
/// Fails: NotFound (form, cell; nothing published of the form and no cell named), Forbidden.
/// Source: model.md, Finding; edit/across/influence.hpp.
[[nodiscard]] Result<FindingQueue> finding_queue(const County& county, const access::Actor& actor,
                                                 const QueueQuestion& question);

}  // namespace yj::desk

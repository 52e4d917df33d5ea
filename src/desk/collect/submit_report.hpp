// submit_report: one report of one unit, cell by cell, from the respondent's own account.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "collect/import_table.hpp"
#include "collect/submission.hpp"
#include "desk/act.hpp"
#include "edit/finding.hpp"

namespace yj::desk {

struct CellNote {
    std::string address;
    std::string words;
};

struct ReportWanted {
    std::string form;
    Period period;
    std::string unit_code;
    std::vector<collect::TypedCell> cells;
    std::vector<CellNote> notes;  ///< where a value comes from, in the respondent's words
    collect::Channel channel = collect::Channel::Interface;
};

/// What came of it. With `refused` not empty nothing was put.
struct SubmittedReport {
    std::vector<Refusal> refused;  ///< one for every wrong cell; the place is its address
    SubmissionId submission;
    int sequence = 0;
    bool unchanged = false;      ///< the same cells as the latest sending
    bool repeated = false;       ///< the same key, done before
    bool other_content = false;  ///< the same key stood for another report: nothing was done
    EntryIndex entry;            ///< the act's entry: the receipt (回执)
    Digest payload_hash;
    std::vector<edit::Finding> findings;  ///< with the respondent's sentences
};

/// Only a respondent's account submits, and only for its own unit.
/// Fails: Forbidden; NotFound (form, or no such unit of this account's); NotReady (not in the frame, no
/// task);
///        Conflict (强制 findings).
[[nodiscard]] Result<SubmittedReport> submit_report(County& county, const access::Actor& actor,
                                                    const ReportWanted& wanted, const std::string& key);

}  // namespace yj::desk

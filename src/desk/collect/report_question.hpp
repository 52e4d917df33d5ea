// report_question: one report as a person reads it: cells, findings, explanations, returns, evidence.
#pragma once
#include <string>
#include <vector>

#include "collect/submission.hpp"
#include "desk/act.hpp"
#include "edit/finding.hpp"

namespace yj::desk {

struct ShownCell {
    std::string address;
    std::string value;    ///< digits or words; empty when 未填
    std::string missing;  ///< the reason when there is no value
    std::string note;     ///< where it comes from, as the respondent said
    std::string last;     ///< the same cell of the report before; empty when there is none
};
struct ShownRow {
    std::string code;
    std::string key;  ///< of an open row
    std::string name;
    std::string measure;
    int depth = 0;
    std::vector<ShownCell> cells;  ///< one for each column
};
struct ShownExplanation {
    std::string reason;  ///< in words
    std::string words;
    EntryIndex entry;
};
struct ShownFinding {
    edit::Finding finding;  ///< a respondent's has its sentence without thresholds
    std::optional<ShownExplanation> explanation;
};
struct ShownReturnReason {
    std::string cell;
    std::string reason;
    std::string words;
};
struct ShownReturn {
    EntryIndex entry;
    std::vector<ShownReturnReason> reasons;
};
struct ShownVoucher {
    VoucherId id;
    std::string cell;
    std::string kind;
    std::string file_name;
    std::string amount;  ///< empty: not said
    std::int64_t size = 0;
    Digest hash;
    EntryIndex entry;
};
struct ShownSending {
    SubmissionId id;
    int sequence = 0;
    Instant received_at;
    std::string channel;
    EntryIndex entry;
};
struct ShownReport {
    SubmissionId id;
    StatUnitId unit;
    std::string unit_code, unit_name, region_name;
    std::string form, form_name;
    Period period;
    Instant due;
    collect::TaskState state = collect::TaskState::Reported;
    bool late = false;
    bool latest = true;
    ShownSending sending;
    Digest payload_hash;
    std::string batch;        ///< hash of the file that it came in
    std::string last_period;  ///< name of the period that `last` is of; empty when nothing was reported then
    std::vector<std::string> columns;
    std::vector<ShownRow> rows;
    std::vector<ShownFinding> findings;
    std::vector<ShownReturn> returns;
    std::vector<EntryIndex> acceptances;
    std::vector<ShownVoucher> vouchers;
    std::vector<ShownSending> sendings;  ///< all of the task, oldest first
};

/// Whoever may read it sees it; respondents see their own and no thresholds.
/// Fails: NotFound when there is none, or none that this account may see (the answer is the same).
[[nodiscard]] Result<ShownReport> show_report(const County& county, const access::Actor& actor,
                                              SubmissionId id);

}  // namespace yj::desk

// import_reports: a file of reports: a national platform's export by the bureau, or a respondent's own
// workbook.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/submission.hpp"
#include "desk/act.hpp"

namespace yj::desk {

struct ReportImport {
    std::string form;
    std::optional<Period> period;  ///< needed when the file names none
    collect::Channel channel = collect::Channel::Table;
    std::string file_name;
    std::string_view bytes;
    std::string key;
};

struct ReportImportSummary {
    EntryIndex entry;    ///< the batch's entry; -1 when nothing could be read: then nothing was kept
    bool known = false;  ///< the same file was imported before: nothing was done
    int reports = 0;     ///< in the file
    int taken = 0;       ///< put, each with an entry of its own
    int unchanged = 0;   ///< the same as what was there
    int refused_reports = 0;
    int hard = 0, soft = 0, undecided = 0;  ///< findings on what was taken
    std::vector<Refusal> refused;
    std::vector<SubmissionId> submissions;
};

/// NationalExport is the bureau's channel: the file is kept as it came, reports are stored with their
/// findings, and a later export that differs becomes a new version and a question. The other channels are the
/// respondents': 强制 findings stop a report, and only its own account may send it. Reports are refused one
/// by one; what is right is taken in together, in one transaction. Fails: Forbidden; NotFound (form);
/// Malformed (the file cannot be read, or its heading).
[[nodiscard]] Result<ReportImportSummary> import_reports(County& county, const access::Actor& actor,
                                                         const ReportImport& import);

}  // namespace yj::desk

#include "edit/edit_shelf.hpp"

#include "edit/schema_shelf.hpp"

namespace yj::edit {

namespace {

/// The latest check of each submission of form $1 and period $2, as of $3.
#define YJ_LATEST_OF_FORM                                                                                  \
    " FROM edit_check c JOIN collect_submission s ON s.id = c.submission JOIN collect_task t ON t.id = "   \
    "s.task"                                                                                               \
    " WHERE t.form = $1 AND t.period = $2 AND c.since <= CAST($3 AS BIGINT) AND NOT EXISTS (SELECT 1 FROM" \
    " edit_check n WHERE n.submission = c.submission AND n.since > c.since AND n.since <= CAST($3 AS "     \
    "BIGINT))"                                                                                             \
    " ORDER BY c.submission"

/// A row whose bytes are damaged comes without findings; log verify names it.
StoredCheck check_in(const store::Row& row) {
    auto findings = unpack_findings(row.blob(3));
    return {SubmissionId{row.number(0)}, EntryIndex{row.number(1)}, std::string(row.text(2)),
            findings ? std::move(*findings) : std::vector<Finding>{}};
}

}  // namespace

CheckCount count_findings(const std::vector<Finding>& findings, EntryIndex since) {
    CheckCount count{since};
    for (const auto& finding : findings) {
        if (finding.verdict == Verdict::Undecided) ++count.undecided;
        if (finding.verdict != Verdict::Failed) continue;
        if (finding.severity == Severity::Hard) ++count.hard;
        if (finding.severity == Severity::Soft) ++count.soft;
    }
    return count;
}

void put_check(store::Tx& tx, const StoredCheck& check) {
    const auto count = count_findings(check.findings, check.since);
    const std::string packed = pack_findings(check.findings);
    tx.put(kCheckTable, {check.submission.value, check.since.value, std::string_view(check.rules_hash),
                         store::Blob{packed}, std::int64_t{count.hard}, std::int64_t{count.soft},
                         std::int64_t{count.undecided}});
}

std::optional<StoredCheck> latest_check(store::Tx& tx, SubmissionId submission, EntryIndex as_of) {
    return tx.first(
        "SELECT submission, since, rules_hash, findings FROM edit_check WHERE submission = $1"
        " AND since <= $2 ORDER BY since DESC LIMIT 1",
        {submission.value, as_of.value}, check_in);
}

std::map<SubmissionId, CheckCount> check_counts(store::Tx& tx, std::string_view form, Period period,
                                                EntryIndex as_of) {
    const std::string code = period.code();
    std::map<SubmissionId, CheckCount> out;
    tx.each("SELECT c.submission, c.since, c.hard, c.soft, c.undecided" YJ_LATEST_OF_FORM,
            {form, std::string_view(code), as_of.value}, [&](const store::Row& row) {
                out[SubmissionId{row.number(0)}] = {
                    EntryIndex{row.number(1)}, static_cast<int>(row.number(2)),
                    static_cast<int>(row.number(3)), static_cast<int>(row.number(4))};
            });
    return out;
}

void each_check(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of, const CheckFn& fn) {
    const std::string code = period.code();
    tx.each("SELECT c.submission, c.since, c.rules_hash, c.findings" YJ_LATEST_OF_FORM,
            {form, std::string_view(code), as_of.value}, [&](const store::Row& row) { fn(check_in(row)); });
}

}  // namespace yj::edit

#include "review/review_shelf.hpp"

#include <algorithm>
#include <tuple>

#include "base/bytes.hpp"
#include "review/schema_shelf.hpp"

namespace yj::review {

namespace {

#define YJ_EXPLANATION \
    "e.id, e.since, e.submission, e.rule, e.column_id, e.row_key, e.reason, e.words, e.account"
/// Submissions of the form $1 and period $2.
#define YJ_OF_FORM                                                                           \
    " JOIN collect_submission s ON s.id = r.submission JOIN collect_task t ON t.id = s.task" \
    " WHERE t.form = $1 AND t.period = $2 AND r.since <= $3"

Explanation explanation_in(const store::Row& row) {
    return {ExplanationId{row.number(0)}, EntryIndex{row.number(1)}, SubmissionId{row.number(2)},
            std::string(row.text(3)),     std::string(row.text(4)),  std::string(row.text(5)),
            std::string(row.text(6)),     std::string(row.text(7)),  AccountId{row.number(8)}};
}

bool of_one_finding(const Explanation& a, const Explanation& b) {
    return a.rule == b.rule && a.column == b.column && a.key == b.key;
}

/// Keeps the last of each finding. REQUIRES: oldest first.
std::vector<Explanation> latest(std::vector<Explanation> all) {
    std::ranges::stable_sort(all, {}, [](const Explanation& e) { return std::tie(e.rule, e.column, e.key); });
    std::vector<Explanation> out;
    for (auto& each : all) {
        if (!out.empty() && of_one_finding(out.back(), each))
            out.back() = std::move(each);
        else
            out.push_back(std::move(each));
    }
    return out;
}

void note_latest(EntryIndex& mark, std::int64_t since) { mark = std::max(mark, EntryIndex{since}); }

}  // namespace

void put_explanation(store::Tx& tx, const Explanation& it) {
    tx.put(kExplanationTable, {it.id.value, it.since.value, it.submission.value, std::string_view(it.rule),
                               std::string_view(it.column), std::string_view(it.key),
                               std::string_view(it.reason), std::string_view(it.words), it.account.value});
}

void put_question(store::Tx& tx, const Question& it) {
    tx.put(kQuestionTable, {it.id.value, it.since.value, it.submission.value, std::string_view(it.cell),
                            std::string_view(it.words), it.account.value});
}

void put_return(store::Tx& tx, const Return& it) {
    const std::string reasons = pack_reasons(it.reasons);
    tx.put(kReturnTable, {it.submission.value, it.since.value, it.account.value, store::Blob{reasons}});
}

void put_acceptance(store::Tx& tx, const Acceptance& it) {
    tx.put(kAcceptanceTable, {it.submission.value, it.since.value, it.account.value});
}

std::vector<Explanation> all_explanations_of(store::Tx& tx, SubmissionId submission, EntryIndex as_of) {
    std::vector<Explanation> out;
    tx.each("SELECT " YJ_EXPLANATION
            " FROM review_explanation e WHERE e.submission = $1 AND e.since <= $2 ORDER BY e.since, e.id",
            {submission.value, as_of.value},
            [&](const store::Row& row) { out.push_back(explanation_in(row)); });
    return out;
}

std::vector<Explanation> explanations_of(store::Tx& tx, SubmissionId submission, EntryIndex as_of) {
    return latest(all_explanations_of(tx, submission, as_of));
}

std::map<SubmissionId, std::vector<Explanation>> explanations_of_form(store::Tx& tx, std::string_view form,
                                                                      Period period, EntryIndex as_of) {
    const std::string code = period.code();
    std::map<SubmissionId, std::vector<Explanation>> out;
    tx.each("SELECT " YJ_EXPLANATION
            " FROM review_explanation e JOIN collect_submission s ON s.id = e.submission"
            " JOIN collect_task t ON t.id = s.task WHERE t.form = $1 AND t.period = $2 AND e.since <= $3"
            " ORDER BY e.since, e.id",
            {form, std::string_view(code), as_of.value}, [&](const store::Row& row) {
                auto read = explanation_in(row);
                out[read.submission].push_back(std::move(read));
            });
    for (auto& [submission, all] : out) all = latest(std::move(all));
    return out;
}

std::vector<Question> questions_of(store::Tx& tx, SubmissionId submission, EntryIndex as_of) {
    std::vector<Question> out;
    tx.each(
        "SELECT id, since, submission, cell, words, account FROM review_question WHERE submission = $1"
        " AND since <= $2 ORDER BY since, id",
        {submission.value, as_of.value}, [&](const store::Row& row) {
            out.push_back({QuestionId{row.number(0)}, EntryIndex{row.number(1)}, SubmissionId{row.number(2)},
                           std::string(row.text(3)), std::string(row.text(4)), AccountId{row.number(5)}});
        });
    return out;
}

std::vector<Return> returns_of(store::Tx& tx, SubmissionId submission, EntryIndex as_of) {
    std::vector<Return> out;
    tx.each(
        "SELECT submission, since, account, reasons FROM review_return WHERE submission = $1 AND since <= $2"
        " ORDER BY since",
        {submission.value, as_of.value}, [&](const store::Row& row) {
            auto reasons = unpack_reasons(row.blob(3));
            out.push_back({SubmissionId{row.number(0)}, EntryIndex{row.number(1)}, AccountId{row.number(2)},
                           reasons ? std::move(*reasons) : std::vector<ReturnReason>{}});
        });
    return out;
}

std::vector<Acceptance> acceptances_of(store::Tx& tx, SubmissionId submission, EntryIndex as_of) {
    std::vector<Acceptance> out;
    tx.each(
        "SELECT submission, since, account FROM review_acceptance WHERE submission = $1 AND since <= $2"
        " ORDER BY since",
        {submission.value, as_of.value}, [&](const store::Row& row) {
            out.push_back({SubmissionId{row.number(0)}, EntryIndex{row.number(1)}, AccountId{row.number(2)}});
        });
    return out;
}

Marks marks_of(store::Tx& tx, SubmissionId submission, EntryIndex as_of) {
    Marks marks;
    tx.each("SELECT since FROM review_return WHERE submission = $1 AND since <= $2",
            {submission.value, as_of.value},
            [&](const store::Row& row) { note_latest(marks.returned, row.number(0)); });
    tx.each("SELECT since FROM review_acceptance WHERE submission = $1 AND since <= $2",
            {submission.value, as_of.value},
            [&](const store::Row& row) { note_latest(marks.accepted, row.number(0)); });
    return marks;
}

std::map<SubmissionId, Marks> marks_of_form(store::Tx& tx, std::string_view form, Period period,
                                            EntryIndex as_of) {
    const std::string code = period.code();
    std::map<SubmissionId, Marks> out;
    tx.each("SELECT r.submission, r.since FROM review_return r" YJ_OF_FORM,
            {form, std::string_view(code), as_of.value}, [&](const store::Row& row) {
                note_latest(out[SubmissionId{row.number(0)}].returned, row.number(1));
            });
    tx.each("SELECT r.submission, r.since FROM review_acceptance r" YJ_OF_FORM,
            {form, std::string_view(code), as_of.value}, [&](const store::Row& row) {
                note_latest(out[SubmissionId{row.number(0)}].accepted, row.number(1));
            });
    return out;
}

std::string pack_reasons(const std::vector<ReturnReason>& reasons) {
    ByteWriter out;
    out.number(reasons.size());
    for (const auto& reason : reasons) {
        out.text(reason.cell);
        out.text(reason.code);
        out.text(reason.words);
    }
    return out.take();
}

Result<std::vector<ReturnReason>> unpack_reasons(std::string_view bytes) {
    ByteReader in(bytes);
    std::vector<ReturnReason> out;
    for (auto left = in.number(); left > 0 && in.ok(); --left) {
        ReturnReason reason;
        reason.cell = in.text();
        reason.code = in.text();
        reason.words = in.text();
        out.push_back(std::move(reason));
    }
    if (!in.at_end())
        return refuse(Refused::Malformed, "退回原因的存储内容已损坏", {}, "运行 youju log verify 查明");
    return out;
}

}  // namespace yj::review

// The shelf of review: explanations, questions, returns and acceptances, put once and read as of any entry.
#pragma once
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "base/period.hpp"
#include "review/review.hpp"
#include "store/tx.hpp"

namespace yj::review {

void put_explanation(store::Tx& tx, const Explanation& explanation);
void put_question(store::Tx& tx, const Question& question);
void put_return(store::Tx& tx, const Return& sent_back);
void put_acceptance(store::Tx& tx, const Acceptance& acceptance);

/// The latest explanation of each finding of the submission, by rule, column and key.
[[nodiscard]] std::vector<Explanation> explanations_of(store::Tx& tx, SubmissionId submission,
                                                       EntryIndex as_of);
/// Every explanation ever given, oldest first.
[[nodiscard]] std::vector<Explanation> all_explanations_of(store::Tx& tx, SubmissionId submission,
                                                           EntryIndex as_of);
/// Oldest first.
[[nodiscard]] std::vector<Question> questions_of(store::Tx& tx, SubmissionId submission, EntryIndex as_of);
[[nodiscard]] std::vector<Return> returns_of(store::Tx& tx, SubmissionId submission, EntryIndex as_of);
[[nodiscard]] std::vector<Acceptance> acceptances_of(store::Tx& tx, SubmissionId submission,
                                                     EntryIndex as_of);

[[nodiscard]] Marks marks_of(store::Tx& tx, SubmissionId submission, EntryIndex as_of);
/// The marks of every submission of a form and period that has any: one question for a whole board.
[[nodiscard]] std::map<SubmissionId, Marks> marks_of_form(store::Tx& tx, std::string_view form, Period period,
                                                          EntryIndex as_of);
/// The latest explanations of every submission of a form and period that has any: for an audit of a whole
/// month.
[[nodiscard]] std::map<SubmissionId, std::vector<Explanation>> explanations_of_form(store::Tx& tx,
                                                                                    std::string_view form,
                                                                                    Period period,
                                                                                    EntryIndex as_of);

/// The canonical bytes of a return's reasons, as one row keeps them.
[[nodiscard]] std::string pack_reasons(const std::vector<ReturnReason>& reasons);
/// Fails: Malformed when the bytes are damaged.
[[nodiscard]] Result<std::vector<ReturnReason>> unpack_reasons(std::string_view bytes);

}  // namespace yj::review

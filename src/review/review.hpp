// Review: what people say of a report on its way to acceptance: explanations, questions, returns,
// acceptances.
#pragma once
#include <string>
#include <vector>

#include "base/ids.hpp"

namespace yj::review {

using QuestionId = Strong<struct QuestionTag>;

/// 错误说明: the respondent's answer to one 核实 finding of one submission. A later one of the same finding
/// stands in its place. Rule, column and key name the finding as edit::Finding does.
struct Explanation {
    ExplanationId id;
    EntryIndex since;
    SubmissionId submission;
    std::string rule;    ///< "B204-1/S2"
    std::string column;  ///< empty when the rule does not serve all columns
    std::string key;     ///< empty when the rule does not serve the rows of an open key
    std::string reason;  ///< code of the pack's list explanation_reason
    std::string words;
    AccountId account;
    bool operator==(const Explanation&) const = default;
};

/// 查询: a reviewer's question about one cell, or about the whole report when the cell is empty. It changes
/// no state.
struct Question {
    QuestionId id;
    EntryIndex since;
    SubmissionId submission;
    std::string cell;  ///< "01.1"
    std::string words;
    AccountId account;
    bool operator==(const Question&) const = default;
};

/// Why one cell is sent back; about the whole report when the cell is empty.
struct ReturnReason {
    std::string cell;
    std::string code;  ///< code of the pack's list return_reason
    std::string words;
    bool operator==(const ReturnReason&) const = default;
};

/// 退回: the report goes back to its respondent, who alone may amend it. A return after an acceptance takes
/// the acceptance back.
struct Return {
    SubmissionId submission;
    EntryIndex since;
    AccountId account;
    std::vector<ReturnReason> reasons;
    bool operator==(const Return&) const = default;
};

/// 验收: from here on the submission's cells are facts.
struct Acceptance {
    SubmissionId submission;
    EntryIndex since;
    AccountId account;
    bool operator==(const Acceptance&) const = default;
};

/// The entries of a submission's latest return and acceptance; -1 where there is none. With the entry of the
/// submission this is what collect::state_of asks for.
struct Marks {
    EntryIndex returned;
    EntryIndex accepted;
    bool operator==(const Marks&) const = default;
};

}  // namespace yj::review

// ReviewRules: when an explanation says something, when a return says why, and when a report may be accepted.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "edit/finding.hpp"
#include "instrument/code_list.hpp"
#include "instrument/form.hpp"
#include "review/review.hpp"

namespace yj::review {

/// The reason code that stands for no reason of the list: its words must carry everything.
inline constexpr std::string_view kOtherReason = "99";

/// Which of 时间, 幅度, 原因 the words do not speak of, in that order: a hint beside the field, not a bar.
[[nodiscard]] std::vector<std::string_view> missing_parts(std::string_view words);

/// Words that only assure (核实无误, 情况属实, 已核实 …) or are too short are no explanation.
/// Fails: Malformed; the remedy names which of 时间、幅度、原因 is missing.
[[nodiscard]] Done explanation_says_something(std::string_view words);

/// Whether the explanation answers one of the findings with a reason of the list and words that say
/// something. Fails: NotFound when no 核实 finding of that rule, column and key stands (a 强制 finding is
/// amended, never
///        explained: Conflict), Malformed for an unknown reason code or empty words.
[[nodiscard]] Done check_explanation(const Explanation& explanation, std::span<const edit::Finding> findings,
                                     const instrument::CodeList& reasons, Period period);

/// Whether a return tells the respondent what to put right: at least one reason, each with a known code, a
/// cell of the form (or none), and words where the code is 其他. Fails: Malformed, naming the first reason
/// that does not hold.
[[nodiscard]] Done check_return(std::span<const ReturnReason> given, const instrument::Form& form,
                                const instrument::CodeList& reasons, Period period);

/// Fails: Malformed when a question asks nothing, NotFound when its cell is not of the form.
[[nodiscard]] Done check_question(const Question& question, const instrument::Form& form);

/// One finding that stands between a report and its acceptance.
struct Block {
    std::string rule;
    std::string column;
    std::string key;
    std::string why;  ///< a sentence without figures, fit for anybody who sees the report's state
    bool operator==(const Block&) const = default;
};

/// A failed 强制 always blocks; a failed 核实 blocks until an explanation with a reason code and words
/// answers it. 无法判定 and 提示 do not block. In the order of the findings.
[[nodiscard]] std::vector<Block> blocks(std::span<const edit::Finding> findings,
                                        std::span<const Explanation> explanations);

/// Done when nothing blocks.
/// Fails: NotReady, naming the first blocks and how many there are.
[[nodiscard]] Done may_accept(std::span<const edit::Finding> findings,
                              std::span<const Explanation> explanations);

}  // namespace yj::review

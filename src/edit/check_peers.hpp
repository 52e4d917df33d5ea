// CheckPeers: rules that compare a report with all others of its form and period (横向).
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "base/executor.hpp"
#include "edit/check.hpp"
#include "edit/engine/evaluate.hpp"

namespace yj::edit {

/// Runs the rules with 横向 terms (平均值, 中位数, 合计值, 最小值, 最大值, 个数, 唯一, 四分位内, 比率离群)
/// that are in force; all other rules are check_report's, which leaves these alone: a report without its
/// peers is never judged by them. Peers of a report are those of which the rule is asked: in its 范围, not
/// 除外, and with something in its row. A missing value is no value of its group; a report whose own key is
/// missing has no group and is 无法判定. Answers: for each report its findings, in the order of the rules.
/// Shape:   all contexts are of one form and period (or rows of one table), each with the plan's others.
/// Source:  rules.md "横向 checks"; quantiles by Hyndman & Fan's definition 7; ratio outliers by Hidiroglou &
///          Berthelot 1986.
/// Cost:    each term once a group, then a condition a report; linear, quantiles n log n. The order of the
///          reports and the number of threads change nothing.
[[nodiscard]] std::vector<std::vector<Finding>> check_peers(const RuleSet& set,
                                                            std::span<const Context> population,
                                                            const Executor& run);

/// What one rule at one row and column came to for one report, 通过 included.
using PopulationSink = std::function<void(std::size_t report, const Rule& rule, const Instance& instance,
                                          Evaluation& run, Verdict verdict)>;

/// The same, each verdict handed out as it falls. Reports of one instance are handed out on many threads, but
/// a report on one at a time; instances come one after the other.
void judge_peers(const RuleSet& set, std::span<const Context> population, const Executor& run,
                 const PopulationSink& sink);

}  // namespace yj::edit

// InstanceCheck: one rule at one row and column of one report: the part that all engines share.
#pragma once
#include <string_view>

#include "edit/check.hpp"
#include "edit/engine/evaluate.hpp"

namespace yj::edit {

/// The row of this report that must hold something for the instance to be asked; -1 when it is always asked.
/// Source: check.hpp, "a row of which the report fills nothing is not asked".
[[nodiscard]] int row_asked(const Rule& rule, const Instance& instance);
/// Whether a fixed row holds an amount, a reason or words in any column.
/// Source: check.hpp.
[[nodiscard]] bool row_filled(const Context& context, int row);
/// 除外: the rule is not asked of units of this kind.
/// Source: rules.md, "Scope".
[[nodiscard]] bool is_excepted(const Rule& rule, const Context& context);
/// The open row whose keys the rule goes through; -1 when it goes through none.
/// Source: rules.md, "Places".
[[nodiscard]] int key_row(const Rule& rule);
/// In force, not excepted, and its row filled.
/// Source: check.hpp.
[[nodiscard]] bool is_asked(const Rule& rule, const Instance& instance, const Context& context);
/// What is said of a run that did not pass.
/// Source: rules.md, "What the engine owes its users".
[[nodiscard]] Finding make_finding(Evaluation& run, const Rule& rule, const Instance& instance,
                                   std::string_view key, Verdict verdict);

/// Evaluates the instance, once or for each key of its open row: fn(Evaluation&, key, Verdict), 通过
/// included. Source: rules.md, "Places";  Cost: one evaluation a key.
template <class Fn>
void each_run(const Rule& rule, const Instance& instance, const Context& context, const Fn& fn) {
    const auto one = [&](std::string_view key) {
        Evaluation run(rule, context, instance.row, instance.column, key);
        const auto verdict = run.verdict();
        fn(run, key, verdict);
    };
    if (!rule.condition.uses_each_key) return one({});
    if (const int row = key_row(rule); row >= 0)
        for (const auto& key : context.report->keys(row)) one(key);
}

}  // namespace yj::edit

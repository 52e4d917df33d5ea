#include "edit/check.hpp"

#include <algorithm>

#include "base/invariant.hpp"
#include "edit/engine/evaluate.hpp"
#include "edit/engine/sentence.hpp"

namespace yj::edit {

using instrument::CellAddress;
using instrument::CellSheet;

namespace {

bool filled(const Value& value) { return value.present() || value.reason() != Missing::NotFilled; }

bool row_filled(const CellSheet& sheet, const instrument::Form& form, int row, std::string_view key) {
    for (int column = 0; column < static_cast<int>(form.columns.size()); ++column)
        if (const CellAddress cell{row, column, std::string(key)};
            filled(sheet.at(cell)) || !sheet.note(cell).empty())
            return true;
    return false;
}

/// The one fixed row of this report that the rule reads, or -1 when it reads several or none.
int only_row(const Rule& rule) {
    int only = -1;
    for (const auto& node : rule.condition.nodes) {
        if (node.kind == NodeKind::SumKeys || node.kind == NodeKind::SumRows) return -1;
        if (node.kind != NodeKind::Cell || node.source != 0 || node.each_key || node.own_industry ||
            node.row == kThisRow)
            continue;
        if (only >= 0 && only != node.row) return -1;
        only = node.row;
    }
    return only;
}

/// The open row whose keys the rule goes through.
int key_row(const Rule& rule) {
    for (const auto& node : rule.condition.nodes)
        if (node.each_key && node.source == 0) return node.row;
    return -1;
}

class Checker {
public:
    Checker(const RuleSet& set, const Context& context) : set_(set), context_(context) {}

    std::vector<Finding> check() {
        for (const auto& instance : set_.plan(context_.form->code).instances) {
            const auto& rule = set_.rules()[static_cast<std::size_t>(instance.rule)];
            if (!rule.in_force(context_.period) || is_excepted(rule)) continue;
            if (rule.condition.uses_each_key)
                check_keys(rule, instance);
            else if (is_asked(rule, instance))
                check_one(rule, instance, {});
        }
        return std::move(findings_);
    }

private:
    bool is_excepted(const Rule& rule) const {
        return rule.excepted && context_.attributes != nullptr && context_.attributes->kind == *rule.excepted;
    }

    bool is_asked(const Rule& rule, const Instance& instance) const {
        if (rule.blank == Blank::Wrong) return true;
        const int row = rule.condition.uses_this_row ? instance.row : only_row(rule);
        return row < 0 || row_filled(*context_.report, *context_.form, row, {});
    }

    void check_keys(const Rule& rule, const Instance& instance) {
        const int row = key_row(rule);
        if (row < 0) return;
        for (const auto& key : context_.report->keys(row)) check_one(rule, instance, key);
    }

    void check_one(const Rule& rule, const Instance& instance, std::string_view key) {
        Evaluation run(rule, context_, instance.row, instance.column, key);
        const auto verdict = run.verdict();
        if (verdict == Verdict::Passed) return;
        Finding finding{rule.id, rule.hash, rule.severity, verdict, {}, std::string(key), {}, {}};
        if (rule.condition.uses_this_column)
            finding.column = context_.form->columns[static_cast<std::size_t>(instance.column)].id;
        if (rule.condition.uses_this_row)
            finding.key = context_.form->rows[static_cast<std::size_t>(instance.row)].code;
        finding.cells = cells_read(run, rule);
        finding.sentence =
            verdict == Verdict::Failed ? failed_sentence(run, rule) : undecided_sentence(run, rule);
        findings_.push_back(std::move(finding));
    }

    const RuleSet& set_;
    const Context& context_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_report(const RuleSet& set, const Context& context) {
    const auto& plan = set.plan(context.form->code);
    invariant(
        context.others.size() == plan.sources.size() && context.other_forms.size() == plan.sources.size(),
        "a check is given every report that its plan names");
    return Checker(set, context).check();
}

}  // namespace yj::edit

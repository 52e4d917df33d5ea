#include "edit/engine/instance_check.hpp"

#include "edit/engine/sentence.hpp"

namespace yj::edit {

using instrument::CellAddress;

namespace {

bool filled(const Value& value) { return value.present() || value.reason() != Missing::NotFilled; }

/// The one fixed row of this report that the rule reads, or -1 when it reads several or none.
int only_row(const Rule& rule) {
    int only = -1;
    for (int at = 0; at < rule.condition.condition_nodes; ++at) {
        const auto& node = rule.condition.nodes[static_cast<std::size_t>(at)];
        if (node.kind == NodeKind::SumKeys || node.kind == NodeKind::SumRows) return -1;
        if (node.kind != NodeKind::Cell || node.source != 0 || node.each_key || node.own_industry ||
            node.row == kThisRow)
            continue;
        if (only >= 0 && only != node.row) return -1;
        only = node.row;
    }
    return only;
}

}  // namespace

int row_asked(const Rule& rule, const Instance& instance) {
    if (rule.asks_blanks || rule.condition.uses_each_key) return -1;
    return rule.condition.uses_this_row ? instance.row : only_row(rule);
}

bool row_filled(const Context& context, int row) {
    CellAddress cell{row, 0, {}};
    for (const int columns = static_cast<int>(context.form->columns.size()); cell.column < columns;
         ++cell.column)
        if (filled(context.report->at(cell)) || !context.report->note(cell).empty()) return true;
    return false;
}

bool is_excepted(const Rule& rule, const Context& context) {
    return rule.excepted && context.attributes != nullptr && context.attributes->kind == *rule.excepted;
}

int key_row(const Rule& rule) {
    for (const auto& node : rule.condition.nodes)
        if (node.each_key && node.source == 0) return node.row;
    return -1;
}

bool is_asked(const Rule& rule, const Instance& instance, const Context& context) {
    if (!rule.in_force(context.period) || is_excepted(rule, context)) return false;
    const int row = row_asked(rule, instance);
    return row < 0 || row_filled(context, row);
}

Finding make_finding(Evaluation& run, const Rule& rule, const Instance& instance, std::string_view key,
                     Verdict verdict) {
    Finding finding{rule.id, rule.hash, rule.severity, verdict, {}, std::string(key), {}, {}};
    const auto& form = *run.context().form;
    if (rule.condition.uses_this_column)
        finding.column = form.columns[static_cast<std::size_t>(instance.column)].id;
    if (rule.condition.uses_this_row) finding.key = form.rows[static_cast<std::size_t>(instance.row)].code;
    finding.cells = cells_read(run, rule);
    finding.sentence =
        verdict == Verdict::Failed ? failed_sentence(run, rule) : undecided_sentence(run, rule);
    return finding;
}

}  // namespace yj::edit

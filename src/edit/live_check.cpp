#include "edit/live_check.hpp"

#include <algorithm>

#include "base/invariant.hpp"
#include "edit/engine/instance_check.hpp"

namespace yj::edit {

using instrument::CellAddress;

namespace {

/// The cells of this report that a node reads: a rectangle of rows and columns.
struct Area {
    int first_row = 0, last_row = -1;
    int first_column = 0, last_column = -1;
};

Area area_of(const Node& node, const Instance& instance) {
    const int row = node.row == kThisRow ? instance.row : node.row;
    const int column = node.column == kThisColumn ? instance.column : node.column;
    const int last = node.kind == NodeKind::SumRows ? node.last_row : row;
    return {row, last, column, column};
}

/// A node reads cells: these kinds alone say which.
bool is_place(NodeKind kind) {
    return kind == NodeKind::Cell || kind == NodeKind::SumRows || kind == NodeKind::SumKeys;
}

}  // namespace

LivePlan::LivePlan(const RuleSet& set, const instrument::Form& form, Period period)
    : set_(set), form_(form), period_(period) {
    const auto& instances = set.plan(form.code).instances;
    for (int at = 0; at < static_cast<int>(instances.size()); ++at) {
        const auto& instance = instances[static_cast<std::size_t>(at)];
        const auto& rule = set.rules()[static_cast<std::size_t>(instance.rule)];
        if (rule.condition.uses_population || !rule.in_force(period)) continue;
        entries_.push_back({at, row_asked(rule, instance)});
    }
    find_readers();
}

void LivePlan::find_readers() {
    const auto columns = static_cast<int>(form_.columns.size());
    readers_.resize(form_.rows.size() * form_.columns.size());
    for (int at = 0; at < static_cast<int>(entries_.size()); ++at) {
        const auto& entry = entries_[static_cast<std::size_t>(at)];
        const auto& instance = set_.plan(form_.code).instances[static_cast<std::size_t>(entry.instance)];
        const auto& rule = set_.rules()[static_cast<std::size_t>(instance.rule)];
        const auto add = [&](const Area& area) {
            for (int row = area.first_row; row <= area.last_row; ++row)
                for (int column = area.first_column; column <= area.last_column; ++column) {
                    auto& readers =
                        readers_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                                 static_cast<std::size_t>(column)];
                    if (readers.empty() || readers.back() != at) readers.push_back(at);
                }
        };
        // Keys come and go with any column of their row.
        const auto whole = [&](int row) { add({row, row, 0, columns - 1}); };
        for (const auto& node : rule.condition.nodes) {
            if (!is_place(node.kind) || node.source != 0) continue;
            const bool keyed = node.kind == NodeKind::SumKeys || node.each_key || node.own_industry;
            keyed ? whole(node.row == kThisRow ? instance.row : node.row) : add(area_of(node, instance));
        }
        if (entry.row_asked >= 0) whole(entry.row_asked);
        if (const int row = key_row(rule); row >= 0) whole(row);
    }
}

std::span<const int> LivePlan::readers(int row, int column) const {
    const auto columns = form_.columns.size();
    invariant(row >= 0 && column >= 0 && static_cast<std::size_t>(row) < form_.rows.size() &&
                  static_cast<std::size_t>(column) < columns,
              "a cell lies in its form");
    return readers_[static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column)];
}

LiveCheck::LiveCheck(const LivePlan& plan, const Context& context)
    : plan_(plan), report_(*context.report), context_(context), findings_(plan.entries_.size()) {
    invariant(context.form == &plan.form_ && context.period == plan.period_,
              "a report is checked under the plan of its form and period");
    context_.report = &report_;
    for (std::size_t at = 0; at < findings_.size(); ++at) findings_[at] = ask(static_cast<int>(at));
}

std::vector<Finding> LiveCheck::ask(int at) const {
    const auto& entry = plan_.entries_[static_cast<std::size_t>(at)];
    const auto& instance =
        plan_.set_.plan(plan_.form_.code).instances[static_cast<std::size_t>(entry.instance)];
    const auto& rule = plan_.set_.rules()[static_cast<std::size_t>(instance.rule)];
    std::vector<Finding> found;
    if (is_excepted(rule, context_)) return found;
    if (entry.row_asked >= 0 && !row_filled(context_, entry.row_asked)) return found;
    each_run(rule, instance, context_, [&](Evaluation& run, std::string_view key, Verdict verdict) {
        if (verdict != Verdict::Passed) found.push_back(make_finding(run, rule, instance, key, verdict));
    });
    return found;
}

std::span<const LiveChange> LiveCheck::ask_again(const CellAddress& cell) {
    changes_.clear();
    for (const int at : plan_.readers(cell.row, cell.column)) {
        auto& held = findings_[static_cast<std::size_t>(at)];
        auto now = ask(at);
        if (now == held) continue;
        changes_.push_back({plan_.entries_[static_cast<std::size_t>(at)].instance, std::move(held), now});
        held = std::move(now);
    }
    return changes_;
}

std::span<const LiveChange> LiveCheck::set(const CellAddress& cell, Value value) {
    report_.set(cell, value);
    return ask_again(cell);
}

std::span<const LiveChange> LiveCheck::set_note(const CellAddress& cell, std::string note) {
    report_.set_note(cell, std::move(note));
    return ask_again(cell);
}

std::vector<Finding> LiveCheck::findings() const {
    std::vector<Finding> all;
    for (const auto& each : findings_) all.insert(all.end(), each.begin(), each.end());
    return all;
}

std::vector<LiveChange> LiveCheck::standing() const {
    std::vector<LiveChange> all;
    for (std::size_t at = 0; at < findings_.size(); ++at)
        if (!findings_[at].empty()) all.push_back({plan_.entries_[at].instance, {}, findings_[at]});
    return all;
}

std::size_t LiveCheck::count() const {
    std::size_t count = 0;
    for (const auto& each : findings_) count += each.size();
    return count;
}

}  // namespace yj::edit

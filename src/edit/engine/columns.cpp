#include "edit/engine/columns.hpp"

#include <algorithm>

#include "edit/engine/instance_check.hpp"

namespace yj::edit {

Numbers Column::block(std::size_t at) const {
    static const std::array<std::int32_t, kBlock> kZeros{};
    if (!narrow.empty()) return {&narrow[at * kBlock], nullptr, 0};
    if (!wide.empty()) return {nullptr, &wide[at * kBlock], 0};
    return {kZeros.data(), nullptr, 0};
}

Value Column::value(std::size_t report) const {
    if (bit_of(blank, report)) {
        const auto found =
            std::ranges::lower_bound(reasons, report, {}, &decltype(reasons)::value_type::first);
        return found != reasons.end() && found->first == report ? found->second : Missing::NotFilled;
    }
    if (bit_of(unfit, report)) return {};
    const auto units = !narrow.empty() ? std::int64_t{narrow[report]} : !wide.empty() ? wide[report] : 0;
    return Amount(units, scale);
}

const Column* Columns::column(const Slot& slot) const {
    const auto found = std::ranges::lower_bound(columns_, slot, {}, &Column::slot);
    return found != columns_.end() && found->slot == slot ? &*found : nullptr;
}

const Bits* Columns::empty_row(int row) const {
    const auto found = empty_rows_.find(row);
    return found == empty_rows_.end() || found->second.empty() ? nullptr : &found->second;
}

const Bits* Columns::of_kind(registry::UnitKind kind) const {
    const auto found = kinds_.find(kind);
    return found == kinds_.end() || found->second.empty() ? nullptr : &found->second;
}

bool Columns::is_text(int source, int row) const {
    const auto& form = source == 0 ? *form_ : *other_forms_[static_cast<std::size_t>(source) - 1];
    return form.rows[static_cast<std::size_t>(row)].text;
}

std::size_t Columns::bytes() const {
    std::size_t bytes = 0;
    const auto add = [&](const auto& held) { bytes += held.capacity() * sizeof(held[0]); };
    for (const auto& it : columns_) {
        add(it.narrow), add(it.wide), add(it.blank), add(it.firm), add(it.unfit);
        add(it.reaches), add(it.reasons);
    }
    for (const auto& [row, bits] : empty_rows_) add(bits);
    for (const auto& [kind, bits] : kinds_) add(bits);
    return bytes;
}

const Context& Columns::context(std::size_t report, Made& made) const {
    if (!contexts_.empty()) return contexts_[report];
    if (made.report_ == report) return made.context_;
    made.report_ = report;
    made.sheet_ = instrument::CellSheet(*form_);
    made.others_.clear();
    for (const auto* form : other_forms_) made.others_.emplace_back(*form);
    made.context_ = {period_, form_, &made.sheet_, nullptr, {}, other_forms_};
    made.context_.others.resize(other_forms_.size());
    for (const auto& column : columns_) {
        if (given_[column.slot.source] == 0) continue;
        const auto other = static_cast<std::size_t>(column.slot.source) - 1;
        auto& sheet = column.slot.source == 0 ? made.sheet_ : made.others_[other];
        if (column.slot.source != 0) made.context_.others[other] = &sheet;
        sheet.set({column.slot.row, column.slot.column, {}}, column.value(report));
    }
    return made.context_;
}

std::vector<Slot> slots_read(const RuleSet& set, const instrument::Form& form, Period period) {
    std::vector<Slot> slots;
    for (const auto& instance : set.plan(form.code).instances) {
        const auto& rule = set.rules()[static_cast<std::size_t>(instance.rule)];
        if (!rule.in_force(period)) continue;
        if (rule.condition.uses_population) continue;
        for (const auto& node : rule.condition.nodes) {
            if (node.each_key || node.own_industry) continue;
            const int column = node.column == kThisColumn ? instance.column : node.column;
            const int row = node.row == kThisRow ? instance.row : node.row;
            if (node.kind == NodeKind::Cell) slots.push_back({node.source, row, column});
            if (node.kind == NodeKind::SumRows)
                for (int at = node.row; at <= node.last_row; ++at) slots.push_back({node.source, at, column});
        }
    }
    std::ranges::sort(slots);
    const auto twice = std::ranges::unique(slots);
    slots.erase(twice.begin(), twice.end());
    return slots;
}

}  // namespace yj::edit

#include "edit/notation/generated_rules.hpp"

#include <array>
#include <initializer_list>
#include <string_view>

namespace yj::edit {

using instrument::Form;
using instrument::Indicator;

namespace {

bool is_amount(const Indicator& row) { return !row.text && row.open_list.empty(); }

bool is_quantity(const Indicator& row) {
    const auto yuan = Measure::find("元"), dollar = Measure::find("千美元");
    const bool money = row.measure.power_to(*yuan).has_value() || row.measure.power_to(*dollar).has_value();
    return is_amount(row) && !money && row.measure.name() != "—" && row.measure.name() != "%";
}

/// The 本期 and 累计 columns of this year; empty when the form does not have both.
struct FlowColumns {
    const instrument::FormColumn* current = nullptr;
    const instrument::FormColumn* to_date = nullptr;
};
FlowColumns flow_columns(const Form& form) {
    FlowColumns found;
    for (const auto& column : form.columns) {
        if (!column.base_of.empty()) continue;
        if (column.span == Span::Current && found.current == nullptr) found.current = &column;
        if (column.span == Span::YearToDate && found.to_date == nullptr) found.to_date = &column;
    }
    return found.to_date == nullptr || found.current == nullptr ? FlowColumns{} : found;
}

const Indicator* parent_of(const Form& form, std::size_t at) {
    for (std::size_t i = at; i-- > 0;)
        if (form.rows[i].depth < form.rows[at].depth) return &form.rows[i];
    return nullptr;
}

/// One after the other. (What travels to a browser does without a formatting library.)
std::string said(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const auto part : parts) text += part;
    return text;
}

/// "规则 B203/G1-213 强制 "
std::string rule_head(const Form& form, std::string_view kind, const Indicator& row) {
    return said({"规则 ", form.code, "/", kind, "-", row.code, " 强制 "});
}

std::string flow_rules(const Form& form) {
    const auto flow = flow_columns(form);
    std::string text;
    if (flow.current == nullptr) return text;
    for (const auto& row : form.rows) {
        if (row.text || row.span) continue;
        // A product or trade that a report leaves out counts as nothing, so that one begun in May is judged.
        const auto cell = row.code + (row.open_list.empty() ? "" : "[*]");
        const auto now = said({"[", cell, ".", flow.current->id, "]"});
        const auto sum = said({"[", cell, ".", flow.to_date->id, "]"});
        const std::string_view blank = row.open_list.empty() ? "\n" : " 空=0\n";
        text += said({rule_head(form, "G1", row), sum, " >= ", now, blank});
        text +=
            said({rule_head(form, "G2", row), sum, " == 上期", sum, " + ", now, " 月份 3..12 允差 1", blank});
    }
    return text;
}

}  // namespace

std::string generated_rules(const Form& form) {
    std::string text = flow_rules(form);
    const std::string all = form.columns.size() > 1 ? " 所有列" : "";
    for (std::size_t i = 0; i < form.rows.size(); ++i) {
        const auto& row = form.rows[i];
        const auto* parent = parent_of(form, i);
        if (row.name.starts_with("其中") && is_amount(row) && parent != nullptr && is_amount(*parent))
            text += said({rule_head(form, "G3", row), "[", row.code, "] <= [", parent->code, "]", all, "\n"});
        if (is_quantity(row))
            // A source's own balancing line may be negative: that is what it is for.
            text += said({rule_head(form, "G4", row), "[", row.code, "] >= 0", all, " 空=0 除外 调整项\n"});
    }
    return text;
}

}  // namespace yj::edit

// Evaluate: an expression over one report, three-valued and exact.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edit/check.hpp"

namespace yj::edit {

/// "", 上期, 上年同期, 上年12月.
[[nodiscard]] std::string_view shift_name(Shift shift);

/// One run of one rule at one row, column and key.
class Evaluation {
public:
    Evaluation(const Rule& rule, const Context& context, int row, int column, std::string_view key)
        : rule_(rule), context_(context), row_(row), column_(column), key_(key) {}

    [[nodiscard]] Verdict verdict() { return truth(rule_.condition.root); }
    /// The same of one part of the condition.
    [[nodiscard]] Verdict truth(int at);
    /// The number of a node; empty when a cell is missing or the reckoning does not fit.
    [[nodiscard]] std::optional<Fraction> number(int at);
    /// Why the rule could not be decided: the first reason met.
    [[nodiscard]] const std::string& reason() const { return reason_; }
    /// The address that a cell node has at this row, column and key.
    [[nodiscard]] instrument::CellAddress address(const Node& node) const;
    [[nodiscard]] const instrument::Form& form_of(const Node& node) const;
    [[nodiscard]] const Node& node(int at) const {
        return rule_.condition.nodes[static_cast<std::size_t>(at)];
    }
    /// How far the two sides of the comparison may lie apart.
    [[nodiscard]] std::optional<Fraction> tolerance(const Node& comparison);

    /// The cells that a node stands for: one, or those that a total adds.
    [[nodiscard]] std::vector<instrument::CellAddress> cells_of(const Node& node) const;
    /// What a text cell holds; empty when it holds nothing.
    [[nodiscard]] std::string_view words_in(const Node& cell) const;
    [[nodiscard]] const Context& context() const { return context_; }

private:
    [[nodiscard]] Verdict compared(const Node& node);
    [[nodiscard]] Verdict within(const Node& node);
    [[nodiscard]] Verdict belongs(const Node& node);
    [[nodiscard]] Verdict code_belongs(const Node& node);
    [[nodiscard]] Verdict check_digits(const Node& node);
    [[nodiscard]] std::string own_industry() const;
    [[nodiscard]] std::string missing_report(const Node& node) const;
    [[nodiscard]] std::optional<Fraction> cell(const Node& node, const instrument::CellAddress& where);
    [[nodiscard]] std::optional<Fraction> total(const Node& node);
    [[nodiscard]] std::optional<Fraction> arithmetic(const Node& node);
    [[nodiscard]] std::optional<Fraction> attribute(const Node& node);
    [[nodiscard]] std::optional<Fraction> undecided(std::string why);
    [[nodiscard]] const instrument::CellSheet* sheet_of(const Node& node) const;
    [[nodiscard]] Fraction precision_of(int at);

    const Rule& rule_;
    const Context& context_;
    int row_;
    int column_;
    std::string_view key_;
    std::string reason_;
    bool wrong_blank_ = false;
};

}  // namespace yj::edit

// ConditionWriter: the condition of one rule at one column and row as a VTL expression.
#pragma once
#include <set>
#include <string>

#include "edit/rule_set.hpp"

namespace yj::edit::vtl {

/// A name as VTL writes it: bare where that is allowed, else in single quotes.
[[nodiscard]] std::string component_name(const std::string& name);
/// The component that holds a cell: the column of a plain table, "01.1" of any other form.
[[nodiscard]] std::string cell_component(const instrument::Form& form, int row, int column);

/// Source: docs/rooms/edit-vtl.md, the table of operators.
class ConditionWriter {
public:
    ConditionWriter(const Rule& rule, const instrument::Form& form, const Instance& instance)
        : rule_(rule), form_(form), instance_(instance) {}

    /// With when … then … where the rule is 若 … 则 ….
    [[nodiscard]] std::string write();
    /// Why VTL cannot say it; empty when it can.
    [[nodiscard]] const std::string& refusal() const { return refusal_; }
    [[nodiscard]] const std::set<std::string>& used() const { return used_; }

private:
    [[nodiscard]] const Node& node(int at) const {
        return rule_.condition.nodes[static_cast<std::size_t>(at)];
    }
    [[nodiscard]] std::string said(int at);
    [[nodiscard]] std::string cell(const Node& it);
    [[nodiscard]] std::string total(const Node& it);
    [[nodiscard]] std::string compared(const Node& it);
    [[nodiscard]] std::string reckoned(const Node& it);
    [[nodiscard]] std::string rounded(const Node& it);
    [[nodiscard]] std::string power(const Node& it);
    [[nodiscard]] std::string in_words(const Node& it);
    [[nodiscard]] std::string one_of(const Node& it);
    [[nodiscard]] std::string number(const Fraction& value);
    [[nodiscard]] std::string quoted(const std::string& text);
    [[nodiscard]] std::string joined(const Node& it, std::string_view mark);
    /// A null below this node comes of a blank alone.
    [[nodiscard]] bool only_blanks(int at) const;
    std::string refuse(std::string why);

    const Rule& rule_;
    const instrument::Form& form_;
    const Instance& instance_;
    std::string refusal_;
    std::set<std::string> used_;
    std::size_t written_ = 0;
};

}  // namespace yj::edit::vtl

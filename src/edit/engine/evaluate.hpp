// Evaluate: an expression over one report, three-valued and exact.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edit/check.hpp"

namespace yj::edit {

/// "", 上期, 上年同期, 上年12月.
[[nodiscard]] std::string_view shift_name(Shift shift);
/// From which report a node reads, beyond the one under check: "上年同期前1期的", "台账的"; empty for that
/// one.
[[nodiscard]] std::string source_words(const Node& node);
/// The months since year 0 that a text names: "2024-03", "202403", "2024年3月", "2024/3/15", "2024Q1".
[[nodiscard]] std::optional<int> months_in(std::string_view text);
/// The whole text fits the pattern: '*' any characters, '?' one.
/// Cost: text × pattern at worst.
[[nodiscard]] bool fits_pattern(std::string_view text, std::string_view pattern);

/// What a 横向 term came to for one report: a number, or whether it holds, or why neither can be said.
struct TermValue {
    std::optional<Fraction> number;
    Verdict verdict = Verdict::Undecided;
    std::string why;
};

/// One run of one rule at one row, column and key.
class Evaluation {
public:
    Evaluation(const Rule& rule, const Context& context, int row, int column, std::string_view key)
        : rule_(rule), context_(context), row_(row), column_(column), key_(key) {}
    /// With the values of its 横向 terms, one place for each node of the expression. They outlive this.
    void use_terms(const std::vector<TermValue>& terms) { terms_ = &terms; }

    /// 空=错: what a blank leaves undecided is 不通过.
    [[nodiscard]] Verdict verdict();
    /// The same of one part of the condition; by precision: whether it can hold.
    [[nodiscard]] Verdict truth(int at);
    /// The same of the numbers as they stand.
    [[nodiscard]] Verdict nominal(int at);
    /// The number of a node; empty when a cell is missing or the reckoning does not fit.
    [[nodiscard]] std::optional<Fraction> number(int at);
    /// The words of a node; empty when a cell is blank.
    [[nodiscard]] std::optional<std::string> words(int at);
    /// The node is read as words, not as a number.
    [[nodiscard]] bool holds_words(int at) const;
    /// Why the rule could not be decided: the first reason met.
    [[nodiscard]] const std::string& reason() const { return reason_; }
    /// The address that a cell node has at this row, column and key.
    [[nodiscard]] instrument::CellAddress address(const Node& node) const;
    [[nodiscard]] const instrument::Form& form_of(const Node& node) const;
    [[nodiscard]] const Node& node(int at) const {
        return rule_.condition.nodes[static_cast<std::size_t>(at)];
    }
    /// How far the two sides of the comparison may lie apart; zero by precision (precision.hpp).
    [[nodiscard]] std::optional<Fraction> tolerance(const Node& comparison);

    /// The cells that a node stands for: one, or those that a total adds.
    [[nodiscard]] std::vector<instrument::CellAddress> cells_of(const Node& node) const;
    /// The sheet that a node reads; null when it has not come.
    [[nodiscard]] const instrument::CellSheet* sheet_of(const Node& node) const;
    [[nodiscard]] const Context& context() const { return context_; }

    /// The operand that a 补缺 or 取值 takes here; -1 when that cannot be said.
    [[nodiscard]] int chosen(const Node& node);
    /// One step of arithmetic. Empty when it does not fit or is not defined.
    [[nodiscard]] static std::optional<Fraction> reckon(NodeKind kind, const Fraction& left,
                                                        const Fraction& right);
    std::nullopt_t too_large();
    /// A number did not fit.
    [[nodiscard]] bool overflowed() const { return overflowed_; }

private:
    [[nodiscard]] Verdict compared(const Node& node);
    [[nodiscard]] Verdict within(const Node& node);
    [[nodiscard]] Verdict joined(const Node& node);
    [[nodiscard]] Verdict exclusive(const Node& node);
    [[nodiscard]] Verdict implied(const Node& node);
    [[nodiscard]] Verdict belongs(const Node& node);
    [[nodiscard]] Verdict region_belongs(const Node& node);
    [[nodiscard]] Verdict code_belongs(const Node& node);
    [[nodiscard]] Verdict check_digits(const Node& node);
    [[nodiscard]] Verdict is_blank(const Node& node);
    [[nodiscard]] Verdict text_equal(const Node& node);
    [[nodiscard]] Verdict one_of(const Node& node);
    [[nodiscard]] Verdict matches(const Node& node);
    [[nodiscard]] Verdict text_truth(const Node& node);
    [[nodiscard]] Verdict term(int at);
    [[nodiscard]] std::string own_industry() const;
    [[nodiscard]] std::string missing_report(const Node& node) const;
    [[nodiscard]] std::optional<Fraction> cell(const Node& node, const instrument::CellAddress& where);
    [[nodiscard]] std::optional<Fraction> total(const Node& node);
    [[nodiscard]] std::optional<Fraction> arithmetic(const Node& node);
    [[nodiscard]] std::optional<Fraction> special(int at);
    [[nodiscard]] std::optional<Fraction> year_month(const Node& node);
    [[nodiscard]] std::optional<Fraction> attribute(const Node& node);
    [[nodiscard]] std::optional<std::string> attribute_words(const Node& node);
    [[nodiscard]] std::optional<std::string> cell_words(const Node& node);
    [[nodiscard]] std::optional<std::string> made_words(const Node& node);
    /// 补缺: what is read, or what stands in its place when it is missing for a blank, which then was none.
    template <class Read, class Otherwise>
    [[nodiscard]] auto unless_blank(Read read, Otherwise otherwise) -> decltype(read()) {
        const auto reason = reason_;
        const bool wrong = wrong_blank_, met = std::exchange(blank_met_, false);
        auto value = read();
        const bool blank = !value && blank_met_;
        blank_met_ = met || (blank_met_ && !blank);
        if (!blank) return value;
        reason_ = reason;
        wrong_blank_ = wrong;
        return otherwise();
    }
    std::nullopt_t undecided(std::string why);
    void blank_met(std::string why);

    const Rule& rule_;
    const Context& context_;
    int row_;
    int column_;
    std::string_view key_;
    std::string reason_;
    const std::vector<TermValue>* terms_ = nullptr;
    bool wrong_blank_ = false;
    bool blank_met_ = false;
    bool overflowed_ = false;
};

}  // namespace yj::edit

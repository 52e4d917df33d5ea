// Translation: the walk over one rule's tree that translate() makes.
#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "edit/blame/translate.hpp"

namespace yj::edit {

/// One run over one rule at one place. Two outcomes are told apart: a part that has no value here (it then
/// neither passes nor fails, `absent` says why) and a rule that cannot be translated (`left_out`).
class Translation {
public:
    Translation(const Rule& rule, const Instance& instance, std::string_view key, const Context& context,
                const Vocabulary& vocabulary, Reach reach)
        : rule_(rule),
          instance_(instance),
          key_(key),
          context_(context),
          vocabulary_(vocabulary),
          reach_(reach) {}

    [[nodiscard]] Translated made();

private:
    /// A sum over a sum, with what must hold for it to be the number.
    struct Number {
        Formula when;
        Linear above;
        Linear below;
    };
    /// What a number can be, case by case; none: it has no value here.
    using Cases = std::vector<Number>;

    [[nodiscard]] Formula condition(int at, bool wanted);
    [[nodiscard]] Formula joined(const Node& node, bool wanted);
    [[nodiscard]] Formula known_condition(int at, bool wanted);
    [[nodiscard]] Formula blank(const Node& node, bool wanted);
    [[nodiscard]] Formula one_of(const Node& node, bool wanted);
    [[nodiscard]] Formula begins_with(const Node& node, bool wanted);
    [[nodiscard]] Formula words_equal(int left, int right, bool wanted);
    [[nodiscard]] Formula beginning(int cell, std::string_view text, bool is_beginning, bool wanted);
    [[nodiscard]] Formula fact_of_register(const Node& node, bool wanted);

    [[nodiscard]] Formula compared(NodeKind kind, int left, int right, bool with_tolerance);
    [[nodiscard]] Formula compared(NodeKind kind, const Number& left, const Number& right, bool tolerance);
    [[nodiscard]] Formula gap_within(NodeKind kind, const Number& gap, const Number& allowed);
    [[nodiscard]] Formula against_zero(const Number& number, Relation relation);
    [[nodiscard]] Formula loosened(const Linear& sum, Relation relation);
    [[nodiscard]] Fraction looseness(const Linear& sum) const;
    [[nodiscard]] std::vector<Number> allowed_gaps(const Number& right);

    [[nodiscard]] Cases numbers(int at);
    [[nodiscard]] Cases known_number(int at);
    [[nodiscard]] Cases cell_number(const Node& node, const instrument::CellAddress& where);
    [[nodiscard]] Cases total(int at);
    [[nodiscard]] Cases reckoned(const Node& node);
    [[nodiscard]] Cases larger_or_smaller(const Node& node);
    [[nodiscard]] Cases magnitude(const Node& node);
    [[nodiscard]] Cases otherwise(const Node& node);
    [[nodiscard]] std::optional<Number> reckoned(NodeKind kind, const Number& left, const Number& right);
    [[nodiscard]] std::optional<Linear> product(const Linear& a, const Linear& b);
    [[nodiscard]] std::optional<Linear> sum(const Linear& a, const Linear& b, bool minus);

    /// Reads a cell of the report under check, or (AnyReport) anything but the period.
    [[nodiscard]] bool is_open(int at) const;
    [[nodiscard]] std::optional<int> word_cell(int at);
    [[nodiscard]] int unknown_of(const Node& node, const instrument::CellAddress& where, bool words);
    [[nodiscard]] bool may_be_blank(int unknown) const;
    [[nodiscard]] Formula where_present(std::initializer_list<const Linear*> sums, Formula holds) const;
    [[nodiscard]] Evaluation run() const { return {rule_, context_, instance_.row, instance_.column, key_}; }
    [[nodiscard]] const Node& node(int at) const {
        return rule_.condition.nodes[static_cast<std::size_t>(at)];
    }
    [[nodiscard]] bool by_precision() const {
        return !as_they_stand_ && rule_.tolerance.kind == Tolerance::Kind::Precision;
    }
    void leave_out(std::string why) {
        if (left_out_.empty()) left_out_ = std::move(why);
    }
    void lacks(const std::string& what) {
        if (absent_.empty()) absent_ = what;
    }

    const Rule& rule_;
    const Instance& instance_;
    std::string_view key_;
    const Context& context_;
    const Vocabulary& vocabulary_;
    Reach reach_;
    std::string left_out_;
    std::string absent_;
    bool as_they_stand_ = false;  ///< the condition of a 取值 is asked of the numbers as they stand
    bool blanks_pass_ = false;    ///< a comparison with a blank counts as one that does not fail
    std::set<int> cells_;
};

}  // namespace yj::edit

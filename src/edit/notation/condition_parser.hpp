// ConditionParser: a condition out of words, its cells resolved against the form at hand.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "edit/engine/rule.hpp"
#include "edit/notation/vocabulary.hpp"
#include "edit/notation/word_stream.hpp"
#include "instrument/form.hpp"

namespace yj::edit {

/// What a part of a condition is: Either is an attribute of the register that may be read as both.
enum class Sort : std::uint8_t { Number, Words, Condition, Either };

/// One row of the table of functions: how many operands of which sort it takes.
struct Function {
    std::string_view name;
    NodeKind kind;
    int least;
    int most;  ///< -1: any number
    Sort takes;
};

/// Reads the parts of one rule into one Expression: its condition, the 范围 it names, the {…} of its hint.
/// A fault is told once and ends the reading: every later call answers empty.
class ConditionParser {
public:
    ConditionParser(WordStream& words, const instrument::Form& form, const Vocabulary& known)
        : words_(&words), form_(form), known_(known) {}

    /// The condition that begins at the word at hand. False after a fault (told).
    [[nodiscard]] bool read_condition();
    /// The rule is asked only of units in this 范围 (several: in all of them). REQUIRES: it is known.
    [[nodiscard]] bool restrict_to(std::string_view scope);
    /// Reads a 范围 by itself, so that its faults are told once, where it stands.
    [[nodiscard]] bool check_scope(std::string_view scope);
    /// 提示 with its {…} resolved. `word` is the hint's word, for the places of faults.
    [[nodiscard]] bool read_hint(const Word& word, std::vector<HintPart>& parts);
    /// REQUIRES: a condition was read.
    [[nodiscard]] Expression take() { return std::move(it_); }
    /// Names of 范围 that were read, those within others too.
    [[nodiscard]] const std::set<std::string>& scopes_used() const { return scopes_used_; }

private:
    // What may be combined.
    int add(NodeKind kind, std::vector<int> operands = {});
    int add(Node node);
    int stop(std::string what, std::string expected = {}, std::string nearest = {});
    void must(std::string_view mark);
    [[nodiscard]] Sort sort_of(int at) const;
    void demand(int at, Sort sort);
    [[nodiscard]] const Node& node(int at) const { return it_.nodes[static_cast<std::size_t>(at)]; }
    int scoped(std::string_view name);

    // Conditions.
    int implication();
    int implication_inside();
    int either();
    int both();
    int negation();
    int comparison();
    int compared(NodeKind kind, int left, int right);
    int interval(int value);

    // Numbers and words.
    int sum();
    int product();
    int two(NodeKind kind, int left, int right);
    int factor();
    int factor_inside();
    int number();
    int quoted();
    int name();

    // Functions.
    [[nodiscard]] const Function* function_at() const;
    int call(const Function& function);
    int operand(const Function& function);
    int extreme(const Function& function, const std::vector<int>& operands);
    int belongs(NodeKind kind);
    int one_of();
    int choose();
    int year_month();
    int attribute();
    [[nodiscard]] static Sort attribute_sort(std::string_view name);
    int group_call(std::string_view name);
    int group_key();
    void group_operands(Node& made);

    // Cells.
    int cell_with_source();
    int bracketed(const Source& source, const instrument::Form& form);
    int table_cell(const std::string& column);
    int total(const Source& source, const instrument::Form& form);
    int table_total();
    int named(const Source& source, const instrument::Form& form);
    bool take_form(Source& source, const instrument::Form*& form);
    bool take_shift(Source& source, int& back);
    void read_row(Node& made, const instrument::Form& form);
    void read_key(Node& made);
    void read_column(Node& made, const instrument::Form& form);
    void missing_column(Node& made, const instrument::Form& form, const Source& source);
    void place(Node& made, Source source, const instrument::Form& form);
    int source_at(const Source& source);
    int row_named(const std::string& code, const instrument::Form& form);
    int row_by_name(const std::string& words, const instrument::Form& form);
    int column_by_name(const std::string& words, const instrument::Form& form);
    [[nodiscard]] int cell_of_rule(const std::string& words, const instrument::Form& form) const;
    [[nodiscard]] std::vector<std::string> known_names(const instrument::Form& form) const;

    WordStream* words_;
    const instrument::Form& form_;
    const Vocabulary& known_;
    Expression it_;
    std::vector<int> heights_;
    std::vector<std::string> open_scopes_;  ///< being read, outermost first
    std::set<std::string> scopes_used_;
    bool ok_ = true;
    bool to_date_ = false;   ///< 年初至今 stood before the cell
    bool in_group_ = false;  ///< within a 横向 function
    bool in_hint_ = false;
    int depth_ = 0;
};

}  // namespace yj::edit

// ParseState: the words of a script under the parser's hand; the first fault is kept.
#pragma once
#include <initializer_list>

#include "edit/vtl/lexer.hpp"
#include "edit/vtl/syntax.hpp"

namespace yj::edit::vtl {

class ParseState {
public:
    explicit ParseState(std::string_view text) : lexer_(text) {
        now_ = lexer_.next();
        ahead_ = lexer_.next();
    }

    [[nodiscard]] const Token& now() const { return now_; }
    [[nodiscard]] const Token& ahead() const { return ahead_; }
    [[nodiscard]] Place place() const { return {now_.line, now_.column}; }
    [[nodiscard]] bool at_end() const { return now_.kind == TokenKind::End; }
    /// Behind the last word taken.
    [[nodiscard]] std::size_t behind() const { return behind_; }
    void next() {
        behind_ = now_.end;
        now_ = ahead_;
        ahead_ = lexer_.next();
    }
    [[nodiscard]] bool is_word(std::string_view word) const {
        return now_.kind == TokenKind::Name && now_.text == word;
    }
    [[nodiscard]] bool is_mark(std::string_view mark) const {
        return now_.kind == TokenKind::Mark && now_.text == mark;
    }
    bool take_word(std::string_view word);
    bool take_mark(std::string_view mark);
    void expect_word(std::string_view word);
    void expect_mark(std::string_view mark);
    /// The word when it is one of these; else empty and nothing is taken.
    std::string take_one_of(std::initializer_list<std::string_view> words);
    /// A name, quoted or not.
    std::string take_name(std::string_view expected);
    [[nodiscard]] std::string shown() const;

    /// Keeps the first fault; reading then runs to its end without harm.
    void fault(std::string what, std::string expected = {}, std::string nearest = {});
    void fault_at(Place place, std::string what, std::string expected = {}, std::string nearest = {});
    [[nodiscard]] bool failed() const { return fault_.has_value(); }
    [[nodiscard]] const std::optional<Fault>& first_fault() const { return fault_; }

    /// Counts a level of nesting while it lives.
    class Level {
    public:
        explicit Level(ParseState& state) : state_(state) { ++state_.depth_; }
        ~Level() { --state_.depth_; }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;

    private:
        ParseState& state_;
    };
    [[nodiscard]] bool too_deep();
    void count_part();
    [[nodiscard]] const std::vector<Remark>& remarks() const { return lexer_.remarks(); }

private:
    Lexer lexer_;
    Token now_;
    Token ahead_;
    std::size_t behind_ = 0;
    std::optional<Fault> fault_;
    int depth_ = 0;
    int parts_ = 0;
};

/// Reads one expression.
[[nodiscard]] Expr read_expression(ParseState& state);
/// filter … / calc … / keep …, up to the bracket or the next clause of a join.
[[nodiscard]] ClauseText read_clause(ParseState& state);
[[nodiscard]] bool begins_clause(const ParseState& state);
/// group by …, group except …, having …; nothing where none is written.
[[nodiscard]] Grouping read_grouping(ParseState& state);
/// A constant: a signed number, a text, true, false, null.
[[nodiscard]] Column read_constant(ParseState& state);
[[nodiscard]] bool begins_constant(const ParseState& state);
/// d1#Me_1 or Me_1.
[[nodiscard]] std::string read_component(ParseState& state);
/// The operators with a form of their own: joins, sets, checks, aggregates. REQUIRES: is_special(word).
[[nodiscard]] Expr read_special(ParseState& state);
[[nodiscard]] bool is_special(std::string_view word);
[[nodiscard]] bool is_aggregate(std::string_view word);
/// define datapoint ruleset …, define hierarchical ruleset …
void read_definition(ParseState& state, Script& script);

}  // namespace yj::edit::vtl

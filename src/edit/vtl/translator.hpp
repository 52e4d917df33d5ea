// Translator: a VTL expression in the words of the house's notation.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "edit/vtl/syntax.hpp"

namespace yj::edit::vtl {

/// [列名], with "]]" for "]".
[[nodiscard]] std::string column_word(std::string_view name);
[[nodiscard]] std::string notation_comparison(std::string_view vtl);

/// Source: docs/rooms/edit-vtl.md, the table of operators.
class Translator {
public:
    /// Components are named bare (in rulesets), or as members of one data set (in check statements).
    enum class Names : std::uint8_t { Components, Members };
    Translator(std::map<std::string, std::string, std::less<>> columns, Names names)
        : columns_(std::move(columns)), names_(names) {}

    enum class Sort : std::uint8_t { Unknown, Number, Words, Condition };
    struct Said {
        std::string text;
        Sort sort = Sort::Unknown;
        int level = 7;  ///< 0 若, 1 或, 2 且, 3 非, 4 comparison, 5 sum, 6 product, 7 no brackets needed
    };

    [[nodiscard]] Said condition(const Expr& expr);
    /// The first thing that the notation has not; empty when all went well.
    [[nodiscard]] const std::string& refusal() const { return refusal_; }
    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
    void refuse(std::string why);

private:
    [[nodiscard]] Said said(const Expr& expr);
    [[nodiscard]] Said name(const Expr& expr);
    [[nodiscard]] Said constant(const Expr& expr);
    [[nodiscard]] Said chain(const Expr& expr);
    [[nodiscard]] Said comparison(const Expr& expr);
    [[nodiscard]] Said in_set(const Expr& expr);
    [[nodiscard]] Said choice(const Expr& expr, std::size_t from);
    [[nodiscard]] Said call(const Expr& expr);
    [[nodiscard]] Said pattern(const Expr& expr);
    [[nodiscard]] Said function(std::string_view name, const Expr& expr, Sort takes, Sort gives);
    /// The text with brackets where it binds looser than this.
    [[nodiscard]] static std::string at_level(const Said& it, int level);
    [[nodiscard]] Said as(const Expr& expr, Sort sort);
    void note(std::string what);

    std::map<std::string, std::string, std::less<>> columns_;
    Names names_;
    std::string data_;  ///< the data set whose members are named
    std::string refusal_;
    std::vector<std::string> notes_;
};

}  // namespace yj::edit::vtl

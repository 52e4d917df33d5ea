// Result: a value, or a refusal that says what happened, where, and what to do.
#pragma once
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace yj {

/// The refusals the house foresees. Wrong data is not among them (that is a Finding), nor is a promise of
/// ours that broke (that is `invariant`).
enum class Refused {
    Malformed,  ///< the input cannot be read as what it claims to be
    NotFound,   ///< what was named is not there (or not visible to this account)
    Conflict,   ///< it contradicts what is already kept
    Forbidden,  ///< this account may not do this here
    NotReady,   ///< something that must come first has not come yet
    Storage,    ///< the disk or the database could not do its part; nothing was acknowledged
    Incident,   ///< a promise of our own broke; the act was rolled back and has a number to ask about
};

/// One refusal as a person reads it: a sentence, the place, the remedy. Never carries a respondent's figure.
struct Refusal {
    Refused kind = Refused::Malformed;
    std::string what;    ///< the sentence: what is wrong
    std::string place;   ///< file and line, sheet and cell, form and row; empty when there is none
    std::string remedy;  ///< what to do next; empty when the sentence says it

    /// The three parts in one line: "place：what。remedy".
    [[nodiscard]] std::string text() const;
    bool operator==(const Refusal&) const = default;
};

/// The English word of a kind ("not_found"), used in JSON and logs.
[[nodiscard]] std::string_view refused_word(Refused kind);

/// Either the value or the refusal. A Result must be looked at.
template <class T>
class [[nodiscard]] Result : public std::expected<T, Refusal> {
public:
    using std::expected<T, Refusal>::expected;
};

using Done = Result<void>;

[[nodiscard]] inline std::unexpected<Refusal> refuse(Refused kind, std::string what, std::string place = {},
                                                     std::string remedy = {}) {
    return std::unexpected<Refusal>(Refusal{kind, std::move(what), std::move(place), std::move(remedy)});
}

/// Passes a refusal on: `return pass(result);`.
template <class T>
[[nodiscard]] std::unexpected<Refusal> pass(Result<T>& failed) {
    return std::unexpected<Refusal>(std::move(failed.error()));
}

}  // namespace yj

#define YJ_JOIN2(a, b) a##b
#define YJ_JOIN(a, b) YJ_JOIN2(a, b)
#define YJ_ASSIGN_AS(temp, declaration, expr)                               \
    auto temp = (expr);                                                     \
    if (!temp.has_value()) return std::unexpected(std::move(temp.error())); \
    declaration = std::move(*temp)
#define YJ_TRY_AS(temp, expr)                                                                       \
    do {                                                                                            \
        if (auto temp = (expr); !temp.has_value()) return std::unexpected(std::move(temp.error())); \
    } while (false)
/// YJ_TRY(expr): stop here with its refusal, else go on.
#define YJ_TRY(expr) YJ_TRY_AS(YJ_JOIN(yj_try_, __LINE__), expr)

/// YJ_ASSIGN(auto x, expr): x is the value of expr, or stop here with its refusal.
#define YJ_ASSIGN(declaration, expr) YJ_ASSIGN_AS(YJ_JOIN(yj_result_, __LINE__), declaration, expr)

// Formula: a condition over real unknowns, its negations driven into the leaves. What a solver is told.
#pragma once
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "edit/engine/fraction.hpp"

namespace yj::edit {

/// -1, 0 or 1.
[[nodiscard]] int sign_of(const Fraction& number);

/// constant + Σ coefficient × unknown. By precision the constant and the unknowns may each lie off by half a
/// unit of their last decimal: `loose` is how far the constant may.
struct Linear {
    Fraction constant;
    Fraction loose;
    std::vector<std::pair<int, Fraction>> terms;  ///< by unknown; no coefficient is zero

    [[nodiscard]] bool is_constant() const { return terms.empty(); }
    [[nodiscard]] static Linear of(const Fraction& number);
    [[nodiscard]] static Linear unknown(int at);
    /// Empty when a coefficient does not fit.
    [[nodiscard]] std::optional<Linear> times(const Fraction& by) const;
    [[nodiscard]] std::optional<Linear> plus(const Linear& other) const;
};

/// How a sum lies to zero.
enum class Relation : std::uint8_t { Zero, NonZero, Negative, NotPositive, Positive, NotNegative };
[[nodiscard]] Relation denied(Relation relation);
/// The same of the sum with its sign changed.
[[nodiscard]] Relation turned(Relation relation);

struct Formula {
    enum class Kind : std::uint8_t {
        True,
        False,
        Atom,  ///< linear relation 0
        Flag,  ///< whether unknown `flag` is a blank (or a fact of the register holds) is as wanted
        All,
        Any,
    };
    Kind kind = Kind::True;
    Relation relation = Relation::Zero;
    Linear linear;
    int flag = 0;
    bool wanted = true;
    std::vector<Formula> parts;

    [[nodiscard]] static Formula truth(bool holds);
    /// Decided at once when the sum has no unknown.
    [[nodiscard]] static Formula atom(Linear linear, Relation relation);
    [[nodiscard]] static Formula flagged(int at, bool wanted);
    [[nodiscard]] static Formula all(std::vector<Formula> parts);
    [[nodiscard]] static Formula any(std::vector<Formula> parts);
    /// What holds exactly where this does not.
    [[nodiscard]] Formula opposite() const;
    [[nodiscard]] bool is(Kind it) const { return kind == it; }
};

}  // namespace yj::edit

// Solver: z3 behind a small face. Formulas over real unknowns, exact; some of them on condition.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "edit/blame/formula.hpp"

namespace yj::edit {

/// One system. Nothing in it is left to chance or to the clock: seeds are fixed, and effort is bounded in
/// steps of the solver, not in seconds. Not for several threads at once.
class Solver {
public:
    /// Steps that one question may take; the same question takes the same number on every machine.
    explicit Solver(std::uint32_t most_steps);
    ~Solver();
    Solver(Solver&&) noexcept;
    Solver& operator=(Solver&&) noexcept;

    /// Holds in every question from now on, to the matching pop().
    void add(const Formula& formula);
    /// Holds in the questions that name the answer's guard. Guards are numbered from 0 and given again after
    /// pop().
    [[nodiscard]] int guard(const Formula& formula);
    void push();
    void pop();

    /// Limit: the steps were used up (or the solver failed); nothing is then known.
    enum class Answer : std::uint8_t { Can, Cannot, Limit };
    /// Whether everything added can hold together with what these guards guard.
    /// Source: linear real arithmetic by simplex in DPLL(T), Dutertre & de Moura (2006), as z3 does it.
    [[nodiscard]] Answer ask(std::span<const int> guards);
    /// After Cannot: guards that cannot hold together, in order. Not always the fewest.
    [[nodiscard]] std::vector<int> core() const;
    /// The same made so small that no guard can be left out. Empty when a question met the limit.
    /// Source: deletion, as in Marques-Silva (2010), Minimal unsatisfiability.
    [[nodiscard]] std::vector<int> smallest_core(std::vector<int> core);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace yj::edit

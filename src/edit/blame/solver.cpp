#include "edit/blame/solver.hpp"

#include <z3++.h>

#include <algorithm>
#include <optional>
#include <string>

namespace yj::edit {

struct Solver::Inside {
    z3::context context;
    z3::solver solver;
    std::vector<z3::expr> numbers;
    std::vector<std::optional<z3::expr>> flags;
    std::vector<z3::expr> guards;
    std::vector<int> used{0};  ///< guards given at each level
    std::vector<int> core;
    bool failed = false;

    explicit Inside(std::uint32_t most_steps) : solver(context, z3::solver::simple()) {
        z3::params params(context);
        params.set("random_seed", 0U);
        params.set("rlimit", most_steps);
        params.set("arith.solver", 2U);
        params.set("auto_config", false);
        solver.set(params);
    }

    z3::expr number(int at) {
        while (static_cast<int>(numbers.size()) <= at)
            numbers.push_back(context.real_const(("x" + std::to_string(numbers.size())).c_str()));
        return numbers[static_cast<std::size_t>(at)];
    }
    z3::expr flag(int at) {
        if (static_cast<int>(flags.size()) <= at) flags.resize(static_cast<std::size_t>(at) + 1);
        auto& known = flags[static_cast<std::size_t>(at)];
        if (!known) known = context.bool_const(("b" + std::to_string(at)).c_str());
        return *known;
    }
    z3::expr value(const Fraction& number) { return context.real_val(number.ratio_text().c_str()); }

    z3::expr atom(const Formula& it) {
        z3::expr_vector terms(context);
        for (const auto& [at, coefficient] : it.linear.terms)
            terms.push_back(value(coefficient) * number(at));
        const auto left = terms.size() == 1 ? terms[0] : z3::sum(terms);
        const auto right = value(it.linear.constant.negated());
        switch (it.relation) {
            case Relation::Zero: return left == right;
            case Relation::NonZero: return left != right;
            case Relation::Negative: return left < right;
            case Relation::NotPositive: return left <= right;
            case Relation::Positive: return left > right;
            case Relation::NotNegative: break;
        }
        return left >= right;
    }
    z3::expr made(const Formula& it) {
        switch (it.kind) {
            case Formula::Kind::True: return context.bool_val(true);
            case Formula::Kind::False: return context.bool_val(false);
            case Formula::Kind::Atom: return atom(it);
            case Formula::Kind::Flag: return it.wanted ? flag(it.flag) : !flag(it.flag);
            default: break;
        }
        z3::expr_vector parts(context);
        for (const auto& part : it.parts) parts.push_back(made(part));
        return it.is(Formula::Kind::All) ? z3::mk_and(parts) : z3::mk_or(parts);
    }
    /// The library throws; here that becomes a solver that answers Limit from then on.
    template <class Fn>
    void safely(const Fn& fn) {
        try {
            if (!failed) fn();
        } catch (const z3::exception&) {
            failed = true;
        }
    }
};

Solver::Solver(std::uint32_t most_steps) : inside_(std::make_unique<Inside>(most_steps)) {}
Solver::~Solver() = default;
Solver::Solver(Solver&&) noexcept = default;
Solver& Solver::operator=(Solver&&) noexcept = default;

void Solver::add(const Formula& formula) {
    inside_->safely([&] { inside_->solver.add(inside_->made(formula)); });
}

int Solver::guard(const Formula& formula) {
    auto& it = *inside_;
    const int number = it.used.back()++;
    it.safely([&] {
        while (static_cast<int>(it.guards.size()) <= number)
            it.guards.push_back(it.context.bool_const(("g" + std::to_string(it.guards.size())).c_str()));
        it.solver.add(z3::implies(it.guards[static_cast<std::size_t>(number)], it.made(formula)));
    });
    return number;
}

void Solver::push() {
    inside_->used.push_back(inside_->used.back());
    inside_->safely([&] { inside_->solver.push(); });
}

void Solver::pop() {
    inside_->used.pop_back();
    inside_->safely([&] { inside_->solver.pop(); });
}

Solver::Answer Solver::ask(std::span<const int> guards) {
    auto& it = *inside_;
    auto answer = Answer::Limit;
    it.safely([&] {
        z3::expr_vector assumed(it.context);
        for (const int at : guards) assumed.push_back(it.guards[static_cast<std::size_t>(at)]);
        const auto result = it.solver.check(assumed);
        if (result == z3::sat) answer = Answer::Can;
        if (result != z3::unsat) return;
        answer = Answer::Cannot;
        const auto core = it.solver.unsat_core();
        it.core.clear();
        for (unsigned i = 0; i < core.size(); ++i)
            it.core.push_back(std::stoi(core[static_cast<int>(i)].decl().name().str().substr(1)));
        std::ranges::sort(it.core);
    });
    return answer;
}

std::vector<int> Solver::core() const { return inside_->core; }

std::vector<int> Solver::smallest_core(std::vector<int> core) {
    for (std::size_t i = 0; i < core.size();) {
        auto without = core;
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
        const auto answer = ask(without);
        if (answer == Answer::Limit) return {};
        if (answer == Answer::Can) {
            ++i;
            continue;
        }
        // What is before i is needed, so that the smaller core still has it in front.
        core = this->core();
    }
    return core;
}

}  // namespace yj::edit

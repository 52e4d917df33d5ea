#include "edit/blame/least_change.hpp"

#include <algorithm>
#include <map>

namespace yj::edit {

namespace {

class Search {
public:
    Search(Solver& solver, const std::vector<Held>& held) : solver_(solver), held_(held) {
        for (std::size_t i = 0; i < held.size(); ++i) {
            costs_.push_back(held[i].cost);
            places_[held[i].guard] = static_cast<int>(i);
        }
    }

    LeastChange lightest() {
        LeastChange found;
        for (;;) {
            found.answer = gather(found.let_go);
            if (found.answer != Solver::Answer::Cannot) return found;
            if (impossible_) return found;
            auto next = lightest_hitting_set(conflicts_, costs_);
            if (!next) return {Solver::Answer::Limit, {}};
            found.let_go = std::move(*next);
        }
    }

    std::optional<int> count(int most) {
        if (lightest().answer != Solver::Answer::Can) return std::nullopt;
        if (conflicts_.empty()) return 1;
        for (;;) {
            const auto all = all_lightest_hitting_sets(conflicts_, costs_, static_cast<std::size_t>(most));
            if (!all) return std::nullopt;
            const auto known = conflicts_.size();
            for (const auto& set : *all)
                if (gather(set) == Solver::Answer::Limit) return std::nullopt;
            if (conflicts_.size() == known) return static_cast<int>(all->size());
        }
    }

private:
    /// Can: the rest holds together. Cannot: one or more conflicts are known that were not before.
    Solver::Answer gather(const Elements& let_go) {
        std::vector<int> guards;
        for (std::size_t i = 0; i < held_.size(); ++i)
            if (!std::ranges::binary_search(let_go, static_cast<int>(i))) guards.push_back(held_[i].guard);
        auto first = Solver::Answer::Can;
        for (;;) {  // conflicts that share nothing, one after another: each raises the bound
            const auto answer = solver_.ask(guards);
            if (answer == Solver::Answer::Limit) return answer;
            if (answer == Solver::Answer::Can) return first;
            first = answer;
            const auto core = solver_.smallest_core(solver_.core());
            if (core.empty()) {
                impossible_ = solver_.ask(core) == Solver::Answer::Cannot;
                return impossible_ ? Solver::Answer::Cannot : Solver::Answer::Limit;
            }
            Elements conflict;
            for (const int guard : core) conflict.push_back(places_[guard]);
            std::ranges::sort(conflict);
            conflicts_.push_back(std::move(conflict));
            std::erase_if(guards, [&](int guard) { return std::ranges::binary_search(core, guard); });
        }
    }

    Solver& solver_;
    const std::vector<Held>& held_;
    std::vector<Cost> costs_;
    std::map<int, int> places_;  ///< by guard
    std::vector<Elements> conflicts_;
    bool impossible_ = false;
};

}  // namespace

LeastChange least_change(Solver& solver, const std::vector<Held>& held) {
    return Search(solver, held).lightest();
}

std::optional<int> count_least_changes(Solver& solver, const std::vector<Held>& held, int most) {
    return Search(solver, held).count(most);
}

}  // namespace yj::edit

#include "tabulate/disclosure.hpp"

#include <algorithm>
#include <deque>

#include "base/invariant.hpp"
#include "tabulate/elimination.hpp"

namespace yj::tabulate {

namespace {

std::size_t at(int place) { return static_cast<std::size_t>(place); }

template <class Fn>
void each_member(const Addition& addition, Fn fn) {
    fn(addition.total);
    for (const int part : addition.parts) fn(part);
}

/// The pattern while it grows.
class Pattern {
public:
    explicit Pattern(const DisclosureProblem& problem)
        : problem_(problem),
          withheld_(problem.costs.size()),
          unknowns_(problem.additions.size()),
          hidden_contributors_(problem.additions.size()),
          additions_of_(problem.costs.size()) {
        for (std::size_t a = 0; a < problem.additions.size(); ++a)
            each_member(problem.additions[a],
                        [&](int cell) { additions_of_[at(cell)].push_back(static_cast<int>(a)); });
        for (std::size_t cell = 0; cell < problem.costs.size(); ++cell)
            if (problem.primary[cell] != 0) add(static_cast<int>(cell));
    }

    /// Gives partners to the withheld cells of every addition that gives them away, until none does.
    void pair_up() {
        while (!touched_.empty()) {
            const int addition = touched_.front();
            touched_.pop_front();
            if (!gives_away(addition)) continue;
            const int partner = cheapest_of(addition);
            invariant(partner >= 0, "an addition that gives a cell away has a shown cell");
            add(partner);
        }
    }

    /// Withholds the cheapest cell near a derivable one: in its own additions, else in those of its
    /// neighbours.
    void protect(int cell) {
        std::vector<char> seen(problem_.additions.size());
        std::deque<int> frontier{cell};
        std::vector<char> reached(withheld_.size());
        reached[at(cell)] = 1;
        while (!frontier.empty()) {
            int best = -1;
            std::deque<int> beyond;
            for (const int from : frontier)
                for (const int addition : additions_of_[at(from)]) {
                    if (seen[at(addition)]++ != 0) continue;
                    best = cheaper(best, cheapest_of(addition));
                    each_member(problem_.additions[at(addition)], [&](int next) {
                        if (reached[at(next)]++ == 0) beyond.push_back(next);
                    });
                }
            if (best >= 0) return add(best);
            frontier = std::move(beyond);
        }
        invariant(false, "a derivable cell has a shown neighbour");
    }

    [[nodiscard]] const std::vector<char>& withheld() const { return withheld_; }
    [[nodiscard]] std::vector<char> take() { return std::move(withheld_); }

private:
    void add(int cell) {
        if (withheld_[at(cell)]++ != 0) return;
        for (const int addition : additions_of_[at(cell)]) {
            ++unknowns_[at(addition)];
            if (problem_.additions[at(addition)].total != cell)
                hidden_contributors_[at(addition)] += problem_.costs[at(cell)].contributors;
            touched_.push_back(addition);
        }
    }

    /// One withheld cell alone, or withheld parts of few contributors under a shown total.
    [[nodiscard]] bool gives_away(int addition) const {
        if (unknowns_[at(addition)] == 1) return true;
        const bool total_shown = withheld_[at(problem_.additions[at(addition)].total)] == 0;
        const int hidden = hidden_contributors_[at(addition)];
        return total_shown && hidden > 0 && hidden < problem_.min;
    }

    [[nodiscard]] int cheaper(int left, int right) const {
        if (left < 0 || right < 0) return std::max(left, right);
        const auto order = problem_.costs[at(left)] <=> problem_.costs[at(right)];
        if (order == 0) return std::min(left, right);
        return order < 0 ? left : right;
    }

    [[nodiscard]] int cheapest_of(int addition) const {
        int best = -1;
        each_member(problem_.additions[at(addition)], [&](int cell) {
            if (withheld_[at(cell)] == 0) best = cheaper(best, cell);
        });
        return best;
    }

    const DisclosureProblem& problem_;
    std::vector<char> withheld_;
    std::vector<int> unknowns_;             ///< withheld cells, by addition
    std::vector<int> hidden_contributors_;  ///< of the withheld parts, by addition
    std::vector<std::vector<int>> additions_of_;
    std::deque<int> touched_;
};

}  // namespace

std::vector<int> derivable(const DisclosureProblem& problem, const std::vector<char>& withheld) {
    // Unknowns from the last cell to the first: leaves lead the rows, which keeps the elimination sparse.
    std::vector<int> unknown_of(withheld.size(), -1);
    std::vector<int> cells;
    for (std::size_t cell = withheld.size(); cell-- > 0;)
        if (withheld[cell] != 0) {
            unknown_of[cell] = static_cast<int>(cells.size());
            cells.push_back(static_cast<int>(cell));
        }
    std::vector<SparseRow> rows;
    for (const auto& addition : problem.additions) {
        SparseRow row;
        each_member(addition, [&](int cell) {
            if (withheld[at(cell)] == 0) return;
            row.emplace_back(unknown_of[at(cell)], cell == addition.total ? kPrime - 1 : 1);
        });
        std::ranges::sort(row);
        if (!row.empty()) rows.push_back(std::move(row));
    }
    const auto solution = random_solution(std::move(rows), static_cast<int>(cells.size()));
    std::vector<int> found;
    for (std::size_t i = cells.size(); i-- > 0;)
        if (solution[i] == 0) found.push_back(cells[i]);
    return found;
}

std::vector<char> withhold(const DisclosureProblem& problem) {
    Pattern pattern(problem);
    while (true) {
        pattern.pair_up();
        const auto open = derivable(problem, pattern.withheld());
        if (open.empty()) return pattern.take();
        for (const int cell : open) pattern.protect(cell);
    }
}

}  // namespace yj::tabulate

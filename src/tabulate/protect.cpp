#include "tabulate/protect.hpp"

#include <algorithm>

namespace yj::tabulate {

namespace {

WideAmount magnitude(const WideAmount& sum) { return sum.sign() < 0 ? sum.negated() : sum; }

bool too_few(int contributors, int min) { return contributors >= 1 && contributors < min; }

/// largest > dominance % of the sum, in magnitude.
bool dominated(const CubeSum& sum, int dominance) {
    if (dominance <= 0 || sum.contributors == 0) return false;
    WideAmount share;
    for (int i = 0; i < dominance; ++i) share.add(magnitude(sum.first));
    return sum.largest.shifted(2) > share;
}

bool is_primary(const TableDef& def, const CubeCell& cell) {
    if (too_few(cell.contributors, def.suppress.min)) return true;
    for (std::size_t m = 0; m < cell.sums.size(); ++m)
        if (def.measures[m].kind == MeasureKind::Sum &&
            (too_few(cell.sums[m].contributors, def.suppress.min) ||
             dominated(cell.sums[m], def.suppress.dominance)))
            return true;
    return false;
}

/// By the first sum of the table, the number that readers come for.
WithholdCost cost_of(const TableDef& def, const CubeCell& cell) {
    WithholdCost cost;
    cost.contributors = cell.contributors;
    for (std::size_t m = 0; m < cell.sums.size(); ++m)
        if (def.measures[m].kind == MeasureKind::Sum) {
            cost.size = magnitude(cell.sums[m].first);
            break;
        }
    cost.nothing = cost.size.sign() == 0;
    return cost;
}

/// What the cell is the total of, along each dimension.
void add_additions(const Cube& cube, std::size_t c, std::vector<Addition>& additions) {
    auto nodes = cube.nodes(cube.cells()[c].key);
    for (std::size_t d = 0; d < nodes.size(); ++d) {
        const int node = nodes[d];
        const auto children = cube.axes()[d].children(node);
        if (children.empty()) continue;
        Addition addition{static_cast<int>(c), {}};
        for (const int child : children) {
            nodes[d] = child;
            if (const int part = cube.find(cube.key(nodes)); part >= 0) addition.parts.push_back(part);
        }
        nodes[d] = node;
        additions.push_back(std::move(addition));
    }
}

}  // namespace

DisclosureProblem disclosure_problem(const TableDef& def, const Cube& cube) {
    DisclosureProblem problem;
    problem.min = def.suppress.min;
    for (std::size_t c = 0; c < cube.cells().size(); ++c) {
        problem.costs.push_back(cost_of(def, cube.cells()[c]));
        problem.primary.push_back(is_primary(def, cube.cells()[c]) ? 1 : 0);
        add_additions(cube, c, problem.additions);
    }
    return problem;
}

std::vector<char> withheld_cells(const TableDef& def, const Cube& cube) {
    if (def.suppress.min <= 1 && def.suppress.dominance <= 0) return std::vector<char>(cube.cells().size());
    return withhold(disclosure_problem(def, cube));
}

}  // namespace yj::tabulate

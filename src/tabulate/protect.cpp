#include "tabulate/protect.hpp"

#include <algorithm>
#include <string_view>

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

/// The cell of the finer cube with the same nodes, and the whole where the coarser one has no such dimension.
int same_cell(const TableDef& def, const Cube& cube, std::size_t c, const TableDef& fine, const Cube& finer) {
    const auto nodes = cube.nodes(cube.cells()[c].key);
    std::vector<int> same;
    for (std::size_t f = 0; f < fine.dims.size(); ++f) {
        const auto own = std::ranges::find(def.dims, fine.dims[f].by, &Dimension::by);
        const auto d = static_cast<std::size_t>(own - def.dims.begin());
        const std::string code =
            own == def.dims.end() ? "*" : cube.axes()[d].nodes()[static_cast<std::size_t>(nodes[d])].code;
        same.push_back(finer.axes()[f].find(code));
        if (same.back() < 0) return -1;
    }
    return finer.find(finer.key(same));
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

std::vector<char> withheld_cells(const TableDef& def, const Cube& cube, const Contributors& contributors) {
    if (def.suppress.min <= 1 && def.suppress.dominance <= 0) return std::vector<char>(cube.cells().size());
    auto problem = disclosure_problem(def, cube);
    for (const auto& fine : def.pattern) {
        const Cube finer(fine, contributors, {});
        const auto hidden = withheld_cells(fine, finer, contributors);
        for (std::size_t c = 0; c < cube.cells().size(); ++c)
            if (const int same = same_cell(def, cube, c, fine, finer); same >= 0)
                problem.primary[c] |= hidden[static_cast<std::size_t>(same)];
    }
    return withhold(problem);
}

}  // namespace yj::tabulate

#include "tabulate/elimination.hpp"

#include <algorithm>

namespace yj::tabulate {

namespace {

__extension__ using Wide = unsigned __int128;

std::uint64_t times(std::uint64_t left, std::uint64_t right) {
    const Wide product = static_cast<Wide>(left) * right;
    const auto folded =
        static_cast<std::uint64_t>(product & kPrime) + static_cast<std::uint64_t>(product >> 61U);
    return folded >= kPrime ? folded - kPrime : folded;
}

std::uint64_t plus(std::uint64_t left, std::uint64_t right) {
    const std::uint64_t sum = left + right;
    return sum >= kPrime ? sum - kPrime : sum;
}

std::uint64_t negative(std::uint64_t number) { return number == 0 ? 0 : kPrime - number; }

std::uint64_t inverse(std::uint64_t number) {
    std::uint64_t result = 1;
    for (std::uint64_t exponent = kPrime - 2; exponent > 0; exponent >>= 1U) {
        if ((exponent & 1U) != 0) result = times(result, number);
        number = times(number, number);
    }
    return result;
}

/// row + factor × pivot, without zeros.
SparseRow combined(const SparseRow& row, std::uint64_t factor, const SparseRow& pivot) {
    SparseRow sum;
    sum.reserve(row.size() + pivot.size());
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < row.size() || j < pivot.size()) {
        if (j == pivot.size() || (i < row.size() && row[i].first < pivot[j].first)) {
            sum.push_back(row[i++]);
            continue;
        }
        std::uint64_t coefficient = times(factor, pivot[j].second);
        if (i < row.size() && row[i].first == pivot[j].first)
            coefficient = plus(coefficient, row[i++].second);
        if (coefficient != 0) sum.emplace_back(pivot[j].first, coefficient);
        ++j;
    }
    return sum;
}

/// splitmix64.
std::uint64_t draw(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return (mixed ^ (mixed >> 31U)) % kPrime;
}

/// By leading unknown, each with leading coefficient 1.
std::vector<SparseRow> echelon(std::vector<SparseRow> rows, int unknowns) {
    std::vector<SparseRow> pivots(static_cast<std::size_t>(unknowns));
    std::ranges::sort(rows, {}, &SparseRow::size);
    for (auto& row : rows) {
        while (!row.empty()) {
            const SparseRow& pivot = pivots[static_cast<std::size_t>(row.front().first)];
            if (pivot.empty()) break;
            row = combined(row, negative(row.front().second), pivot);
        }
        if (row.empty()) continue;
        const std::uint64_t scale = inverse(row.front().second);
        for (auto& [unknown, coefficient] : row) coefficient = times(coefficient, scale);
        const auto lead = static_cast<std::size_t>(row.front().first);
        pivots[lead] = std::move(row);
    }
    return pivots;
}

}  // namespace

std::vector<std::uint64_t> random_solution(std::vector<SparseRow> rows, int unknowns) {
    const auto pivots = echelon(std::move(rows), unknowns);
    std::vector<std::uint64_t> solution(static_cast<std::size_t>(unknowns));
    std::uint64_t state = 20260101;
    for (std::size_t at = solution.size(); at-- > 0;) {
        if (pivots[at].empty()) {
            solution[at] = draw(state);
            continue;
        }
        std::uint64_t rest = 0;
        for (std::size_t i = 1; i < pivots[at].size(); ++i) {
            const auto& [unknown, coefficient] = pivots[at][i];
            rest = plus(rest, times(coefficient, solution[static_cast<std::size_t>(unknown)]));
        }
        solution[at] = negative(rest);
    }
    return solution;
}

}  // namespace yj::tabulate

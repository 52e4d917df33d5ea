// Elimination: homogeneous sparse linear systems modulo the prime 2^61 - 1.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

namespace yj::tabulate {

/// Coefficients of one equation (= 0), by unknown, ascending.
using SparseRow = std::vector<std::pair<int, std::uint64_t>>;

inline constexpr std::uint64_t kPrime = (std::uint64_t{1} << 61) - 1;

/// One solution of the system, drawn evenly from all of them by a fixed seed. An unknown that is zero in it
/// is zero in every solution, except with probability 1/kPrime. Source: Schwartz–Zippel, degree 1;
/// elimination by leading unknown.
[[nodiscard]] std::vector<std::uint64_t> random_solution(std::vector<SparseRow> rows, int unknowns);

}  // namespace yj::tabulate

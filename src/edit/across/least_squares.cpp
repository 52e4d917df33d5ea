#include "edit/across/least_squares.hpp"

#include <cmath>

namespace yj::edit::across {

namespace {

/// Solves the symmetric system in place: the lower triangle becomes its Cholesky factor.
bool solve_symmetric(std::vector<double>& matrix, std::span<double> side) {
    const auto n = side.size();
    for (std::size_t i = 0; i < n; ++i) {
        const double diagonal = matrix[i * n + i];
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = matrix[i * n + j];
            for (std::size_t k = 0; k < j; ++k) sum -= matrix[i * n + k] * matrix[j * n + k];
            if (i != j) {
                matrix[i * n + j] = sum / matrix[j * n + j];
                continue;
            }
            if (!(sum > 1e-13 * diagonal)) return false;
            matrix[i * n + i] = std::sqrt(sum);
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k) side[i] -= matrix[i * n + k] * side[k];
        side[i] /= matrix[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k) side[i] -= matrix[k * n + i] * side[k];
        side[i] /= matrix[i * n + i];
    }
    return true;
}

}  // namespace

bool Design::solve(std::span<const double> weights, double ridge, std::span<double> coefficients) const {
    std::vector<double> matrix(width * width, 0.0);
    for (double& it : coefficients) it = 0;
    for (std::size_t at = 0; at < values.size(); ++at) {
        const double* row = &rows[at * width];
        for (std::size_t i = 0; i < width; ++i) {
            const double weighted = weights[at] * row[i];
            coefficients[i] += weighted * values[at];
            for (std::size_t j = 0; j <= i; ++j) matrix[i * width + j] += weighted * row[j];
        }
    }
    for (std::size_t i = 0; i < width; ++i) matrix[i * width + i] += ridge;
    return solve_symmetric(matrix, coefficients);
}

void Design::residual_squares(std::span<const double> coefficients, std::span<double> squares) const {
    for (std::size_t at = 0; at < values.size(); ++at) {
        double rest = values[at];
        for (std::size_t i = 0; i < width; ++i) rest -= rows[at * width + i] * coefficients[i];
        squares[at] = rest * rest;
    }
}

}  // namespace yj::edit::across

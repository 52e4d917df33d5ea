// LeastSquares: a weighted regression of few columns, by its normal equations.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace yj::edit::across {

/// The values of a regression and its rows, `width` numbers each, row after row.
struct Design {
    std::size_t width = 0;
    std::vector<double> values;
    std::vector<double> rows;

    /// Coefficients that make the weighted sum of squared residuals least; `ridge` is added to the diagonal.
    /// False when the columns are (nearly) combinations of each other.
    /// Source: Gauss; solved by Cholesky's decomposition;  Cost: O(n · width²).
    [[nodiscard]] bool solve(std::span<const double> weights, double ridge,
                             std::span<double> coefficients) const;

    /// The squared residual of every value. Source: definition;  Cost: O(n · width).
    void residual_squares(std::span<const double> coefficients, std::span<double> squares) const;
};

}  // namespace yj::edit::across

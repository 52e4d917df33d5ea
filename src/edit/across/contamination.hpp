// Contamination: reported values as a mixture of right and wrong ones: who is probably wrong, and by how
// much.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"

namespace yj::edit::across {

/// Whether the values themselves or their logarithms are normal.
enum class Distribution { Normal, LogNormal };

/// What the fit starts from and when it ends.
struct FitTerms {
    Distribution distribution = Distribution::LogNormal;
    double inflation = 3;       ///< λ at the start
    double wrong_share = 0.05;  ///< w at the start
    double precision = 1e-7;  ///< ends when the log-likelihood gains less than this share of its gain so far
    int most_rounds = 500;
};

/// A wrong value has the mean of a right one and (1 + λ) times its variance; w of the values are wrong.
struct ContaminationModel {
    Distribution distribution = Distribution::LogNormal;
    std::vector<double> coefficients;  ///< B: the constant, then one for each covariate
    double variance = 0;               ///< Σ, of right values around the regression
    double inflation = 0;              ///< λ
    double wrong_share = 0;            ///< w
    int rounds = 0;
    bool converged = false;
    std::size_t used = 0;             ///< values that the fit rests on
    double log_likelihood = 0;        ///< of the mixture
    double plain_log_likelihood = 0;  ///< of one normal distribution without wrong values

    /// Bayes' criterion of the mixture and of the plain model: the mixture is worth having when its is lower.
    /// Source: Schwarz 1978.
    [[nodiscard]] double bic() const;
    [[nodiscard]] double plain_bic() const;
};

/// Fits by expectation and conditional maximisation. Each covariate is a column of values known without
/// error; under LogNormal their logarithms enter.
/// Shape:  each column has the size of `values`. A value or covariate that is missing (NaN) leaves its unit
///         out; under LogNormal a value of 0 counts as 1e-7 and a negative one leaves its unit out.
/// Fails:  Malformed when fewer units than parameters are left, when a covariate is a combination of the
///         others, or when the right values have no spread.
/// Source: Di Zio, Guarnera & Luzi 2008, UNECE Vienna; Di Zio & Guarnera 2013, J. Off. Stat. 29(4), with
///         starting values and stopping rule as SeleMix documents them;  Cost: O(n · q² · rounds).
[[nodiscard]] Result<ContaminationModel> fit_contamination(std::span<const double> values,
                                                           std::span<const std::vector<double>> covariates,
                                                           const FitTerms& terms);

/// What the model says of each value.
struct Anticipated {
    std::vector<double> value;        ///< the expected true value, on the scale of the reported ones
    std::vector<double> probability;  ///< τ, of being wrong; NaN where nothing was reported
};

/// Shape:  as fit_contamination. Where no value was reported the expected value is that of the regression.
/// Source: Di Zio & Guarnera 2013, formulas (5) to (7);  Cost: O(n · q).
[[nodiscard]] Anticipated anticipate(const ContaminationModel& model, std::span<const double> values,
                                     std::span<const std::vector<double>> covariates);

/// Whom to ask so that what stays wrong hardly moves the total.
struct Selection {
    std::vector<double> score;  ///< weight · |reported − expected| / total
    std::vector<double>
        residual;           ///< signed error of the total when this unit and all after it stay as they are
    std::vector<int> rank;  ///< 1 for the largest score; ties by place
    std::vector<std::uint8_t> selected;
};

/// Selects the smallest head of the ranking after which every residual error stays below the threshold.
/// Shape:  all columns have one size; a missing reported value counts as its expected one.
/// Fails:  never; with a total of zero nothing is selected.
/// Source: Di Zio & Guarnera 2013, section 4: scores, order and the stopping criterion;  Cost: O(n log n).
[[nodiscard]] Selection select_influential(std::span<const double> reported, std::span<const double> expected,
                                           std::span<const double> weights, double threshold);

}  // namespace yj::edit::across

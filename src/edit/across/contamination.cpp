#include "edit/across/contamination.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "base/invariant.hpp"
#include "edit/across/least_squares.hpp"

namespace yj::edit::across {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
/// What a reported zero counts as under logarithms, and what keeps a first estimate from being singular.
constexpr double kNearZero = 1e-7;

using Columns = std::span<const std::vector<double>>;

double on_scale(double value, Distribution distribution) {
    if (distribution == Distribution::Normal) return value;
    if (value == 0) return std::log(kNearZero);
    return value > 0 ? std::log(value) : kNone;
}

/// One row of the design: the constant and the covariates; false when one of them is missing.
bool fill_row(std::span<double> row, Columns covariates, std::size_t at, Distribution distribution) {
    row[0] = 1;
    for (std::size_t i = 0; i < covariates.size(); ++i) {
        row[i + 1] = on_scale(covariates[i][at], distribution);
        if (std::isnan(row[i + 1])) return false;
    }
    return true;
}

/// The usable units: their values and rows of the design, on the scale of the model.
Design design_of(std::span<const double> values, Columns covariates, Distribution distribution) {
    Design design;
    design.width = covariates.size() + 1;
    design.values.reserve(values.size());
    design.rows.reserve(values.size() * design.width);
    std::vector<double> row(design.width);
    for (std::size_t at = 0; at < values.size(); ++at) {
        const double value = on_scale(values[at], distribution);
        if (std::isnan(value) || !fill_row(row, covariates, at, distribution)) continue;
        design.values.push_back(value);
        design.rows.insert(design.rows.end(), row.begin(), row.end());
    }
    return design;
}

/// The two logarithmic densities of a value, up to their common constant, already times their shares.
struct Mixture {
    explicit Mixture(const ContaminationModel& model)
        : right_share(std::log1p(-model.wrong_share)),
          wrong_share(std::log(model.wrong_share) - std::log1p(model.inflation) / 2),
          right_rate(-0.5 / model.variance),
          wrong_rate(right_rate / (1 + model.inflation)),
          constant(-0.5 * std::log(2 * std::numbers::pi * model.variance)) {}

    /// A value's density is exp(larger) · (1 + ratio): both are taken relative to the larger of the two.
    struct Answer {
        double probability;  ///< of being wrong
        double larger;
        double ratio;
    };
    [[nodiscard]] Answer of(double square) const {
        const double right = right_share + right_rate * square;
        const double wrong = wrong_share + wrong_rate * square;
        const double ratio = std::exp(-std::abs(wrong - right));
        return {(wrong > right ? 1 : ratio) / (1 + ratio), std::max(right, wrong), ratio};
    }
    [[nodiscard]] double probability(double square) const { return of(square).probability; }

    double right_share, wrong_share, right_rate, wrong_rate, constant;
};

/// The state of a fit: the model, the squared residuals under it, and each unit's probability.
struct Fit {
    const Design& design;
    ContaminationModel model;
    std::vector<double> square;
    std::vector<double> probability;
    std::vector<double> weight;

    /// Expectation and likelihood under the present parameters, in one pass.
    double expect() {
        static constexpr std::size_t kFactors = 512;  // each at most 2, so that their product fits
        const Mixture mixture(model);
        double sum = mixture.constant * static_cast<double>(square.size());
        double product = 1;
        for (std::size_t at = 0; at < square.size(); ++at) {
            const auto answer = mixture.of(square[at]);
            probability[at] = answer.probability;
            sum += answer.larger;
            product *= 1 + answer.ratio;
            if (at % kFactors == 0) {
                sum += std::log(product);
                product = 1;
            }
        }
        return sum + std::log(product);
    }

    /// The parameters one after the other, each given the others. False when the values have no spread left.
    bool maximise() {
        const auto count = static_cast<double>(square.size());
        double wrong = 0;
        for (std::size_t at = 0; at < square.size(); ++at) {
            wrong += probability[at];
            weight[at] = 1 - probability[at] * model.inflation / (1 + model.inflation);
        }
        model.wrong_share = wrong / count;
        if (!design.solve(weight, 0, model.coefficients)) return false;
        design.residual_squares(model.coefficients, square);
        double spread = 0, wrong_spread = 0;
        for (std::size_t at = 0; at < square.size(); ++at) {
            spread += weight[at] * square[at];
            wrong_spread += probability[at] * square[at];
        }
        model.variance = spread / count;
        if (!(model.variance > 1e-9 * kNearZero) || !(wrong > 0)) return false;
        model.inflation = std::max(wrong_spread / (model.variance * wrong) - 1, kNearZero);
        return true;
    }
};

/// Ordinary least squares, before anything is known of wrong values.
bool start(Fit& fit, const FitTerms& terms) {
    const auto count = fit.design.values.size();
    fit.weight.assign(count, 1.0);
    fit.square.assign(count, 0.0);
    fit.probability.assign(count, 0.0);
    fit.model.distribution = terms.distribution;
    fit.model.inflation = terms.inflation;
    fit.model.wrong_share = terms.wrong_share;
    fit.model.used = count;
    fit.model.coefficients.assign(fit.design.width, 0.0);
    if (!fit.design.solve(fit.weight, kNearZero, fit.model.coefficients)) return false;
    fit.design.residual_squares(fit.model.coefficients, fit.square);
    const double sum = std::accumulate(fit.square.begin(), fit.square.end(), 0.0);
    fit.model.variance = sum / static_cast<double>(count - 1) + kNearZero;
    fit.model.plain_log_likelihood =
        -0.5 * (static_cast<double>(count) * std::log(2 * std::numbers::pi * fit.model.variance) +
                sum / fit.model.variance);
    return sum > 0;
}

/// The rounds themselves. The rule by which they end compares each gain with the gain since the first round.
bool iterate(Fit& fit, const FitTerms& terms) {
    auto& model = fit.model;
    (void)fit.expect();
    double first = 0, last = 0;
    while (model.rounds < terms.most_rounds) {
        ++model.rounds;
        if (!fit.maximise()) return false;
        model.log_likelihood = fit.expect();
        const double since = model.rounds == 1 ? model.log_likelihood - 10 : model.log_likelihood - first;
        model.converged = std::abs(model.log_likelihood - last) <= terms.precision * std::abs(since);
        last = model.log_likelihood;
        if (model.rounds == 1) first = last;
        if (model.converged) break;
    }
    return true;
}

}  // namespace

double ContaminationModel::bic() const {
    return -2 * log_likelihood + static_cast<double>(coefficients.size() + 3) * std::log(used);
}

double ContaminationModel::plain_bic() const {
    return -2 * plain_log_likelihood + static_cast<double>(coefficients.size() + 1) * std::log(used);
}

Result<ContaminationModel> fit_contamination(std::span<const double> values, Columns covariates,
                                             const FitTerms& terms) {
    for (const auto& column : covariates)
        invariant(column.size() == values.size(), "a covariate has a value for every unit");
    const auto design = design_of(values, covariates, terms.distribution);
    if (design.values.size() < design.width + 3)
        return refuse(Refused::Malformed, "可用的单位太少，无法估计污染模型", {},
                      "至少需要" + std::to_string(design.width + 3) + "个单位");
    Fit fit{design, {}, {}, {}, {}};
    if (!start(fit, terms) || !iterate(fit, terms))
        return refuse(Refused::Malformed, "数值没有离差，或协变量之间线性相关，无法估计污染模型", {},
                      "请换一个协变量，或改用分位数法");
    return std::move(fit.model);
}

Anticipated anticipate(const ContaminationModel& model, std::span<const double> values, Columns covariates) {
    Anticipated said{std::vector<double>(values.size(), kNone), std::vector<double>(values.size(), kNone)};
    const bool logs = model.distribution == Distribution::LogNormal;
    const Mixture mixture(model);
    const double shrunk = model.inflation / (1 + model.inflation);
    const double half = logs ? model.variance / 2 : 0;
    const auto back = [logs](double value) { return logs ? std::exp(value) : value; };
    std::vector<double> row(covariates.size() + 1);
    for (std::size_t at = 0; at < values.size(); ++at) {
        if (!fill_row(row, covariates, at, model.distribution)) continue;
        const double mean = std::inner_product(row.begin(), row.end(), model.coefficients.begin(), 0.0);
        const double value = on_scale(values[at], model.distribution);
        if (std::isnan(value)) {
            said.value[at] = back(mean + half);
            continue;
        }
        const double away = value - mean;
        const double wrong = mixture.probability(away * away);
        const double if_wrong = back(mean + (1 - shrunk) * away + shrunk * half);
        said.probability[at] = wrong;
        said.value[at] = (1 - wrong) * back(value) + wrong * if_wrong;
    }
    return said;
}

Selection select_influential(std::span<const double> reported, std::span<const double> expected,
                             std::span<const double> weights, double threshold) {
    const auto count = reported.size();
    invariant(expected.size() == count && weights.size() == count,
              "every unit has an expectation and a weight");
    Selection made{std::vector<double>(count, 0.0), std::vector<double>(count, 0.0),
                   std::vector<int>(count, 0), std::vector<std::uint8_t>(count, 0)};
    double total = 0;
    for (std::size_t at = 0; at < count; ++at)
        if (!std::isnan(expected[at])) total += weights[at] * expected[at];
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> error(count, 0.0);
    for (std::size_t at = 0; at < count; ++at) {
        if (total != 0 && !std::isnan(reported[at]) && !std::isnan(expected[at]))
            error[at] = weights[at] * (reported[at] - expected[at]) / total;
        made.score[at] = std::abs(error[at]);
    }
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t at) { return made.score[at]; });
    double rest = 0;
    bool above = false;
    for (std::size_t place = count; place-- > 0;) {
        const auto at = order[place];
        rest += error[at];
        above = above || std::abs(rest) >= threshold;
        made.residual[at] = rest;
        made.rank[at] = static_cast<int>(place) + 1;
        made.selected[at] = above ? 1 : 0;
    }
    return made;
}

}  // namespace yj::edit::across

#include "edit/across/cell_review.hpp"

#include <algorithm>
#include <cmath>

#include "edit/across/contamination.hpp"

namespace yj::edit::across {

namespace {

constexpr std::size_t kLeastPairs = 30;

/// τ of every unit that has both figures; empty where no model is worth having.
std::vector<double> contamination_of(const PeerColumns& columns) {
    const auto size = columns.now.size();
    std::vector<double> now(size, std::nan(""));
    std::vector<std::vector<double>> before(1, now);
    std::size_t pairs = 0;
    for (std::size_t unit = 0; unit < size && !columns.year_ago.empty(); ++unit) {
        if (!(columns.now[unit] > 0 && columns.year_ago[unit] > 0)) continue;
        now[unit] = columns.now[unit];
        before[0][unit] = columns.year_ago[unit];
        ++pairs;
    }
    if (pairs < kLeastPairs) return {};
    const auto model = fit_contamination(now, before, {});
    if (!model || !model->converged || model->bic() >= model->plain_bic()) return {};
    return anticipate(*model, now, before).probability;
}

double first_distance(const std::vector<CheckOutcome>& outcomes, std::size_t unit) {
    for (const auto& outcome : outcomes)
        if (!std::isnan(outcome.distance[unit])) return outcome.distance[unit];
    return std::nan("");
}

}  // namespace

CellReview review_cell(const std::string& form, const std::string& cell, std::span<const PeerTraits> traits,
                       const PeerColumns& columns, const Executor& run) {
    CellReview review;
    const std::vector<std::string> cells{cell};
    review.checks = usual_checks(form, cells);
    const PeerIndex index(traits, usual_ladder(), run);
    review.outcomes =
        across_checks(index, review.checks, std::vector<PeerColumns>(review.checks.size(), columns), run);
    const auto probability = contamination_of(columns);
    review.by_contamination = !probability.empty();
    for (std::size_t unit = 0; unit < traits.size(); ++unit) {
        const auto& o = review.outcomes;
        review.expected.push_back(expected_value(o[0], o[1], o[2], columns, unit));
        const double far = distance_suspicion(first_distance(o, unit));
        const bool modelled = review.by_contamination && !std::isnan(probability[unit]);
        review.suspicion.push_back(modelled ? std::max(probability[unit], far) : far);
    }
    return review;
}

}  // namespace yj::edit::across

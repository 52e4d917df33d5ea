#include "tabulate/adjust.hpp"

#include <algorithm>
#include <numeric>

namespace yj::tabulate {

namespace {

Amount moved(Amount amount, std::int64_t steps) { return {amount.units() + steps, amount.decimals()}; }

WideAmount magnitude(const WideAmount& sum) { return sum.sign() < 0 ? sum.negated() : sum; }

/// total - Σ parts, in last-place units.
std::int64_t gap(Amount total, const std::vector<Amount>& parts) {
    return std::accumulate(parts.begin(), parts.end(), total.units(),
                           [](std::int64_t rest, const Amount& part) { return rest - part.units(); });
}

WideAmount remainder(const WideAmount& exact, Amount printed) {
    WideAmount rest = exact;
    rest.subtract(printed);
    return rest;
}

void round_down(std::span<const WideAmount> parts, std::vector<Amount>& printed) {
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (WideAmount(printed[i]) > parts[i]) printed[i] = moved(printed[i], -1);
}

void spread(std::span<const WideAmount> parts, std::vector<Amount>& printed, std::int64_t steps) {
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
        return remainder(parts[left], printed[left]) > remainder(parts[right], printed[right]);
    });
    if (steps < 0) std::ranges::reverse(order);
    const std::int64_t direction = steps < 0 ? -1 : 1;
    for (std::size_t i = 0; steps != 0; i = (i + 1) % order.size(), steps -= direction)
        printed[order[i]] = moved(printed[order[i]], direction);
}

}  // namespace

std::vector<Amount> printed_parts(std::span<const WideAmount> parts, Amount total, int decimals, Round round,
                                  Additivity way) {
    std::vector<Amount> printed;
    for (const auto& part : parts) {
        const auto rounded = part.rounded(decimals, round);
        if (!rounded) return {};
        printed.push_back(*rounded);
    }
    if (way == Additivity::Independent || parts.empty()) return printed;
    if (way == Additivity::LargestRemainder) {
        round_down(parts, printed);
        spread(parts, printed, gap(total, printed));
        return printed;
    }
    const auto largest = std::ranges::max_element(
        parts, [](const auto& left, const auto& right) { return magnitude(left) < magnitude(right); });
    auto& balancing = printed[static_cast<std::size_t>(largest - parts.begin())];
    balancing = moved(balancing, gap(total, printed));
    return printed;
}

}  // namespace yj::tabulate

#include "edit/blame/hitting_set.hpp"

#include <algorithm>

namespace yj::edit {

namespace {

constexpr int kMostSteps = 2'000'000;  ///< of one search

enum class Use : char { Free, Taken, Barred };

class Search {
public:
    Search(const std::vector<Elements>& sets, const std::vector<Cost>& costs)
        : sets_(sets), costs_(costs), use_(costs.size(), Use::Free) {}

    /// The least cost of a set that holds what is taken and nothing that is barred.
    std::optional<Cost> least() {
        best_.reset();
        gathered_ = nullptr;
        go(taken_cost());
        return best_;
    }
    /// Every set of that cost.
    void gather(const Cost& cost, std::vector<Elements>& into, std::size_t most) {
        best_ = cost;
        gathered_ = &into;
        most_ = most;
        go(taken_cost());
        std::ranges::sort(into);
    }
    void use(int element, Use as) { use_[static_cast<std::size_t>(element)] = as; }
    [[nodiscard]] bool bounded() const { return steps_ > kMostSteps; }
    [[nodiscard]] Elements taken() const {
        Elements all;
        for (std::size_t i = 0; i < use_.size(); ++i)
            if (use_[i] == Use::Taken) all.push_back(static_cast<int>(i));
        return all;
    }

private:
    [[nodiscard]] Use used(int element) const { return use_[static_cast<std::size_t>(element)]; }
    [[nodiscard]] Cost cost(int element) const { return costs_[static_cast<std::size_t>(element)]; }
    [[nodiscard]] Cost taken_cost() const {
        Cost sum;
        for (const int at : taken()) sum = sum + cost(at);
        return sum;
    }
    [[nodiscard]] bool is_hit(const Elements& set) const {
        return std::ranges::any_of(set, [&](int at) { return used(at) == Use::Taken; });
    }

    /// What the sets that are not hit yet cost at least: disjoint ones are paid for each. `next` is the one
    /// with the fewest elements to choose from; null when all are hit. Empty: one can no more be hit.
    std::optional<Cost> still_to_pay(const Elements*& next) {
        Cost sum;
        std::size_t fewest = costs_.size() + 1;
        std::vector<bool> met(costs_.size());
        for (const auto& set : sets_) {
            if (is_hit(set)) continue;
            std::optional<Cost> cheapest;
            std::size_t choices = 0;
            bool apart = true;
            for (const int at : set) {
                if (used(at) == Use::Barred) continue;
                ++choices;
                cheapest = cheapest ? std::min(*cheapest, cost(at)) : cost(at);
                apart = apart && !met[static_cast<std::size_t>(at)];
            }
            if (!cheapest) return std::nullopt;
            if (choices < fewest) next = &set;
            fewest = std::min(fewest, choices);
            if (!apart) continue;
            sum = sum + *cheapest;
            for (const int at : set) met[static_cast<std::size_t>(at)] = true;
        }
        return sum;
    }

    void go(const Cost& paid) {
        if (++steps_ > kMostSteps || (gathered_ != nullptr && gathered_->size() > most_)) return;
        const Elements* next = nullptr;
        const auto rest = still_to_pay(next);
        if (!rest) return;
        const auto least = paid + *rest;
        if (best_ && (gathered_ != nullptr ? least > *best_ : least >= *best_)) return;
        if (next == nullptr) {
            if (gathered_ != nullptr)
                gathered_->push_back(taken());
            else
                best_ = paid;
            return;
        }
        std::vector<int> barred;
        for (const int at : *next) {  // each choice without those before it, so that no set is met twice
            if (used(at) != Use::Free) continue;
            use(at, Use::Taken);
            go(paid + cost(at));
            use(at, Use::Barred);
            barred.push_back(at);
        }
        for (const int at : barred) use(at, Use::Free);
    }

    const std::vector<Elements>& sets_;
    const std::vector<Cost>& costs_;
    std::vector<Use> use_;
    std::optional<Cost> best_;
    std::vector<Elements>* gathered_ = nullptr;
    std::size_t most_ = 0;
    int steps_ = 0;
};

Elements elements_of(const std::vector<Elements>& sets) {
    Elements all;
    for (const auto& set : sets) all.insert(all.end(), set.begin(), set.end());
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

}  // namespace

std::optional<Elements> lightest_hitting_set(const std::vector<Elements>& sets,
                                             const std::vector<Cost>& costs) {
    Search search(sets, costs);
    const auto least = search.least();
    // Every element in turn is taken when some lightest set still holds it.
    for (const int at : elements_of(sets)) {
        if (search.bounded() || !least) return std::nullopt;
        search.use(at, Use::Taken);
        if (search.least() != least) search.use(at, Use::Barred);
    }
    return search.bounded() ? std::nullopt : std::optional(search.taken());
}

std::optional<std::vector<Elements>> all_lightest_hitting_sets(const std::vector<Elements>& sets,
                                                               const std::vector<Cost>& costs,
                                                               std::size_t most) {
    Search search(sets, costs);
    const auto least = search.least();
    std::vector<Elements> all;
    if (least) search.gather(*least, all, most);
    return search.bounded() || !least ? std::nullopt : std::optional(std::move(all));
}

}  // namespace yj::edit

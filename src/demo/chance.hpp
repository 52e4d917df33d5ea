// Chance: small exact draws from one seed, so that the sample county is the same on every machine.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/clock.hpp"

namespace yj::demo {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}
    /// 0 ≤ result < limit. REQUIRES: limit > 0.
    [[nodiscard]] std::int64_t below(std::int64_t limit) {
        return static_cast<std::int64_t>(random_.next() % static_cast<std::uint64_t>(limit));
    }
    [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + below(high - low + 1);
    }
    [[nodiscard]] bool one_in(std::int64_t count) { return below(count) == 0; }
    /// Around 1000, most often near it: the mean of three draws of ±spread.
    [[nodiscard]] std::int64_t permille(std::int64_t spread) {
        return 1000 + (between(-spread, spread) + between(-spread, spread) + between(-spread, spread)) / 3;
    }
    template <class List>
    [[nodiscard]] const auto& pick(const List& list) {
        return list[static_cast<std::size_t>(below(static_cast<std::int64_t>(list.size())))];
    }

private:
    SeededRandom random_;
};

/// A seed of its own for a named thing under a seed (FNV-1a over the words).
[[nodiscard]] constexpr std::uint64_t seed_of(std::uint64_t seed, std::string_view words) {
    std::uint64_t hash = 0xCBF29CE484222325ULL ^ seed;
    for (const char c : words) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return hash;
}

}  // namespace yj::demo

// HittingSet: the lightest set that takes an element out of each of some sets.
#pragma once
#include <compare>
#include <optional>
#include <vector>

namespace yj::edit {

/// What it costs to blame a cell: its weight first, then the blanks that would be filled.
struct Cost {
    __extension__ using Wide = __int128;
    Wide weight = 0;
    int blanks = 0;
    Cost operator+(const Cost& other) const { return {weight + other.weight, blanks + other.blanks}; }
    bool operator==(const Cost&) const = default;
    std::strong_ordering operator<=>(const Cost& other) const {
        if (weight != other.weight)
            return weight < other.weight ? std::strong_ordering::less : std::strong_ordering::greater;
        return blanks <=> other.blanks;
    }
};

using Elements = std::vector<int>;  ///< in ascending order

/// Of the lightest sets that hit every set, the one that holds the first element by which two of them differ.
/// Empty when the search met its bound. REQUIRES: every cost above zero; no set is empty.
/// Source: implicit hitting sets, Moreno-Centeno & Karp (2013); branch and bound, the bound from disjoint
/// sets.
[[nodiscard]] std::optional<Elements> lightest_hitting_set(const std::vector<Elements>& sets,
                                                           const std::vector<Cost>& costs);

/// All lightest ones, at most `most` + 1 of them. Empty when the search met its bound.
/// Source: as above.
[[nodiscard]] std::optional<std::vector<Elements>> all_lightest_hitting_sets(
    const std::vector<Elements>& sets, const std::vector<Cost>& costs, std::size_t most);

}  // namespace yj::edit

// Axis: the nodes that one dimension of a table has, and the path of a contributor from its top to its leaf.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tabulate/contributor.hpp"
#include "tabulate/table_def.hpp"

namespace yj::tabulate {

/// A node of a dimension. Its code stands in addresses: "990101001000", "C13", "1" (大). "*" is the whole; a
/// code that begins with "~" holds what lies in its parent but in none of its children (a unit coded to the
/// county only): without it parts would not add up and a total would betray it. A region whose 12 digits
/// could mean two levels (a city without counties) has its level behind '@'.
struct Node {
    std::string code;
    int level = 0;    ///< place in Dimension::levels
    int parent = -1;  ///< its node, -1 at the top
};

/// The codes of a contributor's path through a dimension, one for each level, from the top down.
[[nodiscard]] std::vector<std::string> codes_of(const Dimension& dim, RegionCode region,
                                                const IndustryCode& industry, registry::SizeClass size);

/// Built from the distinct attributes of the contributors; nodes stand in the order of print: a parent before
/// its children, siblings by code. Equal contributors in any order give equal axes.
class Axis {
public:
    explicit Axis(const Dimension& dim) : dim_(dim) {}

    void add(RegionCode region, const IndustryCode& industry, registry::SizeClass size);
    /// Gives a region its node even when nobody there contributes. REQUIRES: by() is Region.
    void show(RegionCode region);
    /// Orders the nodes. Called once, after the last add and before any question.
    void finish();

    /// The nodes of a contributor's path, one for each level. REQUIRES: it was added.
    [[nodiscard]] std::span<const int> path(RegionCode region, const IndustryCode& industry,
                                            registry::SizeClass size) const;
    [[nodiscard]] std::span<const int> path_to_leaf(int leaf) const;
    [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
    [[nodiscard]] std::span<const int> children(int node) const { return children_[at(node)]; }
    [[nodiscard]] int find(std::string_view code) const;  ///< -1: none
    [[nodiscard]] DimBy by() const { return dim_.by; }

private:
    [[nodiscard]] static std::size_t at(int node) { return static_cast<std::size_t>(node); }
    using Path = std::vector<std::string>;
    struct Placed {
        Path codes;
        int leaf = -1;
    };

    Dimension dim_;
    std::map<RegionCode, Placed> regions_;
    std::map<IndustryCode, Placed> industries_;
    std::map<registry::SizeClass, Placed> sizes_;
    std::vector<Path> shown_;
    std::vector<Node> nodes_;
    std::vector<std::vector<int>> children_;
    std::vector<std::vector<int>> paths_;
    std::map<std::string, int, std::less<>> by_code_;
};

}  // namespace yj::tabulate

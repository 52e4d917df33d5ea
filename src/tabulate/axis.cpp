#include "tabulate/axis.hpp"

#include <array>

#include "base/invariant.hpp"

namespace yj::tabulate {

namespace {

constexpr std::string_view kWhole = "*";
constexpr std::string_view kRest = "~";
constexpr std::array<std::string_view, 6> kRegionLevels{"country", "province", "city",
                                                        "county",  "township", "village"};

std::string region_code(RegionCode node) {
    std::string text = node.text();
    if (RegionCode::parse(text) != node) {
        text += '@';
        text += kRegionLevels[static_cast<std::size_t>(node.level())];
    }
    return text;
}

std::string industry_code(const IndustryCode& node) {
    return node.text().empty() ? std::string(kWhole) : node.text();
}

/// The code at one level; "~" when the attribute does not reach down to that level.
std::string code_at(DimBy by, int level, RegionCode region, const IndustryCode& industry,
                    registry::SizeClass size) {
    if (by == DimBy::Region) {
        const auto node = region.at(static_cast<RegionLevel>(level));
        return static_cast<int>(node.level()) < level ? std::string(kRest) : region_code(node);
    }
    if (by == DimBy::Industry) {
        const auto node = industry.at(static_cast<IndustryLevel>(level));
        return static_cast<int>(node.level()) < level ? std::string(kRest) : industry_code(node);
    }
    if (level == 0) return std::string(kWhole);
    return size == registry::SizeClass::None ? std::string(kRest) : std::to_string(static_cast<int>(size));
}

}  // namespace

std::vector<std::string> codes_of(const Dimension& dim, RegionCode region, const IndustryCode& industry,
                                  registry::SizeClass size) {
    std::vector<std::string> codes;
    for (const int level : dim.levels) {
        std::string code = code_at(dim.by, level, region, industry, size);
        if (code == kRest) code += codes.empty() ? kWhole : std::string_view(codes.back());
        codes.push_back(std::move(code));
    }
    return codes;
}

void Axis::add(RegionCode region, const IndustryCode& industry, registry::SizeClass size) {
    const auto place = [&](auto& known, const auto& key) {
        const auto [entry, fresh] = known.try_emplace(key);
        if (fresh) entry->second.codes = codes_of(dim_, region, industry, size);
    };
    if (dim_.by == DimBy::Region)
        place(regions_, region);
    else if (dim_.by == DimBy::Industry)
        place(industries_, industry);
    else
        place(sizes_, size);
}

void Axis::show(RegionCode region) {
    Path codes = codes_of(dim_, region, {}, {});
    while (!codes.empty() && codes.back().starts_with(kRest)) codes.pop_back();
    shown_.push_back(std::move(codes));
}

void Axis::finish() {
    std::map<Path, int> prefixes;  // in this order a path stands before what lies below it
    const auto add_prefixes = [&](const Path& codes) {
        for (std::size_t depth = 1; depth <= codes.size(); ++depth)
            prefixes.emplace(Path(codes.begin(), codes.begin() + static_cast<long>(depth)), -1);
    };
    const auto each_placed = [&](auto fn) {
        for (auto& [key, placed] : regions_) fn(placed);
        for (auto& [key, placed] : industries_) fn(placed);
        for (auto& [key, placed] : sizes_) fn(placed);
    };
    each_placed([&](const Placed& placed) { add_prefixes(placed.codes); });
    for (const auto& codes : shown_) add_prefixes(codes);
    children_.resize(prefixes.size());
    paths_.resize(prefixes.size());
    for (auto& [path, node] : prefixes) {
        node = static_cast<int>(nodes_.size());
        int parent = -1;
        if (path.size() > 1) {
            parent = prefixes.at(Path(path.begin(), path.end() - 1));
            children_[at(parent)].push_back(node);
            paths_[at(node)] = paths_[at(parent)];
        }
        paths_[at(node)].push_back(node);
        nodes_.push_back({path.back(), static_cast<int>(path.size()) - 1, parent});
        by_code_.emplace(path.back(), node);
    }
    each_placed([&](Placed& placed) { placed.leaf = prefixes.at(placed.codes); });
}

std::span<const int> Axis::path(RegionCode region, const IndustryCode& industry,
                                registry::SizeClass size) const {
    const auto leaf = [&](const auto& known, const auto& key) {
        const auto found = known.find(key);
        invariant(found != known.end(), "an axis knows every contributor that was added");
        return found->second.leaf;
    };
    switch (dim_.by) {
        case DimBy::Region: return path_to_leaf(leaf(regions_, region));
        case DimBy::Industry: return path_to_leaf(leaf(industries_, industry));
        case DimBy::Size: return path_to_leaf(leaf(sizes_, size));
    }
    broken("a dimension groups by region, industry or size");
}

std::span<const int> Axis::path_to_leaf(int leaf) const { return paths_[at(leaf)]; }

int Axis::find(std::string_view code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? -1 : found->second;
}

}  // namespace yj::tabulate

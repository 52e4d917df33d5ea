#include "tabulate/cube.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/invariant.hpp"

namespace yj::tabulate {

namespace {

WideAmount magnitude(Amount amount) { return WideAmount(amount.sign() < 0 ? amount.negated() : amount); }

const Value& value_at(std::span<const Value> values, int cell) {
    return values[static_cast<std::size_t>(cell)];
}

void note_reason(CubeSum& sum, const Value& value) {
    if (!value.present())
        sum.reasons |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(value.reason()));
}

void add_report(CubeSum& sum, const TableMeasure& measure, std::span<const Value> values, bool counts) {
    if (measure.kind == MeasureKind::Count) {
        sum.contributors += counts ? 1 : 0;
        return;
    }
    if (!uses(measure, values)) {
        note_reason(sum, value_at(values, measure.first));
        if (measure.second >= 0) note_reason(sum, value_at(values, measure.second));
        return;
    }
    const Amount first = value_at(values, measure.first).amount();
    sum.first.add(first);
    if (measure.second >= 0) sum.second.add(value_at(values, measure.second).amount());
    ++sum.present;
    if (!counts) return;
    ++sum.contributors;
    sum.largest = std::max(sum.largest, magnitude(first));
}

void add_sum(CubeSum& to, const CubeSum& from) {
    to.first.add(from.first);
    to.second.add(from.second);
    to.largest = std::max(to.largest, from.largest);
    to.present += from.present;
    to.contributors += from.contributors;
    to.reasons |= from.reasons;
}

void add_cell(CubeCell& to, const CubeCell& from) {
    to.reports += from.reports;
    to.contributors += from.contributors;
    for (std::size_t i = 0; i < to.sums.size(); ++i) add_sum(to.sums[i], from.sums[i]);
}

bool any_present(std::span<const Value> values) {
    return std::ranges::any_of(values, [](const Value& value) { return value.present(); });
}

/// Counts like an odometer over paths: false when it has come round.
bool next(std::vector<std::size_t>& digits, const std::vector<std::span<const int>>& paths) {
    for (std::size_t d = digits.size(); d-- > 0;) {
        if (++digits[d] < paths[d].size()) return true;
        digits[d] = 0;
    }
    return false;
}

/// Cells by key while they are being summed.
class CellMap {
public:
    CellMap(std::vector<CubeCell>& cells, std::size_t measures) : cells_(cells), measures_(measures) {}
    CubeCell& at(std::uint64_t key) {
        const auto [entry, fresh] = places_.try_emplace(key, cells_.size());
        if (fresh) cells_.push_back({key, 0, 0, std::vector<CubeSum>(measures_)});
        return cells_[entry->second];
    }

private:
    std::vector<CubeCell>& cells_;
    std::size_t measures_;
    std::unordered_map<std::uint64_t, std::size_t> places_;
};

}  // namespace

bool passes(const Filter& filter, RegionCode region, const IndustryCode& industry, registry::SizeClass size) {
    const auto within = [](const auto& nodes, const auto& inner) {
        return nodes.empty() ||
               std::ranges::any_of(nodes, [&](const auto& node) { return node.contains(inner); });
    };
    return within(filter.regions, region) && within(filter.industries, industry) &&
           (filter.sizes.empty() || std::ranges::find(filter.sizes, size) != filter.sizes.end());
}

bool uses(const TableMeasure& measure, std::span<const Value> values) {
    if (measure.first >= 0 && !value_at(values, measure.first).present()) return false;
    return measure.second < 0 || value_at(values, measure.second).present();
}

Cube::Cube(const TableDef& def, const Contributors& contributors, std::span<const RegionCode> shown) {
    invariant(contributors.width() == def.cells.size(), "contributors were gathered for this table");
    for (const auto& dim : def.dims) axes_.emplace_back(dim);
    for (std::size_t i = 0; i < contributors.size(); ++i) {
        const auto& industry = contributors.industry(i);
        if (!passes(def.filter, contributors.region(i), industry, contributors.size_class(i))) continue;
        for (auto& axis : axes_) axis.add(contributors.region(i), industry, contributors.size_class(i));
    }
    for (auto& axis : axes_)
        if (axis.by() == DimBy::Region)
            for (const auto region : shown) axis.show(region);
    for (auto& axis : axes_) axis.finish();
    sum_leaves(def, contributors);
    roll_up();
    std::ranges::sort(cells_, {}, &CubeCell::key);
}

void Cube::sum_leaves(const TableDef& def, const Contributors& contributors) {
    CellMap leaves(cells_, def.measures.size());
    for (std::size_t i = 0; i < contributors.size(); ++i) {
        const auto region = contributors.region(i);
        const auto& industry = contributors.industry(i);
        const auto size = contributors.size_class(i);
        if (!passes(def.filter, region, industry, size)) continue;
        std::uint64_t leaf = 0;
        for (const auto& axis : axes_)
            leaf = leaf * axis.nodes().size() +
                   static_cast<std::uint64_t>(axis.path(region, industry, size).back());
        CubeCell& cell = leaves.at(leaf);
        const auto values = contributors.values(i);
        ++cell.reports;
        const bool counts = contributors.counts(i) && (values.empty() || any_present(values));
        cell.contributors += counts ? 1 : 0;
        for (std::size_t m = 0; m < def.measures.size(); ++m)
            add_report(cell.sums[m], def.measures[m], values, counts);
    }
}

void Cube::roll_up() {
    if (cells_.empty()) return;
    const std::vector<CubeCell> leaves = std::move(cells_);
    cells_.clear();
    CellMap all(cells_, leaves.front().sums.size());
    std::vector<std::size_t> digits(axes_.size());
    std::vector<std::span<const int>> paths(axes_.size());
    for (const auto& leaf : leaves) {
        const auto ends = nodes(leaf.key);
        for (std::size_t d = 0; d < axes_.size(); ++d) paths[d] = axes_[d].path_to_leaf(ends[d]);
        do {
            std::uint64_t at = 0;
            for (std::size_t d = 0; d < axes_.size(); ++d)
                at = at * axes_[d].nodes().size() + static_cast<std::uint64_t>(paths[d][digits[d]]);
            add_cell(all.at(at), leaf);
        } while (next(digits, paths));
    }
}

int Cube::find(std::uint64_t key) const {
    const auto found = std::ranges::lower_bound(cells_, key, {}, &CubeCell::key);
    return found == cells_.end() || found->key != key ? -1 : static_cast<int>(found - cells_.begin());
}

std::uint64_t Cube::key(std::span<const int> nodes) const {
    std::uint64_t key = 0;
    for (std::size_t d = 0; d < axes_.size(); ++d)
        key = key * axes_[d].nodes().size() + static_cast<std::uint64_t>(nodes[d]);
    return key;
}

std::vector<int> Cube::nodes(std::uint64_t key) const {
    std::vector<int> nodes(axes_.size());
    for (std::size_t d = axes_.size(); d-- > 0;) {
        nodes[d] = static_cast<int>(key % axes_[d].nodes().size());
        key /= axes_[d].nodes().size();
    }
    return nodes;
}

}  // namespace yj::tabulate

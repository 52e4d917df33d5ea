#include "tabulate/tabulate.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "tabulate/adjust.hpp"
#include "tabulate/cube.hpp"
#include "tabulate/figures.hpp"
#include "tabulate/protect.hpp"

namespace yj::tabulate {

namespace {

std::size_t at(int place) { return static_cast<std::size_t>(place); }

/// Printed numbers that 强制平衡 sets, by cell and measure. Only tables of one dimension ask for it.
class Adjusted {
public:
    Adjusted(const TableDef& def, const Cube& cube)
        : def_(def), cube_(cube), shown_(cube.cells().size() * def.measures.size()) {
        if (def.additivity == Additivity::Independent || def.dims.size() != 1) return;
        for (std::size_t m = 0; m < def.measures.size(); ++m)
            if (def.measures[m].kind == MeasureKind::Sum)
                for (const auto& cell : cube.cells()) adjust_children(cell.key, m);
    }

    [[nodiscard]] std::optional<Amount> shown(std::size_t cell, std::size_t measure) const {
        return shown_[cell * def_.measures.size() + measure];
    }

private:
    /// Cells come parents first, so a parent's printed number is set before its children are fitted to it.
    void adjust_children(std::uint64_t key, std::size_t m) {
        const auto& measure = def_.measures[m];
        const auto total = printed(cube_.find(key), m);
        std::vector<int> parts;
        std::vector<WideAmount> exact;
        for (const int child : cube_.axes().front().children(static_cast<int>(key)))
            if (const int cell = cube_.find(static_cast<std::uint64_t>(child)); cell >= 0) {
                parts.push_back(cell);
                exact.push_back(in_measure(measure, sum(cell, m)));
            }
        if (!total || parts.empty()) return;
        const auto fitted = printed_parts(exact, *total, measure.decimals, def_.rounding, def_.additivity);
        for (std::size_t i = 0; i < fitted.size(); ++i)
            shown_[at(parts[i]) * def_.measures.size() + m] = fitted[i];
    }

    [[nodiscard]] const CubeSum& sum(int cell, std::size_t m) const {
        return cube_.cells()[at(cell)].sums[m];
    }
    [[nodiscard]] std::optional<Amount> printed(int cell, std::size_t m) const {
        if (const auto set = shown(at(cell), m)) return set;
        return in_measure(def_.measures[m], sum(cell, m)).rounded(def_.measures[m].decimals, def_.rounding);
    }

    const TableDef& def_;
    const Cube& cube_;
    std::vector<std::optional<Amount>> shown_;
};

std::string address_of(const std::vector<TableAxis>& axes, std::span<const int> nodes,
                       const TableMeasure& measure) {
    std::string text;
    for (std::size_t d = 0; d < axes.size(); ++d) {
        if (d > 0) text += '/';
        text += axes[d].nodes[at(nodes[d])].code;
    }
    text += ':';
    return text += measure.id;
}

Figure none(std::string address) {
    Figure figure;
    figure.address = std::move(address);
    return figure;
}

}  // namespace

std::string_view figure_status_name(FigureStatus status) {
    static constexpr std::array<std::string_view, 6> kNames{"value",   "below_unit", "none",
                                                            "missing", "withheld",   "no_base"};
    return kNames[static_cast<std::size_t>(status)];
}

class TableMaker {
public:
    TableMaker(const TableDef& def, const Cube& cube, const Contributors& contributors)
        : def_(def), cube_(cube), withheld_(withheld_cells(def, cube, contributors)) {
        table_.measures_ = def.measures;
        table_.note_ = def.printed_note();
        for (std::size_t m = 0; m < def.measures.size(); ++m)
            table_.measure_at_.emplace(def.measures[m].id, static_cast<int>(m));
        for (std::size_t d = 0; d < def.dims.size(); ++d) {
            const auto& nodes = cube.axes()[d].nodes();
            table_.axes_.push_back({def.dims[d].by, def.dims[d].columns, nodes});
            auto& places = table_.node_at_.emplace_back();
            for (std::size_t n = 0; n < nodes.size(); ++n) places.emplace(nodes[n].code, static_cast<int>(n));
        }
    }

    Table make() {
        const Adjusted adjusted(def_, cube_);
        for (std::size_t c = 0; c < cube_.cells().size(); ++c) {
            const auto& cell = cube_.cells()[c];
            table_.keys_.push_back(cell.key);
            const auto nodes = cube_.nodes(cell.key);
            for (std::size_t m = 0; m < def_.measures.size(); ++m)
                add_figure(cell, m, nodes, withheld_[c] != 0, adjusted.shown(c, m));
        }
        return std::move(table_);
    }

private:
    void add_figure(const CubeCell& cell, std::size_t m, std::span<const int> nodes, bool withheld,
                    std::optional<Amount> adjusted) {
        const auto& measure = def_.measures[m];
        const auto& sum = cell.sums[m];
        const bool open = measure.kind == MeasureKind::Count && def_.suppress.counts_open;
        Figure figure = withheld && !open ? withheld_figure(def_.suppress, sum.contributors)
                                          : figure_of(def_, measure, sum, adjusted);
        figure.address = address_of(table_.axes_, nodes, measure);
        table_.figures_.push_back(std::move(figure));
    }

    const TableDef& def_;
    const Cube& cube_;
    std::vector<char> withheld_;
    Table table_;
};

Figure Table::at(std::span<const int> nodes, int measure) const {
    std::uint64_t key = 0;
    for (std::size_t d = 0; d < axes_.size(); ++d)
        key = key * axes_[d].nodes.size() + static_cast<std::uint64_t>(nodes[d]);
    const auto found = std::ranges::lower_bound(keys_, key);
    if (found == keys_.end() || *found != key) return none(address(nodes, measure));
    const auto cell = static_cast<std::size_t>(found - keys_.begin());
    return figures_[cell * measures_.size() + static_cast<std::size_t>(measure)];
}

std::string Table::address(std::span<const int> nodes, int measure) const {
    return address_of(axes_, nodes, measures_[static_cast<std::size_t>(measure)]);
}

std::optional<Figure> Table::find(std::string_view address) const {
    const auto colon = address.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto measure = measure_at_.find(address.substr(colon + 1));
    if (measure == measure_at_.end()) return std::nullopt;
    const auto codes = split(address.substr(0, colon), '/');
    if (codes.size() != axes_.size()) return std::nullopt;
    std::vector<int> nodes;
    for (std::size_t d = 0; d < codes.size(); ++d) {
        const auto node = node_at_[d].find(codes[d]);
        if (node == node_at_[d].end()) return std::nullopt;
        nodes.push_back(node->second);
    }
    return at(nodes, measure->second);
}

Table tabulate(const TableDef& def, const Contributors& contributors, std::span<const RegionCode> shown) {
    const Cube cube(def, contributors, shown);
    return TableMaker(def, cube, contributors).make();
}

}  // namespace yj::tabulate

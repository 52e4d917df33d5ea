#include "publish/print_table.hpp"

#include <algorithm>

namespace yj::publish {

namespace {

using tabulate::DimBy;
using tabulate::FigureStatus;
using tabulate::TableAxis;

std::string whole_name(DimBy by) { return by == DimBy::Region ? "全国" : "总计"; }

std::string node_name(const TableFacts& facts, DimBy by, const tabulate::Node& node) {
    if (node.code == "*") return whole_name(by);
    if (node.code.starts_with('~')) return "未分到下级的";
    const std::string code = node.code.substr(0, node.code.find('@'));
    std::string name = facts.node_name ? facts.node_name(by, code) : std::string();
    return name.empty() ? code : name;
}

int node_depth(const TableAxis& axis, int node) {
    int depth = 0;
    for (int up = axis.nodes[static_cast<std::size_t>(node)].parent; up >= 0;
         up = axis.nodes[static_cast<std::size_t>(up)].parent)
        ++depth;
    return depth;
}

// All combinations of the nodes of some axes, the last axis running fastest.
std::vector<std::vector<int>> combinations(const std::vector<TableAxis>& axes, bool columns) {
    std::vector<std::vector<int>> all{{}};
    for (const auto& axis : axes) {
        if (axis.columns != columns) continue;
        std::vector<std::vector<int>> longer;
        for (const auto& start : all)
            for (int node = 0; node < static_cast<int>(axis.nodes.size()); ++node) {
                longer.push_back(start);
                longer.back().push_back(node);
            }
        all = std::move(longer);
    }
    return all;
}

// Nodes in the order of the axes, from those of the row and those of the column.
std::vector<int> woven(const std::vector<TableAxis>& axes, const std::vector<int>& row,
                       const std::vector<int>& column) {
    std::vector<int> nodes;
    std::size_t down = 0;
    std::size_t across = 0;
    for (const auto& axis : axes) nodes.push_back(axis.columns ? column[across++] : row[down++]);
    return nodes;
}

class Layout {
public:
    Layout(const tabulate::Table& table, const TableFacts& facts) : table_(table), facts_(facts) {
        for (const auto& axis : table.axes()) (axis.columns ? across_ : down_).push_back(&axis);
        column_nodes_ = combinations(table.axes(), true);
    }

    [[nodiscard]] std::vector<PrintedColumn> columns() const {
        std::vector<PrintedColumn> columns;
        for (const auto& nodes : column_nodes_)
            for (const auto& measure : table_.measures()) {
                PrintedColumn column{measure.id, {}, measure.measure, measure.decimals};
                for (std::size_t i = 0; i < nodes.size(); ++i)
                    column.heads.push_back(node_name(facts_, across_[i]->by, node_at(*across_[i], nodes[i])));
                column.heads.push_back(measure.title);
                columns.push_back(std::move(column));
            }
        return columns;
    }

    [[nodiscard]] std::vector<PrintedRow> rows() const {
        std::vector<PrintedRow> rows;
        for (const auto& nodes : combinations(table_.axes(), false)) {
            PrintedRow row = row_of(nodes);
            const bool empty = std::ranges::all_of(
                row.cells, [](const auto& figure) { return figure.status == FigureStatus::None; });
            if (!empty || at_top(nodes)) rows.push_back(std::move(row));
        }
        return rows;
    }

private:
    static const tabulate::Node& node_at(const TableAxis& axis, int node) {
        return axis.nodes[static_cast<std::size_t>(node)];
    }

    [[nodiscard]] bool at_top(const std::vector<int>& nodes) const {
        for (std::size_t i = 1; i < nodes.size(); ++i)
            if (node_at(*down_[i], nodes[i]).parent >= 0) return false;
        return true;
    }

    [[nodiscard]] PrintedRow row_of(const std::vector<int>& nodes) const {
        PrintedRow row;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const auto& node = node_at(*down_[i], nodes[i]);
            row.codes.push_back(node.code);
            row.names.push_back(node_name(facts_, down_[i]->by, node));
            row.depth += node_depth(*down_[i], nodes[i]);
            // The title is the name of the last dimension that is not at its top, so that it is said once.
            if (i == 0 || node.parent >= 0) row.title = row.names.back();
        }
        for (const auto& across : column_nodes_)
            for (int measure = 0; measure < static_cast<int>(table_.measures().size()); ++measure)
                row.cells.push_back(
                    PrintedFigure{table_.at(woven(table_.axes(), nodes, across), measure), {}});
        return row;
    }

    const tabulate::Table& table_;
    const TableFacts& facts_;
    std::vector<const TableAxis*> down_;
    std::vector<const TableAxis*> across_;
    std::vector<std::vector<int>> column_nodes_;
};

// The measure when all columns but counts and rates share it and do not name it themselves.
std::string shared_unit(const std::vector<PrintedColumn>& columns) {
    std::string unit_text;
    for (const auto& column : columns) {
        const std::string name(column.measure.name());
        if (name == "%" || name == "户" || name == "个" || name == "—") continue;
        if (column.heads.back().find("（" + name + "）") != std::string::npos) continue;
        if (!unit_text.empty() && unit_text != name) return {};
        unit_text = name;
    }
    return unit_text;
}

std::string row_head(const tabulate::Table& table) {
    for (const auto& axis : table.axes())
        if (!axis.columns && axis.nodes.size() > 1)
            return axis.by == DimBy::Region ? "地区" : axis.by == DimBy::Industry ? "行业" : "规模";
    return "指标";
}

}  // namespace

TableFacts table_facts(const instrument::Pack& pack, const tabulate::TableDef& def, Period period,
                       std::string_view region_name) {
    TableFacts facts;
    facts.period = period;
    facts.region_name = region_name;
    if (const auto* form = def.forms.empty() ? nullptr : pack.form(def.forms.front())) {
        facts.form_name = form->name;
        if (const auto* frame = pack.frame(form->frame)) facts.scope = frame->title;
    }
    facts.node_name = [&pack, period](DimBy by, const std::string& code) {
        const auto* list = pack.list(tabulate::dim_name(by));
        return list ? list->name_of(code, period) : std::string();
    };
    return facts;
}

PrintedTable print_table(const tabulate::TableDef& def, const tabulate::Table& table,
                         const TableFacts& facts) {
    const Layout layout(table, facts);
    PrintedTable printed;
    printed.code = def.code;
    printed.hash = def.hash;
    printed.form = def.forms.empty() ? std::string() : def.forms.front();
    printed.form_name = facts.form_name;
    printed.period = facts.period;
    printed.title = facts.period.name() + facts.region_name + def.title;
    printed.columns = layout.columns();
    printed.rows = layout.rows();
    printed.unit_text = shared_unit(printed.columns);
    printed.row_head = row_head(table);
    printed.scope = facts.scope;
    if (!table.note().empty()) printed.notes.push_back("注：" + table.note());
    printed.rounding = def.rounding;
    printed.forced_balance = def.additivity != tabulate::Additivity::Independent;
    printed.suppress_below = def.suppress.min;
    return printed;
}

}  // namespace yj::publish

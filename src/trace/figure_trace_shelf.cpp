#include <limits>

#include "base/text.hpp"
#include "facts/facts_shelf.hpp"
#include "publish/release_shelf.hpp"
#include "registry/registry_shelf.hpp"
#include "trace/computed_shelf.hpp"
#include "trace/report_nodes_shelf.hpp"
#include "trace/trace_shelf.hpp"

namespace yj::trace {

namespace {

using tabulate::FigureStatus;
using tabulate::MeasureKind;

constexpr EntryIndex kNow{std::numeric_limits<std::int64_t>::max()};

std::string number(std::int64_t value) { return std::to_string(value); }

std::string node_name(const Walk& walk, const tabulate::Dimension& dim, std::string_view code,
                      Period period) {
    const std::string text(code);
    if (code == "*") return dim.by == tabulate::DimBy::Size ? "全部规模" : "全部";
    if (code.starts_with("~")) return "其余";
    if (dim.by == tabulate::DimBy::Industry) return walk.industry(text, period);
    if (dim.by == tabulate::DimBy::Region) {
        const auto region = RegionCode::parse(code.substr(0, code.find('@')));
        return region ? walk.region(*region, period) : text;
    }
    const auto size = registry::parse_size_class(code);
    return size ? std::string(registry::size_class_name(*size)) : text;
}

/// "B204-1-01 规模以上工业总产值 · 示例县 · 本月".
std::string figure_title(const Walk& walk, const tabulate::TableDef& def, std::string_view cell,
                         Period period) {
    const auto colon = cell.rfind(':');
    const auto codes = split(cell.substr(0, colon), '/');
    std::string title = def.code + " " + def.title;
    for (std::size_t d = 0; d < codes.size() && d < def.dims.size(); ++d)
        title += " · " + node_name(walk, def.dims[d], codes[d], period);
    const int at = def.measure_at(cell.substr(colon + 1));
    return at < 0 ? title : title + " · " + def.measures[static_cast<std::size_t>(at)].title;
}

std::string with_measure(const std::string& printed, FigureStatus status,
                         const tabulate::TableMeasure& measure) {
    if (status != FigureStatus::Value)
        return printed.empty() ? std::string(publish::status_words(status)) : printed;
    const std::string name(measure.kind == MeasureKind::Count    ? "户"
                           : measure.kind == MeasureKind::Growth ? "%"
                                                                 : measure.measure.name());
    return printed + " " + name;
}

Node definition_node(const tabulate::TableDef& def) {
    Node node{.kind = Kind::Definition, .address = "table/" + def.code, .title = def.title};
    std::string reads = "报表";
    for (const auto& form : def.forms) reads += " " + form;
    reads += "，单元格";
    for (const auto& cell : def.cells) reads += " " + cell;
    node.details.push_back(std::move(reads));
    node.details.push_back("修约 " + std::string(def.rounding == Round::HalfUp ? "四舍五入" : "GB/T 8170") +
                           "，" + std::string(additivity_name(def.additivity)));
    if (def.suppress.min > 0) node.details.push_back("保密：少于 " + number(def.suppress.min) + " 户不发布");
    node.details.push_back("定义哈希 " + def.hash);
    return node;
}

class FigureTrace {
public:
    FigureTrace(const Walk& walk, const Rights& rights, const Depth& depth, const Computed& computed,
                Period period)
        : walk_(walk), rights_(rights), depth_(depth), computed_(computed), period_(period) {}

    /// Says what the figure is and hangs what it rests on under it.
    void fill(Node& node) {
        say_figure(node);
        node.children.push_back(definition_node(computed_.def));
        if (computed_.measure.kind == MeasureKind::Growth) add_growth(node);
        add_contributors(node);
    }

private:
    void say_figure(Node& node) const {
        const auto& figure = computed_.figure;
        node.details.push_back(period_.name() + "，按条目 " + number(walk_.as_of.value) + " 时的事实，引擎 " +
                               std::string(tabulate::kEngineVersion));
        if (figure.status == FigureStatus::Value && figure.exact &&
            computed_.measure.kind != MeasureKind::Count)
            node.details.push_back(figure.denominator ? "分子 " + figure.exact->grouped() + "，分母 " +
                                                            figure.denominator->grouped()
                                                      : "修约前 " + figure.exact->grouped() + " " +
                                                            std::string(computed_.measure.measure.name()));
        if (computed_.count_open()) node.details.push_back("由 " + number(figure.contributors) + " 户汇总");
    }

    void add_growth(Node& node) const {
        const auto growth =
            computed_.gathered.bases.growth(computed_.figure.address, computed_.gathered.contributors);
        if (!growth) return;
        Node about{.kind = Kind::Growth, .title = "两年同一批单位"};
        about.withheld_word = "户基数经调整";
        if (computed_.count_open())
            about.details.push_back(
                "可比 " + number(growth->units) + " 户，无基数 " +
                number(static_cast<std::int64_t>(growth->without_base.size())) + " 户，缺本期 " +
                number(static_cast<std::int64_t>(growth->without_current.size())) + " 户");
        for (const auto& unit : growth->adjusted) {
            if (auto adjusted = adjusted_node(unit)) {
                about.children.push_back(*std::move(adjusted));
            } else if (about.withheld_children >= 0) {
                about.withheld_children = computed_.count_open() ? about.withheld_children + 1 : -1;
            }
        }
        node.children.push_back(std::move(about));
    }

    /// Empty when the reader may not see the unit.
    [[nodiscard]] std::optional<Node> adjusted_node(const series::UnitGrowth& unit) const {
        const auto version = registry::version_in_force(walk_.tx, unit.unit, period_, walk_.as_of);
        const auto region = version ? version->attributes.region : RegionCode();
        for (const auto& form : computed_.def.forms)
            if (!rights_.sees(unit.unit, form, region)) return std::nullopt;
        Node node{.kind = Kind::Growth, .address = "unit/" + number(unit.unit.value)};
        node.title = unit_title(version, unit.unit);
        node.value = "基数 " + unit.base.text() + "，上年上报 " + unit.last_year.text();
        node.details.push_back("原因 " + unit.reason + (unit.words.empty() ? "" : "：" + unit.words));
        return node;
    }

    void add_contributors(Node& node) const {
        const auto& shown = computed_.shown;
        const auto top = static_cast<std::size_t>(std::max(depth_.top, 0));
        for (std::size_t at = 0; at < shown.size(); ++at) {
            const bool opened =
                depth_.expand && computed_.gathered.contributors.unit(shown[at]) == depth_.expand;
            if (at < top || opened) {
                node.children.push_back(contributor_node(shown[at], opened));
            } else {
                ++node.folded_children;
            }
        }
        node.withheld_word = "户";
        if (!computed_.sees_all())
            node.withheld_children =
                computed_.count_open() ? static_cast<int>(computed_.all - shown.size()) : -1;
    }

    [[nodiscard]] Node contributor_node(std::size_t place, bool opened) const {
        const auto& all = computed_.gathered.contributors;
        Node node{.kind = Kind::Fact, .address = "submission/" + number(all.submission(place).value)};
        const auto report = find_report(walk_, all.submission(place));
        if (!report) {
            node.check = Check::Broken;
            node.why = "报送已不在";
            return node;
        }
        std::vector<std::string> cells;
        for (const int column : {computed_.measure.first, computed_.measure.second})
            if (column >= 0) cells.push_back(computed_.def.cells[static_cast<std::size_t>(column)]);
        node.title = unit_title(report->unit, all.unit(place));
        if (!cells.empty()) {
            node.address = report->cell_address(cells.front());
            node.value = report->value_text(cells.front());
        }
        say_contributor(place, *report, node);
        if (opened) node.children.push_back(report_node(walk_, *report, std::move(cells)));
        return node;
    }

    void say_contributor(std::size_t place, const Report& report, Node& node) const {
        const auto& all = computed_.gathered.contributors;
        const std::string share = computed_.share(place);
        node.details.push_back((share.empty() ? "" : "占 " + share + "，") + "条目 " +
                               number(all.since(place).value) + " 起为事实，报送 submission/" +
                               number(all.submission(place).value));
        if (computed_.measure.second >= 0)
            node.details.push_back(
                (computed_.measure.kind == MeasureKind::Growth ? "可比口径上年数 " : "分母 ") +
                all.values(place)[static_cast<std::size_t>(computed_.measure.second)].text());
        const auto latest =
            facts::fact_of(walk_.tx, report.task.form, report.task.period, report.task.unit, kNow);
        if (!latest) {
            node.details.emplace_back("此后验收已撤回");
        } else if (latest->submission != report.sent.id) {
            node.details.push_back("此后已有新的报送 submission/" + number(latest->submission.value) +
                                   "（条目 " + number(latest->since.value) + "）");
        }
    }

    const Walk& walk_;
    const Rights& rights_;
    const Depth& depth_;
    const Computed& computed_;
    Period period_;
};

/// Holds the frozen figure against the one that came out. Digits that the reader may not see are not said.
void compare(const publish::ReleasedFigure& frozen, const publish::Release& release, const Computed& computed,
             Node& node) {
    const auto& figure = computed.figure;
    std::string differs;
    if (frozen.status != figure.status) {
        differs = "发布时为" + std::string(publish::status_words(frozen.status)) + "，复算为" +
                  std::string(publish::status_words(figure.status));
    } else if (frozen.printed != figure.printed) {
        differs = "发布 " + frozen.printed + "，复算 " + figure.printed;
    } else if (frozen.exact != figure.exact || frozen.denominator != figure.denominator) {
        differs = "修约前的值不同";
    } else if (frozen.contributors != figure.contributors) {
        differs = "户数不同";
    }
    node.check = differs.empty() ? Check::Held : Check::Broken;
    node.why = differs.empty() ? "可复算，一致" : "复算不一致：" + differs;
    if (release.engine != tabulate::kEngineVersion)
        node.why +=
            "（发布时引擎 " + release.engine + "，现用 " + std::string(tabulate::kEngineVersion) + "）";
}

Node release_node(const Walk& walk, const publish::Release& release) {
    Node node{
        .kind = Kind::Release, .address = "release/" + number(release.since.value), .title = release.title};
    node.details.push_back(instant_text(release.released_at) + "，" + walk.account(release.account) +
                           "，引擎 " + release.engine);
    node.details.push_back("文件哈希 " + release.docx.hex());
    node.children.push_back(entry_node(walk, release.since));
    return node;
}

/// What other releases said of the same cell, earliest first.
void add_revisions(const Walk& walk, const publish::ReleasedFigure& frozen, Node& node) {
    for (const auto& other : publish::figures_at(walk.tx, frozen.table, frozen.cell, frozen.period, kNow)) {
        if (other.id == frozen.id) continue;
        Node one{.kind = Kind::Figure, .address = "figure/" + number(other.id.value)};
        one.title = other.since < frozen.since ? "此前发布" : "此后修订";
        one.value = other.printed;
        one.details.push_back("release/" + number(other.since.value));
        node.children.push_back(std::move(one));
    }
}

void cannot(Node& node, const std::string& why) {
    node.check = Check::Broken;
    node.why = "不能复算：" + why;
}

}  // namespace

Result<Node> trace_figure(store::Tx& tx, const Definitions& defs, FigureId id, const Rights& rights,
                          const Depth& depth) {
    Node node{.kind = Kind::Figure, .address = "figure/" + number(id.value)};
    const auto frozen = publish::figure_by_id(tx, id);
    if (!frozen) return refuse(Refused::NotFound, "没有发布过这个数", node.address, "请核对编号");
    const auto release = publish::release_at(tx, frozen->since);
    if (!release) return refuse(Refused::NotFound, "没有发布过这个数", node.address, "请核验存证");
    const Walk walk{tx, defs, release->as_of};
    node.title = frozen->table + " " + frozen->period.name() + " " + frozen->cell;
    node.value = frozen->printed;
    node.children.push_back(release_node(walk, *release));
    add_revisions(walk, *frozen, node);
    const auto* def = defs.table(frozen->table, frozen->table_hash, frozen->period);
    if (def == nullptr) {
        cannot(node, "发布时的汇总表定义没有安装");
        return node;
    }
    node.title = figure_title(walk, *def, frozen->cell, frozen->period);
    const auto computed = compute(walk, *def, frozen->cell, frozen->period, rights);
    if (!computed) {
        cannot(node, computed.error().text());
        return node;
    }
    node.value = with_measure(frozen->printed, frozen->status, computed->measure);
    compare(*frozen, *release, *computed, node);
    FigureTrace(walk, rights, depth, *computed, frozen->period).fill(node);
    return node;
}

Result<Node> trace_cell_of_table(store::Tx& tx, const Definitions& defs, const TableCell& cell,
                                 EntryIndex as_of, const Rights& rights, const Depth& depth) {
    const Walk walk{tx, defs, as_of};
    const auto* def = defs.table(cell.table, {}, cell.period);
    if (def == nullptr)
        return refuse(Refused::NotFound, "没有这张汇总表", cell.table + " " + cell.period.code(),
                      "请核对表号和报告期");
    YJ_ASSIGN(const auto computed, compute(walk, *def, cell.cell, cell.period, rights));
    Node node{.kind = Kind::Figure,
              .address = "table/" + cell.table + "/" + cell.period.code() + "/" + cell.cell + "@" +
                         number(as_of.value)};
    node.title = figure_title(walk, *def, cell.cell, cell.period);
    node.value = with_measure(computed.figure.printed, computed.figure.status, computed.measure);
    FigureTrace(walk, rights, depth, computed, cell.period).fill(node);
    return node;
}

}  // namespace yj::trace

#include <algorithm>
#include <array>
#include <set>

#include "evidence/evidence_shelf.hpp"
#include "facts/base_shelf.hpp"
#include "facts/facts_shelf.hpp"
#include "publish/release_shelf.hpp"
#include "registry/registry_shelf.hpp"
#include "series/gather_contributors_shelf.hpp"
#include "tabulate/lineage.hpp"
#include "trace/report_nodes_shelf.hpp"
#include "trace/trace_shelf.hpp"

namespace yj::trace {

namespace {

using tabulate::MeasureKind;

/// The period whose 上年同期 this one is.
std::optional<Period> year_later(Period period) {
    for (const int steps : {1, 2, 4, 12})
        if (period.plus(steps).year_earlier() == period) return period.plus(steps);
    return std::nullopt;
}

/// How a report enters a table: as the current year's, or as the base of next year's growth.
enum class Side { Current, NextYearsBase };

/// The measures that read the cell from that side; all of that side when no cell is named.
std::set<std::string, std::less<>> measures_reading(const tabulate::TableDef& def, std::string_view cell,
                                                    Side side) {
    std::set<std::string, std::less<>> found;
    const auto reads = [&](int place) {
        return place >= 0 && (cell.empty() || def.cells[static_cast<std::size_t>(place)] == cell);
    };
    for (const auto& measure : def.measures) {
        const bool growth = measure.kind == MeasureKind::Growth;
        if (side == Side::NextYearsBase ? growth && reads(measure.first)
                                        : reads(measure.first) || reads(measure.second) ||
                                              (measure.kind == MeasureKind::Count && cell.empty()))
            found.insert(measure.id);
    }
    return found;
}

class WayBack {
public:
    WayBack(const Walk& walk, const evidence::CellPlace& place) : walk_(walk), place_(place) {}

    Result<std::vector<Node>> releases() {
        YJ_TRY(add_uses(place_.period, Side::Current));
        if (const auto later = year_later(place_.period)) YJ_TRY(add_uses(*later, Side::NextYearsBase));
        return std::move(releases_);
    }

private:
    Done add_uses(Period period, Side side) {
        for (const auto& use : publish::uses_of_form(walk_.tx, place_.form, period, walk_.as_of)) {
            const auto release = publish::release_at(walk_.tx, use.release);
            if (!release) continue;
            const auto* def = walk_.defs.table(use.table.table, use.table.table_hash, period);
            if (def == nullptr) {
                release_node(*release).details.push_back("汇总表 " + use.table.table +
                                                         " 的定义没有安装，查不了");
                continue;
            }
            YJ_ASSIGN(const auto addresses, touched(*def, period, side, release->as_of));
            add_figures(*release, *def, period, addresses);
        }
        return {};
    }

    /// As the release saw it: the fact and the unit of then, or nothing.
    Result<std::set<std::string, std::less<>>> touched(const tabulate::TableDef& def, Period period,
                                                       Side side, EntryIndex as_of) {
        std::set<std::string, std::less<>> addresses;
        const auto measures = measures_reading(def, place_.cell, side);
        const auto unit = registry::version_in_force(walk_.tx, place_.unit, period, as_of);
        if (measures.empty() || !unit || (side == Side::NextYearsBase && !is_base(period, as_of)))
            return addresses;
        YJ_ASSIGN(const auto one,
                  series::gather_one(walk_.tx, def, place_.form, period, *unit, as_of, walk_.defs.form));
        if (!one) return addresses;
        for (const auto& address : tabulate::touched_cells(def, *one))
            if (measures.contains(std::string_view(address).substr(address.rfind(':') + 1)))
                addresses.insert(address);
        return addresses;
    }

    /// Whether last year's fact (and no base figure in its stead) is what the growth of `period` rests on.
    bool is_base(Period period, EntryIndex as_of) {
        if (!facts::fact_of(walk_.tx, place_.form, place_.period, place_.unit, as_of)) return false;
        const auto bases = facts::bases_of_unit(walk_.tx, place_.form, period, place_.unit, as_of);
        return std::ranges::find(bases, place_.cell, &facts::BaseFigure::cell) == bases.end();
    }

    void add_figures(const publish::Release& release, const tabulate::TableDef& def, Period period,
                     const std::set<std::string, std::less<>>& addresses) {
        if (addresses.empty()) return;
        for (const auto& figure : publish::figures_of(walk_.tx, release.since, def.code)) {
            if (figure.period != period || !addresses.contains(figure.cell)) continue;
            Node node{.kind = Kind::Figure, .address = "figure/" + std::to_string(figure.id.value)};
            node.title = def.code + " " + def.title + " " + period.name() + " " + figure.cell;
            node.value = figure.printed;
            release_node(release).children.push_back(std::move(node));
        }
    }

    Node& release_node(const publish::Release& release) {
        const std::string address = "release/" + std::to_string(release.since.value);
        const auto known = std::ranges::find(releases_, address, &Node::address);
        if (known != releases_.end()) return *known;
        Node node{.kind = Kind::Release, .address = address, .title = release.title};
        node.details.push_back(instant_text(release.released_at) + "，" + walk_.account(release.account));
        return releases_.emplace_back(std::move(node));
    }

    const Walk& walk_;
    const evidence::CellPlace& place_;
    std::vector<Node> releases_;
};

/// REQUIRES: the reader may see the unit.
Result<Node> cell_and_releases(const Walk& walk, const evidence::CellPlace& place) {
    Node node{.kind = Kind::Cell,
              .address = facts::FactAddress{place.form, place.period, place.unit, place.cell}.text()};
    node.title =
        unit_title(registry::version_in_force(walk.tx, place.unit, place.period, walk.as_of), place.unit);
    if (const auto fact = facts::fact_of(walk.tx, place.form, place.period, place.unit, walk.as_of))
        if (const auto report = find_report(walk, fact->submission)) {
            if (!place.cell.empty()) node.title += " " + report->cell_name(place.cell);
            node.value = report->value_text(place.cell);
        }
    YJ_ASSIGN(node.children, WayBack(walk, place).releases());
    if (node.children.empty()) node.details.emplace_back("没有已发布的数用到它");
    return node;
}

bool sees(const Walk& walk, const Rights& rights, const evidence::CellPlace& place) {
    const auto unit = registry::version_in_force(walk.tx, place.unit, place.period, walk.as_of);
    return rights.sees(place.unit, place.form, unit ? unit->attributes.region : RegionCode());
}

std::unexpected<Refusal> no_right(std::string place) {
    return refuse(Refused::Forbidden, "查看个体数据需权限", std::move(place), "请向本专业负责人申请");
}

}  // namespace

Result<Node> way_back_of_cell(store::Tx& tx, const Definitions& defs, const evidence::CellPlace& place,
                              EntryIndex as_of, const Rights& rights) {
    const Walk walk{tx, defs, as_of};
    if (!sees(walk, rights, place)) return no_right(place.form + " " + place.period.code());
    return cell_and_releases(walk, place);
}

Result<Node> way_back_of_voucher(store::Tx& tx, const Definitions& defs, VoucherId id, EntryIndex as_of,
                                 const Rights& rights) {
    const Walk walk{tx, defs, as_of};
    const std::string address = "voucher/" + std::to_string(id.value);
    const auto voucher = evidence::find_voucher(tx, id, as_of);
    if (!voucher) return refuse(Refused::NotFound, "没有这份凭证", address);
    Node node{.kind = Kind::Voucher, .address = address, .title = voucher->file_name};
    node.withheld_word = "个单元格";
    node.details.push_back("文件哈希 " + voucher->file_hash.hex());
    for (const auto& link : evidence::links_of(tx, id, as_of)) {
        if (!sees(walk, rights, link.place)) {
            ++node.withheld_children;
            continue;
        }
        YJ_ASSIGN(auto cell, cell_and_releases(walk, link.place));
        node.children.push_back(std::move(cell));
    }
    if (!node.children.empty()) return node;
    if (node.withheld_children > 0 || !rights.microdata) return no_right(address);
    return refuse(Refused::NotFound, "这份凭证没有关联任何单元格", address, "请先把凭证关联到单元格");
}

}  // namespace yj::trace

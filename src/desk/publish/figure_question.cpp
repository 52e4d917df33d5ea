#include "desk/publish/figure_question.hpp"

#include "base/text.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/tabulate/build_table.hpp"
#include "publish/release_shelf.hpp"

namespace yj::desk {

namespace {

std::string node_name(const LoadedPack& pack, tabulate::DimBy by, const std::string& code, Period period) {
    if (code == "*") return "合计";
    if (by == tabulate::DimBy::Industry) return pack.industry_name(code, period);
    const auto region = by == tabulate::DimBy::Region ? RegionCode::parse(code) : std::nullopt;
    if (region) return pack.region_name(*region, period);
    const auto size = registry::parse_size_class(code);
    return size ? std::string(registry::size_class_name(*size)) : code;
}

}  // namespace

ShownFigure figure_words(const County& county, const publish::ReleasedFigure& figure) {
    ShownFigure shown{figure, figure.table, {}, {}, {}};
    const auto at = figure.cell.rfind(':');
    shown.row = figure.cell.substr(0, at);
    const auto in_force = table_in_force(county, figure.table, figure.period);
    if (!in_force || at == std::string::npos) return shown;
    const auto& def = *in_force->def;
    shown.table_title = def.title;
    const auto codes = split(std::string_view(figure.cell).substr(0, at), '/');
    shown.row.clear();
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const std::string code(codes[i]);
        shown.row += (i == 0 ? "" : " · ");
        shown.row +=
            i < def.dims.size() ? node_name(*in_force->pack, def.dims[i].by, code, figure.period) : code;
    }
    const int measure = def.measure_at(figure.cell.substr(at + 1));
    if (measure >= 0) {
        const auto& it = def.measures[static_cast<std::size_t>(measure)];
        const std::string measure_words(it.measure.name());
        shown.column = it.title;
        if (!measure_words.empty() && it.title.find(measure_words) == std::string::npos)
            shown.column += "（" + measure_words + "）";
    }
    return shown;
}

Result<ShownFigure> show_figure(const County& county, FigureId id) {
    std::optional<publish::ReleasedFigure> figure;
    std::vector<publish::ReleasedFigure> revisions;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        figure = publish::figure_by_id(tx, id);
        if (figure) revisions = publish::figures_at(tx, figure->table, figure->cell, figure->period, kNow);
        return {};
    }));
    if (!figure)
        return refuse(Refused::NotFound, "没有编号为 " + std::to_string(id.value) + " 的发布的数", {},
                      "请从发布页找到它");
    auto shown = figure_words(county, *figure);
    shown.revisions = std::move(revisions);
    return shown;
}

Result<std::map<std::string, FigureId>> released_cells(const County& county, const std::string& table,
                                                       Period period) {
    std::map<std::string, FigureId> cells;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        EntryIndex last;
        for (const auto& use : publish::uses_of_table(tx, table, period, kNow))
            last = std::max(last, use.release);
        if (last.value < 0) return {};
        for (const auto& figure : publish::figures_of(tx, last, table))
            if (figure.period == period) cells[figure.cell] = figure.id;
        return {};
    }));
    return cells;
}

}  // namespace yj::desk

#include "series/table_bases.hpp"

#include <algorithm>

#include "series/base_figures.hpp"
#include "tabulate/lineage.hpp"

namespace yj::series {

namespace {

/// The value of the same address in last year's sheet. Empty when that form had no such cell or there is no
/// sheet.
std::optional<Value> last_value(const instrument::Form* form, const instrument::CellSheet* sheet,
                                std::string_view address) {
    if (form == nullptr || sheet == nullptr) return std::nullopt;
    const auto cell = form->cell(address);
    return cell ? std::optional(sheet->at(*cell)) : std::nullopt;
}

const facts::BaseFigure* adjusted_for(std::span<const facts::BaseFigure> figures, std::string_view cell) {
    const auto found = std::ranges::find(figures, cell, &facts::BaseFigure::cell);
    return found == figures.end() ? nullptr : &*found;
}

}  // namespace

void TableBases::apply(tabulate::Contributor& contributor, const instrument::Form* last_form,
                       const instrument::CellSheet* last_year, std::span<const facts::BaseFigure> adjusted) {
    for (std::size_t m = 0; m < def_.measures.size(); ++m) {
        const auto& measure = def_.measures[m];
        if (measure.kind != tabulate::MeasureKind::Growth) continue;
        const auto& cell = def_.cells[static_cast<std::size_t>(measure.first)];
        auto& base = contributor.values[static_cast<std::size_t>(measure.second)];
        auto growth =
            unit_growth(contributor.unit, contributor.values[static_cast<std::size_t>(measure.first)], base,
                        last_value(last_form, last_year, cell), adjusted_for(adjusted, cell));
        base = growth.base;
        known_.insert_or_assign({contributor.unit, static_cast<int>(m)}, std::move(growth));
    }
}

const UnitGrowth* TableBases::known(StatUnitId unit, int measure) const {
    const auto found = known_.find({unit, measure});
    return found == known_.end() ? nullptr : &found->second;
}

Result<Growth> TableBases::growth(std::string_view address,
                                  const tabulate::Contributors& contributors) const {
    const auto colon = address.rfind(':');
    const int measure = colon == std::string_view::npos ? -1 : def_.measure_at(address.substr(colon + 1));
    if (measure < 0 || def_.measures[static_cast<std::size_t>(measure)].kind != tabulate::MeasureKind::Growth)
        return refuse(Refused::NotFound, "这不是一个增速", def_.code + " " + std::string(address),
                      "请给出汇总表中增速指标的地址");
    const auto& growth_measure = def_.measures[static_cast<std::size_t>(measure)];
    YJ_ASSIGN(const auto places, tabulate::reports_in(def_, address, contributors));
    std::vector<UnitGrowth> units;
    for (const auto at : places) {
        const auto values = contributors.values(at);
        if (const auto* one = known(contributors.unit(at), measure)) {
            units.push_back(*one);
        } else {
            units.push_back(
                unit_growth(contributors.unit(at), values[static_cast<std::size_t>(growth_measure.first)],
                            values[static_cast<std::size_t>(growth_measure.second)], {}, nullptr));
        }
    }
    return growth_of(units);
}

}  // namespace yj::series

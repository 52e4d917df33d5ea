#include "trace/computed_shelf.hpp"

#include <algorithm>

#include "tabulate/lineage.hpp"

namespace yj::trace {

namespace {

/// By all forms of the table: which of them a contributor reported on is not asked here, so the narrower
/// holds.
bool sees(const Rights& rights, const tabulate::TableDef& def, const tabulate::Contributors& all,
          std::size_t at) {
    return std::ranges::all_of(
        def.forms, [&](const std::string& form) { return rights.sees(all.unit(at), form, all.region(at)); });
}

Amount magnitude(const tabulate::Contributors& all, std::size_t at, int column) {
    if (column < 0) return {};
    const Value value = all.values(at)[static_cast<std::size_t>(column)];
    if (!value.present()) return {};
    return value.amount().sign() < 0 ? value.amount().negated() : value.amount();
}

std::vector<std::size_t> shown_of(const Computed& computed, const Rights& rights) {
    const auto& all = computed.gathered.contributors;
    std::vector<std::size_t> shown;
    if (rights.microdata)
        std::ranges::copy_if(computed.places, std::back_inserter(shown),
                             [&](std::size_t at) { return sees(rights, computed.def, all, at); });
    const int column = computed.measure.first;
    std::ranges::sort(shown, [&](std::size_t left, std::size_t right) {
        const auto order = magnitude(all, left, column) <=> magnitude(all, right, column);
        return order == 0 ? all.unit(left) < all.unit(right) : order > 0;
    });
    return shown;
}

}  // namespace

WideAmount Computed::total() const {
    WideAmount sum;
    if (measure.first < 0) return sum;
    for (const auto at : places) {
        const Value value = gathered.contributors.values(at)[static_cast<std::size_t>(measure.first)];
        if (value.present()) sum.add(value.amount());
    }
    return sum;
}

std::string Computed::share(std::size_t place) const {
    if (measure.first < 0 || !open()) return {};
    const Value value = gathered.contributors.values(place)[static_cast<std::size_t>(measure.first)];
    if (!value.present()) return {};
    const auto percent = WideAmount(value.amount()).shifted(2).over(total(), 1, Round::HalfUp);
    return percent ? percent->text() + "%" : std::string();
}

Result<Computed> compute(const Walk& walk, const tabulate::TableDef& def, std::string_view cell,
                         Period period, const Rights& rights) {
    const auto colon = cell.rfind(':');
    const int measure = colon == std::string_view::npos ? -1 : def.measure_at(cell.substr(colon + 1));
    if (measure < 0)
        return refuse(Refused::NotFound, "汇总表没有这个数", def.code + " " + std::string(cell),
                      "请按“分组/分组:指标”写明，如 990101000000/C13:ytd");
    series::FactCache cache(walk.tx, walk.as_of, walk.defs.form);
    YJ_ASSIGN(auto gathered, series::gather_contributors(cache, def, period));
    YJ_ASSIGN(auto places, tabulate::contributors_of(def, cell, gathered.contributors));
    Computed computed{def,
                      def.measures[static_cast<std::size_t>(measure)],
                      std::move(gathered),
                      {},
                      {},
                      places.size(),
                      std::move(places)};
    computed.figure.address = std::string(cell);
    const auto table = tabulate::tabulate(def, computed.gathered.contributors);
    if (auto figure = table.find(cell)) computed.figure = *std::move(figure);
    computed.shown = shown_of(computed, rights);
    return computed;
}

}  // namespace yj::trace

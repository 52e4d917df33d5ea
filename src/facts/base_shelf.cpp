#include "facts/base_shelf.hpp"

#include <algorithm>
#include <tuple>

#include "base/invariant.hpp"
#include "facts/schema_shelf.hpp"

namespace yj::facts {

namespace {

constexpr std::string_view kSelect =
    "SELECT b.unit, b.form, b.period, b.cell, b.since, b.units, b.decimals, b.missing, b.reason, b.words"
    " FROM facts_base b WHERE b.form = $1 AND b.since <= $2 AND b.period = $3"
    " AND NOT EXISTS (SELECT 1 FROM facts_base n WHERE n.unit = b.unit AND n.form = b.form"
    " AND n.period = b.period AND n.cell = b.cell AND n.since > b.since AND n.since <= $2)";

Value value_from(const store::Row& row) {
    if (row.null(7)) return Amount(row.number(5), static_cast<int>(row.number(6)));
    const auto reason = parse_missing(row.text(7));
    invariant(reason.has_value(), "a stored reason is one of the five");
    return *reason;
}

BaseFigure figure_from(const store::Row& row) {
    const auto period = Period::parse(row.text(2));
    invariant(period.has_value(), "a stored period is a period code");
    return {StatUnitId{row.number(0)}, std::string(row.text(1)),  *period,
            std::string(row.text(3)),  EntryIndex{row.number(4)}, value_from(row),
            std::string(row.text(8)),  std::string(row.text(9))};
}

/// Ordered here and not by the engine: engines order texts by their own locale.
std::vector<BaseFigure> select(store::Tx& tx, const std::string& sql,
                               std::initializer_list<store::Field> fields) {
    std::vector<BaseFigure> found;
    tx.each(sql, fields, [&](const store::Row& row) { found.push_back(figure_from(row)); });
    std::sort(found.begin(), found.end(), [](const BaseFigure& left, const BaseFigure& right) {
        return std::tie(left.unit, left.cell) < std::tie(right.unit, right.cell);
    });
    return found;
}

}  // namespace

void put_base(store::Tx& tx, const BaseFigure& figure) {
    const bool present = figure.value.present();
    const Amount amount = present ? figure.value.amount() : Amount();
    const store::Field missing = present ? store::Field{} : store::Field{missing_name(figure.value.reason())};
    const std::string code = figure.period.code();
    tx.put(kBaseTable, {figure.unit.value, std::string_view(figure.form), std::string_view(code),
                        std::string_view(figure.cell), figure.since.value, amount.units(),
                        std::int64_t{amount.decimals()}, missing, std::string_view(figure.reason),
                        std::string_view(figure.words)});
}

std::vector<BaseFigure> bases_of(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of) {
    const std::string code = period.code();
    return select(tx, std::string(kSelect), {form, as_of.value, std::string_view(code)});
}

std::vector<BaseFigure> bases_of_unit(store::Tx& tx, std::string_view form, Period period, StatUnitId unit,
                                      EntryIndex as_of) {
    const std::string code = period.code();
    return select(tx, std::string(kSelect) + " AND b.unit = $4",
                  {form, as_of.value, std::string_view(code), unit.value});
}

}  // namespace yj::facts

#include "facts/reading_shelf.hpp"

#include <array>
#include <vector>

#include "facts/facts_shelf.hpp"
#include "instrument/cell_sheet.hpp"

namespace yj::facts {

namespace {

using store::Column;
using store::ColumnKind;

constexpr std::array kCells{Column{"form", ColumnKind::Text},      Column{"period", ColumnKind::Text},
                            Column{"unit", ColumnKind::Number},    Column{"code", ColumnKind::Text},
                            Column{"region", ColumnKind::Text},    Column{"industry", ColumnKind::Text},
                            Column{"size", ColumnKind::Text},      Column{"counts", ColumnKind::Number},
                            Column{"cell", ColumnKind::Text},      Column{"units", ColumnKind::Number},
                            Column{"decimals", ColumnKind::Number}};

struct FormPeriod {
    std::string form;
    Period period;
};
std::vector<FormPeriod> forms_and_periods(store::Tx& tx, EntryIndex as_of) {
    std::vector<FormPeriod> all;
    tx.each("SELECT DISTINCT form, period FROM facts_sheet WHERE since <= $1 ORDER BY form, period",
            {as_of.value}, [&](const store::Row& row) {
                if (const auto period = Period::parse(row.text(1)))
                    all.push_back({std::string(row.text(0)), *period});
            });
    return all;
}

Done copy_sheet(const SheetPayload& fact, const registry::UnitVersion& unit, const instrument::Form& form,
                const std::string& period, const store::ReadingRoom::RowSink& sink) {
    YJ_ASSIGN(const auto sheet, instrument::CellSheet::unpack(form, fact.payload));
    const auto& it = unit.attributes;
    const auto region = it.region.text();
    for (const auto& cell : sheet.filled()) {
        const auto value = sheet.at(cell);
        if (!value.present()) continue;
        const auto address = form.address(cell);
        const std::array<store::Field, kCells.size()> row{
            form.code,
            period,
            fact.unit.value,
            it.code,
            region,
            it.industry.text(),
            registry::size_class_name(it.size),
            std::int64_t{it.kind == registry::UnitKind::Adjustment ? 0 : 1},
            address,
            value.amount().units(),
            std::int64_t{value.amount().decimals()}};
        YJ_TRY(sink(row));
    }
    return {};
}

}  // namespace

Done copy_facts(store::Tx& tx, store::ReadingRoom& room, EntryIndex as_of,
                const std::function<const instrument::Form*(std::string_view)>& form_of) {
    return room.rebuild("cells", kCells, [&](const store::ReadingRoom::RowSink& sink) -> Done {
        for (const auto& [form_code, period] : forms_and_periods(tx, as_of)) {
            Done copied;
            const auto period_code = period.code();
            each_fact_of_unit(tx, form_code, period, as_of,
                              [&](const SheetPayload& fact, const registry::UnitVersion& unit) {
                                  const auto* form = form_of(fact.form_hash);
                                  if (copied && form != nullptr)
                                      copied = copy_sheet(fact, unit, *form, period_code, sink);
                              });
            YJ_TRY(std::move(copied));
        }
        return tx.state();
    });
}

}  // namespace yj::facts

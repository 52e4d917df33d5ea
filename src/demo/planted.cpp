#include "demo/planted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/invariant.hpp"
#include "demo/chance.hpp"

namespace yj::demo {

namespace {

/// The total that is spoilt, and the part that is left blank, where a rule of the form looks at them.
struct Weakness {
    std::string_view form, total, part;
};
constexpr std::array kWeaknesses{
    Weakness{"B204-1", "01.1", "03.2"},  Weakness{"B203", "213.1", "218.1"},
    Weakness{"205-1", "33.9", "33.5"},   Weakness{"E204-1", "04.1", "04.1"},
    Weakness{"S204-1", "01.1", "04.1"},  Weakness{"F203", "213.1", "217.1"},
    Weakness{"C204-1", "08.1", "07.1"},  Weakness{"X204-1", "301.1", "302.1"},
    Weakness{"206-1", "103.1", "105.1"}, Weakness{"206-2", "103.1", "105.1"},
    Weakness{"202-1", "01", "05"},
};
const Weakness& weakness_of(std::string_view form) {
    const auto found = std::ranges::find(kWeaknesses, form, &Weakness::form);
    invariant(found != kWeaknesses.end(), "every form of the sample county has its weakness");
    return *found;
}

constexpr std::array<std::string_view, 3> kMonthly{"B204-1", "E204-1", "S204-1"};
constexpr std::array<std::string_view, 2> kFinance{"B203", "F203"};
bool among(std::string_view form, const auto& list) { return std::ranges::find(list, form) != list.end(); }

/// How often a kind is drawn beside the others, among those that the form can have at all.
struct Weight {
    PlantKind kind;
    int share;
};
constexpr std::array kWeights{Weight{PlantKind::Late, 30},        Weight{PlantKind::Missing, 8},
                              Weight{PlantKind::BlankCell, 15},   Weight{PlantKind::WrongSum, 15},
                              Weight{PlantKind::RoundNumber, 25}, Weight{PlantKind::SwappedMeasure, 15},
                              Weight{PlantKind::CopiedMonth, 12}};

bool form_has(PlantKind kind, std::string_view form) {
    if (kind == PlantKind::RoundNumber) return form == "B204-1";
    if (kind == PlantKind::CopiedMonth) return among(form, kMonthly);
    if (kind == PlantKind::SwappedMeasure) return among(form, kMonthly) || among(form, kFinance);
    return true;
}

std::string industry_row(const SampleUnit& unit) { return "hhhh[" + unit.attributes.industry.digits() + "]"; }

std::int64_t whole_thousands(std::int64_t value) { return (value + 500) / 1000 * 1000; }

/// How much the rounded month adds to the true one.
std::int64_t rounding_gain(const SampleUnit& unit, Period period) {
    const auto value = fill_form("B204-1", unit, period).at("01.1");
    return whole_thousands(value) - value;
}

void add_to(FilledCells& cells, const SampleUnit& unit, std::string_view column, std::int64_t gain) {
    cells.at("01" + std::string(column)) += gain;
    cells.at(industry_row(unit) + std::string(column)) += gain;
}

/// Money cells of this year's columns in 元 instead of the form's measure.
std::string swap_measure(const instrument::Form& form, FilledCells& cells) {
    std::string first;
    for (auto& [address, value] : cells) {
        const auto cell = form.cell(address);
        invariant(cell.has_value(), "a filled cell lies in its form");
        const auto& column = form.columns[static_cast<std::size_t>(cell->column)];
        if (!column.base_of.empty()) continue;
        const auto measure = form.measure_of(cell->row, cell->column);
        if (measure != Measure::find("千元")) continue;
        value *= 1000;
        if (first.empty() && value != 0) first = address;
    }
    return first;
}

std::string spoil_sum(const instrument::Form& form, FilledCells& cells) {
    const std::string total(weakness_of(form.code).total);
    const auto whole = form.code == "E204-1" ? cells.at("01.1") : cells.at(total);
    cells[total] = whole + whole / 40 + 7;
    return total;
}

}  // namespace

std::string_view plant_word(PlantKind kind) {
    constexpr std::array<std::string_view, 9> kWords{
        "none",      "late",         "missing",      "blank_cell",      "swapped_measure",
        "wrong_sum", "copied_month", "round_number", "repeated_voucher"};
    return kWords[static_cast<std::size_t>(kind)];
}

std::string planted_csv(const std::vector<Planted>& all) {
    std::string csv = "kind,unit,form,period,cell,what\n";
    for (const auto& it : all)
        csv += fmt::format("{},{},{},{},{},{}\n", plant_word(it.kind), it.unit_code, it.form,
                           it.period.code(), it.cell, it.what);
    return csv;
}

bool Planter::has_forerunner(const instrument::Form& form, Period period) const {
    return previous_report(period, form.january).first_day() >= first_.first_day();
}

PlantKind Planter::drawn(const instrument::Form& form, const SampleUnit& unit, Period period) const {
    Chance chance(
        seed_of(seed_, fmt::format("plant/{}/{}/{}", unit.attributes.code, form.code, period.code())));
    if (chance.below(1000) >= permille_) return PlantKind::None;
    int total = 0;
    for (const auto& weight : kWeights) total += form_has(weight.kind, form.code) ? weight.share : 0;
    auto share = chance.below(total);
    for (const auto& weight : kWeights) {
        if (!form_has(weight.kind, form.code)) continue;
        if (share < weight.share) return weight.kind;
        share -= weight.share;
    }
    return PlantKind::Late;
}

bool Planter::can_have(PlantKind kind, const instrument::Form& form, const SampleUnit& unit,
                       Period period) const {
    const auto sound_before = [&] {
        if (!has_forerunner(form, period)) return false;
        const auto before = drawn(form, unit, previous_report(period, form.january));
        return before == PlantKind::None || before == PlantKind::Late;
    };
    switch (kind) {
        case PlantKind::SwappedMeasure:
            return among(form.code, kFinance) || (period.last_month() > 3 && sound_before());
        case PlantKind::CopiedMonth: return period.last_month() > 2 && sound_before();
        case PlantKind::RoundNumber:
            return whole_thousands(fill_form(form.code, unit, period).at("01.1")) > 0;
        default: return true;
    }
}

PlantKind Planter::kind_of(const instrument::Form& form, const SampleUnit& unit, Period period) const {
    const auto kind = drawn(form, unit, period);
    return can_have(kind, form, unit, period) ? kind : PlantKind::Late;
}

FilledCells Planter::honest(const instrument::Form& form, const SampleUnit& unit, Period period) const {
    auto cells = fill_form(form.code, unit, period);
    if (form.code != "B204-1") return cells;
    for (auto earlier = previous_report(period, form.january);
         earlier.year() == period.year() && earlier.first_day() >= first_.first_day();
         earlier = previous_report(earlier, form.january))
        if (kind_of(form, unit, earlier) == PlantKind::RoundNumber)
            add_to(cells, unit, ".2", rounding_gain(unit, earlier));
    return cells;
}

Planter::Sent Planter::first_sending(const instrument::Form& form, const SampleUnit& unit,
                                     Period period) const {
    const auto kind = kind_of(form, unit, period);
    Sent sent{honest(form, unit, period), {kind, unit.attributes.code, form.code, period, {}, {}}};
    auto& note = sent.planted;
    switch (kind) {
        case PlantKind::BlankCell:
            note.cell = weakness_of(form.code).part;
            sent.cells.erase(note.cell);
            note.what = "该填而未填";
            break;
        case PlantKind::SwappedMeasure:
            note.cell = swap_measure(form, sent.cells);
            note.what = "应填千元而按元填报";
            break;
        case PlantKind::WrongSum:
            note.cell = spoil_sum(form, sent.cells);
            note.what = "合计与分项不符";
            break;
        case PlantKind::CopiedMonth:
            sent.cells = honest(form, unit, previous_report(period, form.january));
            note.cell = "01.1";
            note.what = "照抄上期";
            break;
        case PlantKind::RoundNumber: {
            const auto gain = rounding_gain(unit, period);
            add_to(sent.cells, unit, ".1", gain);
            add_to(sent.cells, unit, ".2", gain);
            note.cell = "01.1";
            note.what = "整千数";
            break;
        }
        case PlantKind::Late: note.what = "期限之后报送"; break;
        default: break;
    }
    return sent;
}

}  // namespace yj::demo

#include "desk/review/cell_population.hpp"

#include <map>
#include <optional>
#include <unordered_map>

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "edit/edit_shelf.hpp"
#include "facts/base_shelf.hpp"
#include "facts/facts_shelf.hpp"
#include "instrument/cell_sheet.hpp"
#include "registry/frame_shelf.hpp"
#include "review/review_shelf.hpp"
#include "series/base_figures.hpp"

namespace yj::desk {

namespace {

using Places = std::unordered_map<StatUnitId, std::size_t>;

/// The cell in a report that may have been made under another version of the form; 未填 where that has none.
Value cell_in(const County& county, const std::string& form_hash, std::string_view payload,
              const std::string& address) {
    const auto* made_under = form_by_hash(county, form_hash);
    if (made_under == nullptr) return {};
    const auto at = made_under->cell(address);
    const auto sheet = instrument::CellSheet::unpack(*made_under, payload);
    return at && sheet ? sheet->at(*at) : Value();
}

/// The 上年同期 column beside a cell, when the form has one.
std::optional<std::string> base_address(const instrument::Form& form, instrument::CellAddress cell) {
    const auto& current = form.columns[static_cast<std::size_t>(cell.column)].id;
    for (std::size_t column = 0; column < form.columns.size(); ++column)
        if (form.columns[column].base_of == current) {
            cell.column = static_cast<int>(column);
            return form.address(cell);
        }
    return std::nullopt;
}

/// Reads the parts of a population one after the other.
class Reader {
public:
    Reader(const County& county, store::Tx& tx, const instrument::Form& form, Period period,
           const instrument::CellAddress& cell)
        : county_(county),
          tx_(tx),
          form_(form),
          address_(form.address(cell)),
          base_address_(base_address(form, cell)) {
        population.period = period;
    }

    void read() {
        const auto period = population.period;
        registry::each_in_frame(tx_, form_.code, period, kNow, [&](const registry::UnitVersion& it) {
            places_.emplace(it.unit, population.units.size());
            UnitInPopulation unit;
            unit.unit = it.unit;
            unit.attributes = it.attributes;
            population.units.push_back(std::move(unit));
        });
        read_reports();
        read_last();
        read_bases();
        read_findings();
    }

    CellPopulation population;

private:
    UnitInPopulation* find(StatUnitId unit) {
        const auto found = places_.find(unit);
        return found == places_.end() ? nullptr : &population.units[found->second];
    }

    void read_reports() {
        const auto marks = review::marks_of_form(tx_, form_.code, population.period, kNow);
        collect::each_latest(tx_, form_.code, population.period, kNow, [&](const collect::LatestReport& it) {
            auto* unit = find(it.task.unit);
            if (unit == nullptr) return;
            const auto mark = marks.find(it.submission.id);
            const auto known = mark == marks.end() ? review::Marks{} : mark->second;
            unit->submission = it.submission.id;
            unit->state = collect::state_of(it.submission.since, known.returned, known.accepted);
            unit->now = cell_in(county_, it.submission.form_hash, it.submission.payload, address_);
            if (base_address_)
                reported_base_[it.task.unit] =
                    cell_in(county_, it.submission.form_hash, it.submission.payload, *base_address_);
            of_submission_[it.submission.id] = places_.at(it.task.unit);
        });
    }

    void read_last() {
        const auto before = previous_report(population.period, form_.january);
        collect::each_latest(tx_, form_.code, before, kNow, [&](const collect::LatestReport& it) {
            if (auto* unit = find(it.task.unit))
                unit->last = cell_in(county_, it.submission.form_hash, it.submission.payload, address_);
        });
    }

    void read_bases() {
        std::unordered_map<StatUnitId, Value> facts;
        facts::each_fact(tx_, form_.code, population.period.year_earlier(), kNow,
                         [&](const facts::SheetPayload& it) {
                             facts[it.unit] = cell_in(county_, it.form_hash, it.payload, address_);
                         });
        std::unordered_map<StatUnitId, facts::BaseFigure> adjusted;
        for (auto& it : facts::bases_of(tx_, form_.code, population.period, kNow))
            if (it.cell == address_) adjusted.insert_or_assign(it.unit, it);
        for (auto& unit : population.units) {
            const auto fact = facts.find(unit.unit);
            const auto base = adjusted.find(unit.unit);
            unit.year_ago =
                series::unit_growth(unit.unit, unit.now, reported_base_[unit.unit],
                                    fact == facts.end() ? std::nullopt : std::optional(fact->second),
                                    base == adjusted.end() ? nullptr : &base->second)
                    .base;
        }
    }

    void read_findings() {
        edit::each_check(tx_, form_.code, population.period, kNow, [&](const edit::StoredCheck& check) {
            const auto found = of_submission_.find(check.submission);
            if (found != of_submission_.end()) population.units[found->second].findings = check.findings;
        });
        for (auto& [submission, said] :
             review::explanations_of_form(tx_, form_.code, population.period, kNow)) {
            const auto found = of_submission_.find(submission);
            if (found != of_submission_.end()) population.units[found->second].explanations = said;
        }
    }

    const County& county_;
    store::Tx& tx_;
    const instrument::Form& form_;
    std::string address_;
    std::optional<std::string> base_address_;
    Places places_;
    std::map<SubmissionId, std::size_t> of_submission_;
    std::unordered_map<StatUnitId, Value> reported_base_;
};

}  // namespace

Result<CellPopulation> read_cell_population(const County& county, store::Tx& tx, const instrument::Form& form,
                                            Period period, const instrument::CellAddress& cell) {
    Reader reader(county, tx, form, period, cell);
    reader.read();
    YJ_TRY(tx.state());
    return std::move(reader.population);
}

}  // namespace yj::desk

#include "desk/collect/neighbours.hpp"

#include "collect/collect_shelf.hpp"
#include "edit/source_period.hpp"
#include "evidence/evidence_shelf.hpp"

namespace yj::desk {

using instrument::CellSheet;
using instrument::Form;

namespace {

using Totals = std::unordered_map<StatUnitId, std::map<std::string, WideAmount>>;

Totals evidence_totals(store::Tx& tx, edit::Place place, const std::string& form, Period period) {
    Totals totals;
    if (place == edit::Place::Ledger)
        evidence::each_ledger_line(tx, form, period, kNow, [&](const evidence::LedgerLine& line) {
            totals[line.place.unit][line.place.cell].add(line.amount);
        });
    else
        evidence::each_link(tx, form, period, kNow, [&](const evidence::VoucherLink& link) {
            if (link.amount) totals[link.place.unit][link.place.cell].add(*link.amount);
        });
    return totals;
}

/// A cell that no paper speaks of stays 未填; a sum beyond an Amount cannot be judged either.
CellSheet sheet_of(const Form& form, const std::map<std::string, WideAmount>& totals) {
    CellSheet sheet(form);
    for (const auto& [address, total] : totals) {
        const auto cell = form.cell(address);
        const auto amount = total.exact();
        if (cell && amount) sheet.set(*cell, *amount);
    }
    return sheet;
}

}  // namespace

std::optional<Period> period_beside(const instrument::Form& form, Period period) {
    return edit::period_beside(form, period);
}

const instrument::Form* form_by_hash(const County& county, std::string_view hash) {
    for (const auto* pack : county.packs())
        if (const auto* form = pack->form_by_hash(hash)) return form;
    return nullptr;
}

Neighbours::Sheets Neighbours::reports(store::Tx& tx, const std::string& form, Period period) const {
    Sheets found;
    collect::each_latest(tx, form, period, kNow, [&](const collect::LatestReport& latest) {
        const auto* made_under = form_by_hash(county_, latest.submission.form_hash);
        if (made_under == nullptr) return;
        auto sheet = CellSheet::unpack(*made_under, latest.submission.payload);
        if (sheet) found.emplace(latest.task.unit, std::move(*sheet));
    });
    return found;
}

const Neighbours::Sheets& Neighbours::sheets(store::Tx& tx, edit::Place place, const Form& form,
                                             Period period) {
    const auto [found, fresh] = loaded_.try_emplace({place, form.code, period.code()});
    if (!fresh) return found->second;
    if (place == edit::Place::Report)
        found->second = reports(tx, form.code, period);
    else
        for (const auto& [unit, totals] : evidence_totals(tx, place, form.code, period))
            found->second.emplace(unit, sheet_of(form, totals));
    return found->second;
}

edit::Context Neighbours::context(store::Tx& tx, StatUnitId unit, const instrument::CellSheet& report,
                                  const registry::UnitAttributes& attributes) {
    edit::Context context{period_, &form_, &report, &attributes, {}, {}};
    // Of a year before this pack nothing is known to be exempt.
    const edit::Owes owes = [&](const Form& it, Period at) {
        return !pack_.covers(at) || pack_.pack.calendar().owes(it.due, at);
    };
    for (const auto& source : rules_.plan(form_.code).sources) {
        const auto* other = source.form.empty() ? &form_ : pack_.form(source.form);
        const auto period = edit::source_period(source, form_, *other, period_, owes);
        const instrument::CellSheet* sheet = nullptr;
        if (period) {
            const auto& all = sheets(tx, source.place, *other, *period);
            const auto found = all.find(unit);
            if (found != all.end()) sheet = &found->second;
        }
        context.others.push_back(sheet);
        context.other_forms.push_back(other);
    }
    return context;
}

}  // namespace yj::desk

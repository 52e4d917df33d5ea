#include "desk/collect/neighbours.hpp"

#include "base/invariant.hpp"
#include "collect/collect_shelf.hpp"

namespace yj::desk {

namespace {

/// The period in which a source of a rule lies, for a report of `period`.
std::optional<Period> source_period(const edit::Source& source, const instrument::Form& form,
                                    const instrument::Form& other, Period period) {
    switch (source.shift) {
        case edit::Shift::Same: return period_beside(other, period);
        case edit::Shift::Previous: return period_beside(other, previous_report(period, form.january));
        case edit::Shift::YearEarlier: return period_beside(other, period.year_earlier());
        case edit::Shift::LastDecember: return period_beside(other, Period::month(period.year() - 1, 12));
    }
    broken("a shift of no known kind");
}

}  // namespace

std::optional<Period> period_beside(const instrument::Form& form, Period period) {
    const int year = period.year(), month = period.last_month();
    switch (form.frequency) {
        case Frequency::Month:
            if (form.january == January::Exempt && month <= 2)
                return month == 2 ? std::optional(Period::jan_feb(year)) : std::nullopt;
            return Period::month(year, month);
        case Frequency::Quarter:
            return month % 3 == 0 ? std::optional(Period::quarter(year, month / 3)) : std::nullopt;
        case Frequency::HalfYear:
            return month % 6 == 0 ? std::optional(Period::half(year, month / 6)) : std::nullopt;
        case Frequency::Year: return month == 12 ? std::optional(Period::of_year(year)) : std::nullopt;
        case Frequency::JanFeb: return Period::jan_feb(year);
    }
    broken("a form of no known frequency");
}

const instrument::Form* form_by_hash(const County& county, std::string_view hash) {
    for (const auto* pack : county.packs())
        if (const auto* form = pack->form_by_hash(hash)) return form;
    return nullptr;
}

const Neighbours::Sheets& Neighbours::sheets(store::Tx& tx, const std::string& form, Period period) {
    const auto [found, fresh] = loaded_.try_emplace({form, period.code()});
    if (!fresh) return found->second;
    collect::each_latest(tx, form, period, kNow, [&](const collect::LatestReport& latest) {
        const auto* made_under = form_by_hash(county_, latest.submission.form_hash);
        if (made_under == nullptr) return;
        auto sheet = instrument::CellSheet::unpack(*made_under, latest.submission.payload);
        if (sheet) found->second.emplace(latest.task.unit, std::move(*sheet));
    });
    return found->second;
}

edit::Context Neighbours::context(store::Tx& tx, StatUnitId unit, const instrument::CellSheet& report,
                                  const registry::UnitAttributes& attributes) {
    edit::Context context{period_, &form_, &report, &attributes, {}, {}};
    for (const auto& source : pack_.rules.plan(form_.code).sources) {
        const auto* other = source.form.empty() ? &form_ : pack_.form(source.form);
        const auto period = source_period(source, form_, *other, period_);
        const instrument::CellSheet* sheet = nullptr;
        if (period) {
            const auto& all = sheets(tx, other->code, *period);
            const auto found = all.find(unit);
            if (found != all.end()) sheet = &found->second;
        }
        context.others.push_back(sheet);
        context.other_forms.push_back(other);
    }
    return context;
}

}  // namespace yj::desk

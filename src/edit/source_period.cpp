#include "edit/source_period.hpp"

#include "base/invariant.hpp"

namespace yj::edit {

using instrument::Form;

namespace {

/// The report before, exempt ones passed over.
std::optional<Period> report_before(const Form& form, Period period, const Owes& owes) {
    constexpr int kFurthest = 24;  // two years of months
    for (int step = 0; step < kFurthest; ++step) {
        period = previous_report(period, form.january);
        if (!owes || owes(form, period)) return period;
    }
    return std::nullopt;
}

std::optional<Period> shifted(Shift shift, const Form& form, Period period, const Owes& owes) {
    switch (shift) {
        case Shift::Same: return period;
        case Shift::Previous: return report_before(form, period, owes);
        case Shift::YearEarlier: return period.year_earlier();
        case Shift::LastDecember: return Period::month(period.year() - 1, 12);
    }
    broken("a shift of no known kind");
}

}  // namespace

std::optional<Period> period_beside(const Form& form, Period period) {
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

std::optional<Period> source_period(const Source& source, const Form& form, const Form& other, Period period,
                                    const Owes& owes) {
    auto found = shifted(source.shift, form, period, owes);
    // 上年12月 is a month of whichever form is asked; one step back from it is one of the form's own.
    if (found && source.shift == Shift::LastDecember && source.back > 0) found = period_beside(form, *found);
    for (int step = 0; found && step < source.back; ++step) found = report_before(form, *found, owes);
    return found ? period_beside(other, *found) : std::nullopt;
}

}  // namespace yj::edit

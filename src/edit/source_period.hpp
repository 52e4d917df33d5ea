// SourcePeriod: of which period the other reports are that a rule reads.
#pragma once
#include <functional>
#include <optional>

#include "edit/engine/expression.hpp"
#include "instrument/form.hpp"

namespace yj::edit {

/// Whether a report of the form is made for the period at all; exempt periods are not (Pack::owes).
using Owes = std::function<bool(const instrument::Form& form, Period period)>;

/// The period of another form's report that stands beside this one: the same stretch, or the one that ends
/// with it. Empty when no such report is made.
[[nodiscard]] std::optional<Period> period_beside(const instrument::Form& form, Period period);

/// The period in which a source of a rule lies, for a report of `form` and `period`; `other` is the source's
/// form. 上期 and 前N期 go back in the reporting sequence of `form`: 1—2月 is one period, and what `owes`
/// says is not made is passed over (an empty `owes` says everything is made). Empty when there is no such
/// report: beside it none is made, or none was made for two years back.
/// Source: rules.md "Time".
[[nodiscard]] std::optional<Period> source_period(const Source& source, const instrument::Form& form,
                                                  const instrument::Form& other, Period period,
                                                  const Owes& owes = {});

}  // namespace yj::edit

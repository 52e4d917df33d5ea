// One typed cell into a report: the number, the reason or the words, or the sentence that says what is wrong.
#pragma once
#include <optional>

#include "collect/import_table.hpp"

namespace yj::collect {

/// Sets the cell of the report. Blank text leaves it 未填.
/// Answers the refusal when the text cannot stand there: no number, more decimals than the form asks for, a
/// formula without a value. `place` is made only then.
template <class PlaceFn>
[[nodiscard]] std::optional<Refusal> enter_cell(const instrument::Form& form,
                                                const instrument::CellAddress& address,
                                                const sheet::Cell& cell, instrument::CellSheet& into,
                                                PlaceFn place);

/// The same without a place.
[[nodiscard]] std::optional<Refusal> enter_text(const instrument::Form& form,
                                                const instrument::CellAddress& address,
                                                const sheet::Cell& cell, instrument::CellSheet& into);

template <class PlaceFn>
std::optional<Refusal> enter_cell(const instrument::Form& form, const instrument::CellAddress& address,
                                  const sheet::Cell& cell, instrument::CellSheet& into, PlaceFn place) {
    auto wrong = enter_text(form, address, cell, into);
    if (wrong) wrong->place = place();
    return wrong;
}

}  // namespace yj::collect

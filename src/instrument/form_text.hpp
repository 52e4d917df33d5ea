// FormText: a form as its file in the pack describes it (forms/CODE.toml).
#pragma once
#include <optional>
#include <string_view>

#include "instrument/fault.hpp"
#include "instrument/form.hpp"

namespace yj::instrument {

/// Faults: unknown keys, frequency, span, measure (nearest known one named), a code or column twice, base_of an
/// unknown column, no rows or columns. Whether the frame, the due rule and the lists exist is checked by the pack.
[[nodiscard]] std::optional<Form> read_form(std::string_view path, std::string_view text, Faults& faults);

}  // namespace yj::instrument

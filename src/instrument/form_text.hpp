// FormText: a form as its file in the pack describes it (forms/CODE.toml).
#pragma once
#include <optional>
#include <string_view>

#include "instrument/fault.hpp"
#include "instrument/form.hpp"

namespace yj::instrument {

/// Faults: unknown keys, frequency, span, measure (nearest known one named), a code or column twice, base_of
/// a column that is not there, is itself 上年同期 or has another span, a step of depth left out, no rows or
/// columns, another code than the file's name. Whether the frame, the due rule and the lists exist is checked
/// by the pack.
[[nodiscard]] std::optional<Form> read_form(std::string_view path, std::string_view text, Faults& faults);

}  // namespace yj::instrument

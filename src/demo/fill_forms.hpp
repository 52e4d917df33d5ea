// FillForms: an honest report of a sample unit for each form; every identity of the form holds.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/period.hpp"
#include "demo/population.hpp"

namespace yj::demo {

/// Cell address → whole number in the form's measure.
using FilledCells = std::map<std::string, std::int64_t>;

/// Forms that the sample county reports: B204-1 B203 205-1 E204-1 S204-1 F203 C204-1 X204-1 206-1 206-2
/// 202-1.
[[nodiscard]] bool can_fill(std::string_view form);
/// REQUIRES: can_fill(form).
[[nodiscard]] FilledCells fill_form(std::string_view form, const SampleUnit& unit, Period period);

}  // namespace yj::demo

// Numbers as .xlsx files hold them.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace yj::sheet {

/// The decimal text of a numeric cell, as its program shows it: at most 15 significant digits, no exponent
/// unless the file has one. Spreadsheets compute in binary and promise 15 digits; the digits behind are noise
/// of that
/// ("0.28999999999999998" is what a typed 0.29 looks like in a file), so they are rounded away, half up.
/// Empty: text that is no decimal number (NaN, 0x1F, 1,234.5, full-width digits), or a number of 10^15 and
/// more, which no spreadsheet holds exactly: mostly a code that was typed into a number cell. Source:
/// ECMA-376-1 §18.18.11 (ST_CellType n), XML Schema double; IEEE 754 binary64 DBL_DIG = 15.
[[nodiscard]] std::optional<std::string> xlsx_number(std::string_view stored);

}  // namespace yj::sheet

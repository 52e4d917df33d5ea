// Numbers as people type them into forms and spreadsheets, read exactly.
#pragma once
#include <string_view>

#include "base/result.hpp"
#include "base/value.hpp"

namespace yj {

/// Reads one cell's text.
/// Takes:  full-width digits, thousands separators in their places, spaces around, leading + or ￥ ¥,
/// "(12.3)"
///         and "（12.3）" for -12.3, and scientific notation as spreadsheets store it ("1.2345E+7") when the
///         result is exact within 9 decimals.
/// Blank:  an empty text is 未填; the names of the reasons (未填 不适用 免报 保密 待核) are those reasons.
/// Fails:  Malformed, saying what was found; anything else is never dropped nor guessed at.
[[nodiscard]] Result<Value> read_number(std::string_view typed);

}  // namespace yj

// The form as a workbook that an enterprise fills in and sends back.
#pragma once
#include <string>
#include <string_view>

#include "base/period.hpp"
#include "base/result.hpp"
#include "instrument/cell_sheet.hpp"
#include "instrument/form.hpp"

namespace yj::collect {

/// The hidden sheet that says for whom, for which period and under which version of the form.
inline constexpr std::string_view kTemplateSheet = "youju";

struct TemplateFor {
    std::string unit_code;
    std::string unit_name;
    Period period;
    int open_lines = 10;  ///< lines to fill in for each open row
    /// Values to show at first (上年同期 figures, an earlier sending); may be null.
    const instrument::CellSheet* filled = nullptr;
};

/// Codes first, then names, measures and the cells to fill in; all else is locked (without a password).
/// It is read back by import_tables in 表样 layout. Fails: Storage.
[[nodiscard]] Result<std::string> form_template(const instrument::Form& form, const TemplateFor& who);

}  // namespace yj::collect

// Reads .xlsx workbooks of any program: sheets as grids, values only, nothing evaluated, nothing fetched.
#pragma once
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sheet/grid.hpp"
#include "sheet/package.hpp"

namespace yj::sheet {

struct XlsxLimits {
    PackageLimits package;
    std::size_t sheets = 256;
    std::size_t cells = 3'000'000;       ///< of all sheets
    std::size_t text_bytes = 96u << 20;  ///< of all sheets; the shared strings once more
    std::size_t shared_strings = 2'000'000;
};

/// The sheets in the workbook's order, hidden ones too (Grid::hidden).
/// Takes:  what Excel, WPS and LibreOffice write: shared and inline strings with formatted runs (phonetic
/// guides
///         left out), rows and cells without their `r`, absolute targets. Dates stay the numbers they are.
///         Numbers as xlsx_number.hpp says. A formula's cached value is taken and the cell marked; without
///         one the cell is FormulaBlank.
/// Fails:  Malformed with part or cell: what package.hpp and xml_scan.hpp refuse, a cell beyond the sheet,
/// one
///         that stands twice, a shared string that is not there, a numeric cell whose text is no number, a
///         text of more than 32,767 characters, two sheets on one part, and all beyond the limits.
/// Cost:   one pass; the file, 16 bytes a cell and the texts are all that is held.
[[nodiscard]] Result<std::vector<Grid>> read_xlsx(std::string_view bytes, std::string_view name,
                                                  const XlsxLimits& limits = {});

}  // namespace yj::sheet

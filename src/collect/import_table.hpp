// Reports out of tables: cells are found by unit, period and indicator code, never by position.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/period.hpp"
#include "base/result.hpp"
#include "instrument/cell_sheet.hpp"
#include "instrument/form.hpp"
#include "instrument/import_profile.hpp"
#include "sheet/grid.hpp"

namespace yj::collect {

/// How a source names its columns; the pack says so for each form (instrument::Pack::import_profile).
using instrument::ImportProfile;

/// The three layouts, known by their header row.
/// 宽表: a line per report, a column per cell ("01.1", "01.1 工业总产值", "213", "hhhh[1310].1").
/// 长表: a line per cell (单位代码, 报告期, 指标代码, 栏, 键, 数值).
/// 表样: one report on a sheet, as an enterprise fills the form in.
enum class ImportLayout { None, Wide, Long, Form };
[[nodiscard]] std::string_view layout_name(ImportLayout layout);

/// One report that was read whole. The unit's code is as the source has it, trimmed, in half width, upper
/// case.
struct ReportDraft {
    std::string unit_code;
    Period period;
    instrument::CellSheet sheet;
    std::string place;  ///< "Sheet1 第7行"
    std::string
        form_hash;  ///< of the template it was filled in, when it says; cells are matched by code anyway
};

/// What a file held. A report with anything wrong in it is refused whole, with one refusal for every wrong
/// cell.
struct ImportedTable {
    ImportLayout layout = ImportLayout::None;
    std::vector<ReportDraft> drafts;
    std::vector<Refusal> refused;  ///< each with its place, sentence and remedy
    int reports = 0;               ///< reports seen
    int refused_reports = 0;
};

/// Reads all visible sheets that hold something.
/// Wrong data never fails: it is named in `refused`. A wrong header (an unknown indicator, with the nearest
/// that exists; a column twice; no unit column; no header; nothing below it) leaves the whole sheet out. A
/// number with more decimals than the form asks for is refused; fewer are filled up with zeros, so that equal
/// reports have equal payloads. In a form with January exempt, "2026-02" means 1—2月.
/// Pure; cost about 5 µs a row of 40 cells.
[[nodiscard]] ImportedTable import_tables(std::span<const sheet::Grid> sheets, const instrument::Form& form,
                                          const ImportProfile& profile = {});

/// A report as a page or an interface sends it: cell addresses ("01.1", "hhhh[1310].1") and what was typed
/// there.
struct TypedCell {
    std::string address;
    std::string text;
};
struct EnteredCells {
    instrument::CellSheet sheet;
    std::vector<Refusal> refused;  ///< the place is the address; the sheet counts only when this is empty
};
/// The same reading and the same sentences as for tables.
[[nodiscard]] EnteredCells enter_cells(std::span<const TypedCell> cells, const instrument::Form& form);

}  // namespace yj::collect

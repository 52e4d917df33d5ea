// Reports out of tables: cells are found by unit, period and indicator code, never by position.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/period.hpp"
#include "base/result.hpp"
#include "instrument/cell_sheet.hpp"
#include "instrument/form.hpp"
#include "sheet/grid.hpp"

namespace yj::collect {

/// How a source names its columns, beyond the names that everybody uses. Headers are compared without spaces,
/// in half width. A default profile reads our own templates and exports that keep indicator codes.
struct ImportProfile {
    /// Headers that make the unit's code, in order, joined by "-" (UTILITYID, STATE → "213-AK").
    /// Empty: one of 统一社会信用代码 单位代码 组织机构代码 项目代码 and the like.
    std::vector<std::string> unit_columns;
    std::string period_column;  ///< empty: 报告期 报表期 所属期
    std::string year_column;    ///< with month_column, instead of a period column
    std::string month_column;
    int year_base = 0;                                      ///< added to a year below 100
    std::map<std::string, std::string, std::less<>> cells;  ///< header → cell address: RESREVENUE → "11.1"
    std::vector<std::string> ignored;                       ///< headers to pass over
    /// The only period that may come in; also the period of a file that names none.
    std::optional<Period> period;
};

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

}  // namespace yj::collect

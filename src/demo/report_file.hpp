// ReportFile: reports as the national platform's export has them, a wide CSV with a line per report.
#pragma once
#include <string>
#include <vector>

#include "demo/fill_forms.hpp"
#include "instrument/form.hpp"

namespace yj::demo {

struct ReportLine {
    std::string unit_code;
    FilledCells cells;
};

/// Columns: 统一社会信用代码 (项目代码 for projects), 报告期, then a column for every cell that some report
/// fills: "01.1 工业总产值(当年价格)". UTF-8.
[[nodiscard]] std::string report_file(const instrument::Form& form, Period period,
                                      const std::vector<ReportLine>& lines);

}  // namespace yj::demo

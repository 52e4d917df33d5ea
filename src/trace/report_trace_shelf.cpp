#include "facts/facts_shelf.hpp"
#include "trace/report_nodes_shelf.hpp"
#include "trace/trace_shelf.hpp"

namespace yj::trace {

Result<Node> trace_report(store::Tx& tx, const Definitions& defs, SubmissionId id, std::string_view cell,
                          EntryIndex as_of, const Rights& rights) {
    const Walk walk{tx, defs, as_of};
    const std::string place = "submission/" + std::to_string(id.value);
    if (!rights.microdata)
        return refuse(Refused::Forbidden, "查看个体数据需权限", place, "请向本专业负责人申请");
    const auto report = find_report(walk, id);
    if (!report) return refuse(Refused::NotFound, "没有这份报送", place, "请核对编号，或换一个截止条目");
    if (!rights.sees(report->task.unit, report->task.form, report->region()))
        return refuse(Refused::Forbidden, "查看个体数据需权限", place, "请向本专业负责人申请");
    if (!cell.empty() && report->form != nullptr && !report->form->cell(cell))
        return refuse(Refused::NotFound, "报表没有这个单元格", report->task.form + " " + std::string(cell));
    std::vector<std::string> cells;
    if (!cell.empty()) cells.emplace_back(cell);
    return report_node(walk, *report, std::move(cells));
}

Result<Node> trace_fact(store::Tx& tx, const Definitions& defs, const facts::FactAddress& fact,
                        EntryIndex as_of, const Rights& rights) {
    if (!rights.microdata)
        return refuse(Refused::Forbidden, "查看个体数据需权限", fact.form + " " + fact.period.code(),
                      "请向本专业负责人申请");
    const auto sheet = facts::fact_of(tx, fact.form, fact.period, fact.unit, as_of);
    if (!sheet)
        return refuse(Refused::NotFound, "此时还没有验收的报送", fact.form + " " + fact.period.code(),
                      "请核对地址，或换一个截止条目");
    return trace_report(tx, defs, sheet->submission, fact.cell, as_of, rights);
}

}  // namespace yj::trace

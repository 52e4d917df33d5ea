// The nodes of one report: the sending itself and what hangs on its cells.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/submission.hpp"
#include "instrument/cell_sheet.hpp"
#include "trace/walk_shelf.hpp"

namespace yj::trace {

/// A report as a trace reads it. `sheet` is empty when its form is not installed or the payload is damaged.
struct Report {
    collect::Submission sent;
    collect::Task task;
    const instrument::Form* form = nullptr;
    std::optional<instrument::CellSheet> sheet;
    std::optional<registry::UnitVersion> unit;

    [[nodiscard]] RegionCode region() const { return unit ? unit->attributes.region : RegionCode(); }
    /// "12,345 千元", the reason why there is none, or empty when the form has no such cell.
    [[nodiscard]] std::string value_text(std::string_view cell) const;
    /// "工业总产值·本月", or the address itself.
    [[nodiscard]] std::string cell_name(std::string_view cell) const;
    [[nodiscard]] std::string cell_address(std::string_view cell) const;
};
[[nodiscard]] std::optional<Report> find_report(const Walk& walk, SubmissionId id);

/// The sending with its entry, earlier sendings, acceptances and returns, and the cells named (all that are
/// filled when none is). REQUIRES: the reader may see the unit.
[[nodiscard]] Node report_node(const Walk& walk, const Report& report, std::vector<std::string> cells);

/// One cell with findings, explanations, questions, vouchers and ledger lines.
[[nodiscard]] Node cell_node(const Walk& walk, const Report& report, const std::string& cell);

}  // namespace yj::trace

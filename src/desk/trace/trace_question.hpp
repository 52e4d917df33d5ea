// trace_question: the walk back of a number, and of a report or a voucher to the numbers it touched. Changes
// nothing.
#pragma once
#include <string>
#include <vector>

#include "desk/act.hpp"
#include "evidence/voucher.hpp"
#include "trace/node.hpp"

namespace yj::desk {

/// From a released figure down to reports, findings, explanations, vouchers and log entries, as far as this
/// account may see. `expand`: one contributor opened down to its papers; none: the largest by share are
/// named. Fails: NotFound; Forbidden.
[[nodiscard]] Result<trace::Node> trace_figure(County& county, const access::Actor& actor, FigureId figure,
                                               StatUnitId expand);

/// The same for any cell of a table that needs no release, as known now.
[[nodiscard]] Result<trace::Node> trace_table_cell(County& county, const access::Actor& actor,
                                                   const std::string& table, const std::string& cell,
                                                   Period period, StatUnitId expand);

/// From a report down; `cell` empty: all its cells. Fails: NotFound, also for a report that may not be seen.
[[nodiscard]] Result<trace::Node> trace_report(County& county, const access::Actor& actor,
                                               SubmissionId submission, const std::string& cell);

/// The way back: which released figures a cell of a report, or a voucher, touched.
[[nodiscard]] Result<trace::Node> figures_touched(County& county, const access::Actor& actor,
                                                  const evidence::CellPlace& place);
[[nodiscard]] Result<trace::Node> figures_touched_by(County& county, const access::Actor& actor,
                                                     VoucherId voucher);

/// What a person types: an id of a figure; table, cell and period; form, cell and period with a unit's code;
/// a voucher's id.
struct TraceWords {
    std::vector<std::string> what;
    std::string unit;
    std::string voucher;
};
/// Fails: Malformed when the words name nothing that can be traced.
[[nodiscard]] Result<trace::Node> trace_words(County& county, const access::Actor& actor,
                                              const TraceWords& words);

}  // namespace yj::desk

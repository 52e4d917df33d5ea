// trace (溯源): from a figure down to reports, papers and log entries, and the way back. Reads all, changes
// nothing.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "evidence/voucher.hpp"
#include "facts/fact.hpp"
#include "store/tx.hpp"
#include "trace/definitions.hpp"
#include "trace/node.hpp"

namespace yj::trace {

/// From a released figure down. It is computed again from its contributors as of its release and held against
/// what was frozen: “可复算，一致”, or the root's check is Broken and says what differs. Shares and values
/// before rounding of a withheld (保密) figure are shown only to who may see all its contributors. Fails:
/// NotFound. A definition or a report that is gone is no refusal: it is said in the tree. Cost:   one
/// tabulation; 1,500 contributors below 100 ms.
[[nodiscard]] Result<Node> trace_figure(store::Tx& tx, const Definitions& defs, FigureId id,
                                        const Rights& rights, const Depth& depth = {});

/// A cell of a table that needs no release: "990101000000/C13:ytd" of B204-1-01.
struct TableCell {
    std::string table;
    std::string cell;
    Period period;
};
/// The same for any cell of a table as of any entry. Fails: NotFound; what gather_contributors refuses.
[[nodiscard]] Result<Node> trace_cell_of_table(store::Tx& tx, const Definitions& defs, const TableCell& cell,
                                               EntryIndex as_of, const Rights& rights,
                                               const Depth& depth = {});

/// From a report down: payload against its hash and its seal, earlier sendings, and for each cell (of all, or
/// the one named) findings, explanations, questions, returns, vouchers, ledger lines. Fails: NotFound;
/// Forbidden.
[[nodiscard]] Result<Node> trace_report(store::Tx& tx, const Definitions& defs, SubmissionId id,
                                        std::string_view cell, EntryIndex as_of, const Rights& rights);

/// The same from a fact's address. Fails: NotFound (also when nothing was accepted by then); Forbidden.
[[nodiscard]] Result<Node> trace_fact(store::Tx& tx, const Definitions& defs, const facts::FactAddress& fact,
                                      EntryIndex as_of, const Rights& rights);

/// The way back: every released figure that the cell touched (all of the report's when `place.cell` is
/// empty), also next year's growth figures whose base it is. By release. Fails: Forbidden.
[[nodiscard]] Result<Node> way_back_of_cell(store::Tx& tx, const Definitions& defs,
                                            const evidence::CellPlace& place, EntryIndex as_of,
                                            const Rights& rights);

/// The way back from a paper, through every cell that it supports. Fails: NotFound, also when it supports
/// none; Forbidden when the reader may see none of these units.
[[nodiscard]] Result<Node> way_back_of_voucher(store::Tx& tx, const Definitions& defs, VoucherId voucher,
                                               EntryIndex as_of, const Rights& rights);

}  // namespace yj::trace

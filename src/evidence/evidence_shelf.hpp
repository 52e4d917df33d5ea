// The shelf of evidence: vouchers, the cells they support, and ledger lines. Rows are put once.
#pragma once
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "evidence/voucher.hpp"
#include "store/tx.hpp"

namespace yj::evidence {

/// REQUIRES: a new id, at random so that it cannot be guessed from another. A second one is a Conflict.
void add_voucher(store::Tx& tx, const Voucher& voucher);
[[nodiscard]] std::optional<Voucher> find_voucher(store::Tx& tx, VoucherId id, EntryIndex as_of);
/// Every upload of these bytes, oldest first. More than one is a sign that a file serves twice.
[[nodiscard]] std::vector<Voucher> uploads_of(store::Tx& tx, const Digest& file_hash, EntryIndex as_of);

/// Says that a voucher supports a cell; a later link of the same two takes the earlier one's place.
void link_voucher(store::Tx& tx, const VoucherLink& link);

/// A voucher with what it supports.
struct LinkedVoucher {
    Voucher voucher;
    VoucherLink link;
    bool operator==(const LinkedVoucher&) const = default;
};
/// By voucher.
[[nodiscard]] std::vector<LinkedVoucher> vouchers_of_cell(store::Tx& tx, const CellPlace& place,
                                                          EntryIndex as_of);
/// Of all cells of a report, by cell, then voucher. `report.cell` is not looked at.
[[nodiscard]] std::vector<LinkedVoucher> vouchers_of_report(store::Tx& tx, const CellPlace& report,
                                                            EntryIndex as_of);
/// The cells that a voucher supports, by unit, form, period, cell.
[[nodiscard]] std::vector<VoucherLink> links_of(store::Tx& tx, VoucherId voucher, EntryIndex as_of);
/// The cells that the same bytes support through other uploads: where else this paper was used.
[[nodiscard]] std::vector<VoucherLink> links_of_same_file(store::Tx& tx, VoucherId voucher, EntryIndex as_of);

/// Links of a whole form and period that stand, by unit and cell. Valid inside the callback only. Cost: one
/// question.
using LinkFn = std::function<void(const VoucherLink&)>;
void each_link(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of, const LinkFn& fn);

void add_ledger_line(store::Tx& tx, const LedgerLine& line);
/// By ledger, then line.
[[nodiscard]] std::vector<LedgerLine> ledger_lines_of_cell(store::Tx& tx, const CellPlace& place,
                                                           EntryIndex as_of);
/// Of all cells of a report, by cell, ledger, line. `report.cell` is not looked at.
[[nodiscard]] std::vector<LedgerLine> ledger_lines_of_report(store::Tx& tx, const CellPlace& report,
                                                             EntryIndex as_of);
/// Of a whole form and period, by unit and cell. Valid inside the callback only. Cost: one question.
using LedgerFn = std::function<void(const LedgerLine&)>;
void each_ledger_line(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of,
                      const LedgerFn& fn);

}  // namespace yj::evidence

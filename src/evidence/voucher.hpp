// Voucher, VoucherLink, LedgerLine: what a reported number rests on.
#pragma once
#include <optional>
#include <string>

#include "base/amount.hpp"
#include "base/clock.hpp"
#include "base/digest.hpp"
#include "base/ids.hpp"
#include "base/period.hpp"

namespace yj::evidence {

/// 凭证: one upload of a file. The id is new for each upload and tells nothing of the file; equal files share
/// one hash in the vault.
struct Voucher {
    VoucherId id;
    Digest file_hash;
    std::string file_name;
    std::string media_type;  ///< by the file's own bytes: "application/pdf"
    std::int64_t size = 0;   ///< bytes
    std::string kind;        ///< code of the pack's list voucher_kind: "03" 发票
    AccountId account;
    Instant uploaded_at;
    EntryIndex since;
    bool operator==(const Voucher&) const = default;
};

/// A cell of a report: where evidence points to.
struct CellPlace {
    StatUnitId unit;
    std::string form;  ///< code
    Period period;
    std::string cell;  ///< address in the form: "01.1"
    bool operator==(const CellPlace&) const = default;
};

/// A voucher supports a cell, by so much of it when that is known. A later link of the same two takes the
/// place of the earlier one.
struct VoucherLink {
    VoucherId voucher;
    CellPlace place;
    std::optional<Amount> amount;  ///< in the cell's measure
    EntryIndex since;
    bool operator==(const VoucherLink&) const = default;
};

/// One line of a unit's ledger (台账) behind a cell.
struct LedgerLine {
    std::int64_t id = 0;
    std::string ledger;  ///< "销售台账"
    std::int64_t line_no = 0;
    Date date;
    std::string words;
    Amount amount;  ///< in the cell's measure
    CellPlace place;
    EntryIndex since;
    bool operator==(const LedgerLine&) const = default;
};

}  // namespace yj::evidence

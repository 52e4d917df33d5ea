// add_voucher, add_ledger_lines: what a reported number rests on, put there by the one who reported it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/act.hpp"
#include "evidence/voucher.hpp"

namespace yj::desk {

struct VoucherWanted {
    std::string unit_code;
    std::string form;
    Period period;
    std::string cell;              ///< "01.1"
    std::optional<Amount> amount;  ///< how much of the cell it supports, in the cell's measure
    std::string kind;              ///< code of the pack's list voucher_kind
    std::string file_name;
    std::string_view bytes;
};
/// Keeps the file by its hash, then links it to the cell. The answer is the voucher's id.
/// Fails: Malformed (kind, cell, file), NotFound (unit), Forbidden (another's unit).
[[nodiscard]] Result<Answer> add_voucher(County& county, const access::Actor& actor,
                                         const VoucherWanted& wanted, const std::string& key);

struct LedgerLineWanted {
    std::string ledger;
    std::int64_t line_no = 0;
    Date date;
    std::string words;
    Amount amount;
    std::string cell;
};
[[nodiscard]] Result<Answer> add_ledger_lines(County& county, const access::Actor& actor,
                                              const std::string& unit_code, const std::string& form,
                                              Period period, const std::vector<LedgerLineWanted>& lines,
                                              const std::string& key);

}  // namespace yj::desk

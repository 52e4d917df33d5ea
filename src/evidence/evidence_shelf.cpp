#include "evidence/evidence_shelf.hpp"

#include "base/invariant.hpp"
#include "evidence/schema_shelf.hpp"

namespace yj::evidence {

namespace {

#define YJ_VOUCHER \
    "v.id, v.since, v.file_hash, v.file_name, v.media_type, v.size, v.kind, v.account, v.uploaded_at"
#define YJ_LINK "l.voucher, l.unit, l.form, l.period, l.cell, l.since, l.amount_units, l.amount_decimals"
/// The link that no later one of the same voucher and cell replaces as of $1.
#define YJ_LINK_STANDS                                                                               \
    "l.since <= CAST($1 AS BIGINT) AND NOT EXISTS (SELECT 1 FROM evidence_link n WHERE n.voucher = " \
    "l.voucher"                                                                                      \
    " AND n.unit = l.unit AND n.form = l.form AND n.period = l.period AND n.cell = l.cell"           \
    " AND n.since > l.since AND n.since <= CAST($1 AS BIGINT))"
#define YJ_LEDGER_LINE \
    "id, since, unit, ledger, line_no, date, words, amount_units, amount_decimals, form, period, cell"

Period period_of(std::string_view code) {
    const auto period = Period::parse(code);
    invariant(period.has_value(), "a stored period is a period code");
    return *period;
}

Voucher voucher_in(const store::Row& row) {
    const auto hash = Digest::from_hex(row.text(2));
    invariant(hash.has_value(), "a stored hash is 64 hex digits");
    return {VoucherId{row.number(0)},
            *hash,
            std::string(row.text(3)),
            std::string(row.text(4)),
            row.number(5),
            std::string(row.text(6)),
            AccountId{row.number(7)},
            Instant{row.number(8)},
            EntryIndex{row.number(1)}};
}

VoucherLink link_in(const store::Row& row, int from = 0) {
    VoucherLink link{VoucherId{row.number(from)},
                     {StatUnitId{row.number(from + 1)}, std::string(row.text(from + 2)),
                      period_of(row.text(from + 3)), std::string(row.text(from + 4))},
                     std::nullopt,
                     EntryIndex{row.number(from + 5)}};
    if (!row.null(from + 6))
        link.amount = Amount(row.number(from + 6), static_cast<int>(row.number(from + 7)));
    return link;
}

LedgerLine line_in(const store::Row& row) {
    const auto date = parse_date(row.text(5));
    invariant(date.has_value(), "a stored date is a date");
    return {row.number(0),
            std::string(row.text(3)),
            row.number(4),
            *date,
            std::string(row.text(6)),
            Amount(row.number(7), static_cast<int>(row.number(8))),
            {StatUnitId{row.number(2)}, std::string(row.text(9)), period_of(row.text(10)),
             std::string(row.text(11))},
            EntryIndex{row.number(1)}};
}

std::vector<LinkedVoucher> linked(store::Tx& tx, std::string_view sql,
                                  std::initializer_list<store::Field> fields) {
    constexpr int kLinkFrom = 9;
    std::vector<LinkedVoucher> found;
    tx.each(sql, fields,
            [&](const store::Row& row) { found.push_back({voucher_in(row), link_in(row, kLinkFrom)}); });
    return found;
}

std::vector<VoucherLink> links(store::Tx& tx, std::string_view sql,
                               std::initializer_list<store::Field> fields) {
    std::vector<VoucherLink> found;
    tx.each(sql, fields, [&](const store::Row& row) { found.push_back(link_in(row)); });
    return found;
}

std::vector<LedgerLine> lines(store::Tx& tx, std::string_view sql,
                              std::initializer_list<store::Field> fields) {
    std::vector<LedgerLine> found;
    tx.each(sql, fields, [&](const store::Row& row) { found.push_back(line_in(row)); });
    return found;
}

}  // namespace

void add_voucher(store::Tx& tx, const Voucher& voucher) {
    const auto hash = voucher.file_hash.hex();
    tx.put(kVoucherTable,
           {voucher.id.value, voucher.since.value, std::string_view(hash),
            std::string_view(voucher.file_name), std::string_view(voucher.media_type), voucher.size,
            std::string_view(voucher.kind), voucher.account.value, voucher.uploaded_at.us});
}

std::optional<Voucher> find_voucher(store::Tx& tx, VoucherId id, EntryIndex as_of) {
    return tx.first("SELECT " YJ_VOUCHER " FROM evidence_voucher v WHERE v.id = $1 AND v.since <= $2",
                    {id.value, as_of.value}, voucher_in);
}

std::vector<Voucher> uploads_of(store::Tx& tx, const Digest& file_hash, EntryIndex as_of) {
    std::vector<Voucher> found;
    const auto hash = file_hash.hex();
    tx.each("SELECT " YJ_VOUCHER
            " FROM evidence_voucher v WHERE v.file_hash = $1 AND v.since <= $2"
            " ORDER BY v.since, v.id",
            {std::string_view(hash), as_of.value},
            [&](const store::Row& row) { found.push_back(voucher_in(row)); });
    return found;
}

void link_voucher(store::Tx& tx, const VoucherLink& link) {
    const auto period = link.place.period.code();
    store::Field units;
    store::Field decimals;
    if (link.amount) {
        units = link.amount->units();
        decimals = std::int64_t{link.amount->decimals()};
    }
    tx.put(kLinkTable,
           {link.voucher.value, link.place.unit.value, std::string_view(link.place.form),
            std::string_view(period), std::string_view(link.place.cell), link.since.value, units, decimals});
}

std::vector<LinkedVoucher> vouchers_of_cell(store::Tx& tx, const CellPlace& place, EntryIndex as_of) {
    const auto period = place.period.code();
    return linked(tx,
                  "SELECT " YJ_VOUCHER ", " YJ_LINK
                  " FROM evidence_link l JOIN evidence_voucher v"
                  " ON v.id = l.voucher WHERE l.unit = $2 AND l.form = $3 AND l.period = $4 AND l.cell = $5"
                  " AND " YJ_LINK_STANDS " ORDER BY v.id",
                  {as_of.value, place.unit.value, std::string_view(place.form), std::string_view(period),
                   std::string_view(place.cell)});
}

std::vector<LinkedVoucher> vouchers_of_report(store::Tx& tx, const CellPlace& report, EntryIndex as_of) {
    const auto period = report.period.code();
    return linked(tx,
                  "SELECT " YJ_VOUCHER ", " YJ_LINK
                  " FROM evidence_link l JOIN evidence_voucher v"
                  " ON v.id = l.voucher WHERE l.unit = $2 AND l.form = $3 AND l.period = $4"
                  " AND " YJ_LINK_STANDS " ORDER BY l.cell, v.id",
                  {as_of.value, report.unit.value, std::string_view(report.form), std::string_view(period)});
}

std::vector<VoucherLink> links_of(store::Tx& tx, VoucherId voucher, EntryIndex as_of) {
    return links(tx,
                 "SELECT " YJ_LINK " FROM evidence_link l WHERE l.voucher = $2 AND " YJ_LINK_STANDS
                 " ORDER BY l.unit, l.form, l.period, l.cell",
                 {as_of.value, voucher.value});
}

std::vector<VoucherLink> links_of_same_file(store::Tx& tx, VoucherId voucher, EntryIndex as_of) {
    return links(tx,
                 "SELECT " YJ_LINK
                 " FROM evidence_voucher m JOIN evidence_voucher v ON v.file_hash = m.file_hash"
                 " AND v.id <> m.id JOIN evidence_link l ON l.voucher = v.id"
                 " WHERE m.id = $2 AND " YJ_LINK_STANDS
                 " ORDER BY l.unit, l.form, l.period, l.cell, l.voucher",
                 {as_of.value, voucher.value});
}

void each_link(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of, const LinkFn& fn) {
    const auto code = period.code();
    tx.each("SELECT " YJ_LINK " FROM evidence_link l WHERE l.form = $2 AND l.period = $3 AND " YJ_LINK_STANDS
            " ORDER BY l.unit, l.cell, l.voucher",
            {as_of.value, form, std::string_view(code)}, [&](const store::Row& row) { fn(link_in(row)); });
}

void add_ledger_line(store::Tx& tx, const LedgerLine& line) {
    const auto period = line.place.period.code();
    const auto date = date_text(line.date);
    tx.put(kLedgerLineTable,
           {line.id, line.since.value, line.place.unit.value, std::string_view(line.ledger), line.line_no,
            std::string_view(date), std::string_view(line.words), line.amount.units(),
            std::int64_t{line.amount.decimals()}, std::string_view(line.place.form), std::string_view(period),
            std::string_view(line.place.cell)});
}

std::vector<LedgerLine> ledger_lines_of_cell(store::Tx& tx, const CellPlace& place, EntryIndex as_of) {
    const auto period = place.period.code();
    return lines(tx,
                 "SELECT " YJ_LEDGER_LINE
                 " FROM evidence_ledger_line WHERE unit = $1 AND form = $2 AND period = $3"
                 " AND cell = $4 AND since <= $5 ORDER BY ledger, line_no, id",
                 {place.unit.value, std::string_view(place.form), std::string_view(period),
                  std::string_view(place.cell), as_of.value});
}

std::vector<LedgerLine> ledger_lines_of_report(store::Tx& tx, const CellPlace& report, EntryIndex as_of) {
    const auto period = report.period.code();
    return lines(tx,
                 "SELECT " YJ_LEDGER_LINE
                 " FROM evidence_ledger_line WHERE unit = $1 AND form = $2 AND period = $3"
                 " AND since <= $4 ORDER BY cell, ledger, line_no, id",
                 {report.unit.value, std::string_view(report.form), std::string_view(period), as_of.value});
}

void each_ledger_line(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of,
                      const LedgerFn& fn) {
    const auto code = period.code();
    tx.each("SELECT " YJ_LEDGER_LINE
            " FROM evidence_ledger_line WHERE form = $1 AND period = $2 AND since <= $3"
            " ORDER BY unit, cell, ledger, line_no, id",
            {form, std::string_view(code), as_of.value}, [&](const store::Row& row) { fn(line_in(row)); });
}

}  // namespace yj::evidence

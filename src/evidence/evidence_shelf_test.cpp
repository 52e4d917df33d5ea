#include "evidence/evidence_shelf.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "evidence/tables_shelf.hpp"
#include "store/store_fixture.hpp"

namespace yj::evidence {
namespace {

constexpr EntryIndex kNow{1000};
const Period kOctober = Period::month(2026, 10);

Voucher voucher(std::int64_t id, std::int64_t since, std::string_view bytes = "pdf") {
    return {VoucherId{id}, sha256(bytes), "发票.pdf",  "application/pdf", 3,
            "03",          AccountId{5},  Instant{77}, EntryIndex{since}};
}

CellPlace place(std::int64_t of_unit, std::string cell = "01.1") {
    return {StatUnitId{of_unit}, "206-1", kOctober, std::move(cell)};
}

VoucherLink link(std::int64_t of_voucher, CellPlace at, std::int64_t since,
                 std::optional<Amount> amount = {}) {
    return {VoucherId{of_voucher}, std::move(at), amount, EntryIndex{since}};
}

class EvidenceShelf : public store::StoreFixture {
protected:
    void put(const std::vector<Voucher>& vouchers, const std::vector<VoucherLink>& links) {
        write([&](store::Tx& tx) {
            for (const auto& each : vouchers) add_voucher(tx, each);
            for (const auto& each : links) link_voucher(tx, each);
            return tx.state();
        });
    }
};
YJ_ON_BOTH_ENGINES(EvidenceShelf);

TEST_P(EvidenceShelf, GoesFromACellToItsVouchersAndBack) {
    put({voucher(1, 10), voucher(2, 20, "other")},
        {link(1, place(7), 10, Amount(125000, 2)), link(2, place(7), 20), link(2, place(7, "02.1"), 20)});
    read([&](store::Tx& tx) {
        const std::vector<LinkedVoucher> both{{voucher(1, 10), link(1, place(7), 10, Amount(125000, 2))},
                                              {voucher(2, 20, "other"), link(2, place(7), 20)}};
        EXPECT_EQ(vouchers_of_cell(tx, place(7), kNow), both);
        EXPECT_EQ(vouchers_of_cell(tx, place(7), EntryIndex{19}).size(), 1U);
        EXPECT_TRUE(vouchers_of_cell(tx, place(8), kNow).empty());
        EXPECT_EQ(vouchers_of_report(tx, place(7), kNow).size(), 3U);
        EXPECT_EQ(links_of(tx, VoucherId{2}, kNow).size(), 2U);
        EXPECT_TRUE(links_of(tx, VoucherId{2}, EntryIndex{19}).empty());
        EXPECT_EQ(find_voucher(tx, VoucherId{1}, kNow), voucher(1, 10));
        EXPECT_FALSE(find_voucher(tx, VoucherId{1}, EntryIndex{9}).has_value());
        return tx.state();
    });
}

TEST_P(EvidenceShelf, ALaterLinkTakesThePlaceOfAnEarlierOneFromItsEntryOn) {
    put({voucher(1, 10)}, {link(1, place(7), 10, Amount(100, 0)), link(1, place(7), 30, Amount(90, 0))});
    read([&](store::Tx& tx) {
        const auto amount = [&](std::int64_t as_of) {
            const auto found = vouchers_of_cell(tx, place(7), EntryIndex{as_of});
            EXPECT_EQ(found.size(), 1U);
            return found.at(0).link.amount->units();
        };
        EXPECT_EQ(amount(29), 100);
        EXPECT_EQ(amount(30), 90);
        return tx.state();
    });
}

TEST_P(EvidenceShelf, KnowsAFileThatServesTwice) {
    put({voucher(1, 10), voucher(2, 20), voucher(3, 30, "other")},
        {link(1, place(7), 10), link(2, place(8), 20), link(3, place(8), 30)});
    read([&](store::Tx& tx) {
        EXPECT_EQ(uploads_of(tx, sha256("pdf"), kNow).size(), 2U);
        EXPECT_EQ(uploads_of(tx, sha256("pdf"), EntryIndex{19}).size(), 1U);
        EXPECT_EQ(links_of_same_file(tx, VoucherId{1}, kNow), std::vector{link(2, place(8), 20)});
        EXPECT_TRUE(links_of_same_file(tx, VoucherId{1}, EntryIndex{19}).empty());
        EXPECT_TRUE(links_of_same_file(tx, VoucherId{3}, kNow).empty());
        return tx.state();
    });
}

TEST_P(EvidenceShelf, KeepsLedgerLinesBehindACell) {
    const LedgerLine line{1,           "销售台账",        12,       *parse_date("2026-10-31"),
                          "面粉'; --", Amount(-12345, 3), place(7), EntryIndex{10}};
    auto second = line;
    second.id = 2;
    second.line_no = 3;
    auto elsewhere = line;
    elsewhere.id = 3;
    elsewhere.place = place(7, "02.1");
    write([&](store::Tx& tx) {
        for (const auto& each : {line, second, elsewhere}) add_ledger_line(tx, each);
        return tx.state();
    });
    read([&](store::Tx& tx) {
        EXPECT_EQ(ledger_lines_of_cell(tx, place(7), kNow), (std::vector{second, line}));
        EXPECT_EQ(ledger_lines_of_report(tx, place(7), kNow).size(), 3U);
        EXPECT_TRUE(ledger_lines_of_cell(tx, place(7), EntryIndex{9}).empty());
        return tx.state();
    });
}

TEST_P(EvidenceShelf, GoesThroughAFormAndPeriodAtOnce) {
    put({voucher(1, 10), voucher(2, 20)}, {link(1, place(8), 10, Amount(5, 0)), link(2, place(7, "02.1"), 20),
                                           link(1, place(8), 30, Amount(6, 0))});
    LedgerLine line{1, "台账", 1, *parse_date("2026-10-31"), "", Amount(7, 0), place(9), EntryIndex{10}};
    auto another = line;
    another.id = 2;
    another.place.period = Period::month(2026, 9);
    write([&](store::Tx& tx) {
        for (const auto& each : {line, another}) add_ledger_line(tx, each);
        return tx.state();
    });
    read([&](store::Tx& tx) {
        std::vector<VoucherLink> links;
        each_link(tx, "206-1", kOctober, kNow, [&](const VoucherLink& it) { links.push_back(it); });
        EXPECT_EQ(links, (std::vector{link(2, place(7, "02.1"), 20), link(1, place(8), 30, Amount(6, 0))}));
        std::vector<LedgerLine> lines;
        each_ledger_line(tx, "206-1", kOctober, kNow, [&](const LedgerLine& it) { lines.push_back(it); });
        EXPECT_EQ(lines, std::vector{line});
        return tx.state();
    });
}

TEST_P(EvidenceShelf, RefusesAnIdTwice) {
    put({voucher(1, 10)}, {});
    const auto done = store().write([&](store::Tx& tx) {
        add_voucher(tx, voucher(1, 20));
        return tx.flush();
    });
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().kind, Refused::Conflict);
}

TEST(EvidenceTables, HaveTheColumnSince) {
    for (const auto* table : evidence_tables())
        EXPECT_TRUE(std::ranges::any_of(table->columns, [](const auto& column) {
            return column.name == "since";
        })) << table->name;
}

}  // namespace
}  // namespace yj::evidence

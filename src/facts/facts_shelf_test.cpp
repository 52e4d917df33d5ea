#include "facts/facts_shelf.hpp"

#include <gtest/gtest.h>

#include "facts/base_shelf.hpp"
#include "facts/tables_shelf.hpp"
#include "registry/registry_shelf.hpp"
#include "store/store_fixture.hpp"

namespace yj::facts {
namespace {

const Period kOctober = Period::month(2026, 10);

class FactsShelf : public store::StoreFixture {
protected:
    FactSheet sheet(std::int64_t unit, std::int64_t since, std::int64_t submission) {
        return {"B204-1",         kOctober, StatUnitId{unit}, EntryIndex{since}, SubmissionId{submission},
                EntryIndex{since}};
    }
    void put(const FactSheet& one) {
        write([&](store::Tx& tx) {
            put_sheet(tx, one);
            return Done{};
        });
    }
    void put_submission(std::int64_t id, std::string_view payload) {
        write([&](store::Tx& tx) {
            tx.run(
                "INSERT INTO collect_submission (id, task, sequence, since, channel, account, received_at,"
                " form_hash, payload, payload_hash) VALUES ($1, $1, 1, 1, 'import', 1, 0, 'fh', $2, $3)",
                {id, store::Blob{payload}, store::Blob{"h"}});
            return tx.state();
        });
    }
};
YJ_ON_BOTH_ENGINES(FactsShelf);

TEST_P(FactsShelf, ALaterSheetSupersedesFromItsEntryOnAndNotBefore) {
    put(sheet(7, 10, 100));
    put(sheet(7, 20, 200));
    read([&](store::Tx& tx) {
        EXPECT_FALSE(fact_of(tx, "B204-1", kOctober, StatUnitId{7}, EntryIndex{9}));
        EXPECT_EQ(fact_of(tx, "B204-1", kOctober, StatUnitId{7}, EntryIndex{19})->submission,
                  SubmissionId{100});
        EXPECT_EQ(fact_of(tx, "B204-1", kOctober, StatUnitId{7}, EntryIndex{20})->submission,
                  SubmissionId{200});
        EXPECT_EQ(sheets_of(tx, "B204-1", kOctober, StatUnitId{7}, EntryIndex{20}).size(), 2U);
        return tx.state();
    });
}

TEST_P(FactsShelf, ATakenBackAcceptanceLeavesNoFactButStaysReadableAtEarlierEntries) {
    put(sheet(7, 10, 100));
    put(sheet(7, 30, 0));
    read([&](store::Tx& tx) {
        EXPECT_EQ(facts_of(tx, "B204-1", kOctober, EntryIndex{29}).size(), 1U);
        EXPECT_TRUE(facts_of(tx, "B204-1", kOctober, EntryIndex{30}).empty());
        EXPECT_FALSE(fact_of(tx, "B204-1", kOctober, StatUnitId{7}, EntryIndex{30}));
        EXPECT_TRUE(history_of(tx, "B204-1", StatUnitId{7}, EntryIndex{30}).empty());
        return tx.state();
    });
}

TEST_P(FactsShelf, FactsOfOnePeriodComeByUnitAndLeaveOtherFormsAndPeriodsAlone) {
    put(sheet(9, 10, 100));
    put(sheet(7, 11, 101));
    put({"B203", kOctober, StatUnitId{7}, EntryIndex{12}, SubmissionId{102}, EntryIndex{12}});
    put({"B204-1", Period::month(2026, 9), StatUnitId{7}, EntryIndex{13}, SubmissionId{103}, EntryIndex{13}});
    read([&](store::Tx& tx) {
        const auto found = facts_of(tx, "B204-1", kOctober, EntryIndex{99});
        EXPECT_EQ(found.size(), 2U);
        EXPECT_EQ(found.front().unit, StatUnitId{7});
        EXPECT_EQ(sheets_on(tx, SubmissionId{103}, EntryIndex{99}).front().period, Period::month(2026, 9));
        return tx.state();
    });
}

TEST_P(FactsShelf, AHistoryIsOrderedByPeriodNotByWhenItWasAccepted) {
    for (const auto& [period, since] :
         {std::pair{Period::month(2026, 3), 40}, {Period::jan_feb(2026), 50}, {Period::month(2025, 12), 60}})
        put({"B204-1", period, StatUnitId{7}, EntryIndex{since}, SubmissionId{since}, EntryIndex{since}});
    read([&](store::Tx& tx) {
        const auto found = history_of(tx, "B204-1", StatUnitId{7}, EntryIndex{99});
        EXPECT_EQ(found.size(), 3U);
        EXPECT_EQ(found[0].period, Period::month(2025, 12));
        EXPECT_EQ(found[1].period, Period::jan_feb(2026));
        return tx.state();
    });
}

TEST_P(FactsShelf, FactsAreReadWithTheirPayloadsInOneQuestion) {
    put_submission(100, std::string_view("pay\0load", 8));
    put_submission(200, "second");
    put(sheet(7, 10, 100));
    put(sheet(8, 11, 200));
    put(sheet(7, 12, 0));
    read([&](store::Tx& tx) {
        std::vector<std::string> early;
        each_fact(tx, "B204-1", kOctober, EntryIndex{11},
                  [&](const SheetPayload& fact) { early.push_back(fact.payload); });
        EXPECT_EQ(early, (std::vector<std::string>{std::string("pay\0load", 8), "second"}));
        EXPECT_FALSE(fact_payload(tx, "B204-1", kOctober, StatUnitId{7}, EntryIndex{12}));
        EXPECT_EQ(fact_payload(tx, "B204-1", kOctober, StatUnitId{8}, EntryIndex{12})->form_hash, "fh");
        return tx.state();
    });
}

TEST_P(FactsShelf, FactsComeWithTheVersionOfTheUnitThatWasInForce) {
    put_submission(100, "a");
    put_submission(200, "b");
    put(sheet(7, 10, 100));
    put(sheet(9, 11, 200));
    const auto version = [](std::int64_t unit, std::int64_t since, Period from, std::string name) {
        registry::UnitVersion one;
        one.unit = StatUnitId{unit};
        one.since = EntryIndex{since};
        one.valid_from = from;
        one.attributes.name = std::move(name);
        one.attributes.region = *RegionCode::parse("990101001");
        return one;
    };
    write([&](store::Tx& tx) {
        for (const int unit : {7, 8, 9}) registry::add_unit(tx, StatUnitId{unit}, EntryIndex{1});
        registry::add_version(tx, version(7, 1, Period::month(2025, 1), "旧名"));
        registry::add_version(tx, version(7, 2, Period::month(2026, 9), "新名"));
        registry::add_version(tx, version(7, 3, Period::month(2026, 11), "后名"));
        registry::add_version(tx, version(8, 4, Period::month(2025, 1), "未报"));
        registry::add_version(tx, version(9, 5, Period::month(2025, 1), "丙厂"));
        return tx.state();
    });
    read([&](store::Tx& tx) {
        std::vector<std::string> names;
        each_fact_of_unit(tx, "B204-1", kOctober, EntryIndex{20},
                          [&](const SheetPayload& fact, const registry::UnitVersion& unit) {
                              names.push_back(fact.payload + unit.attributes.name);
                          });
        EXPECT_EQ(names, (std::vector<std::string>{"a新名", "b丙厂"}));
        return tx.state();
    });
}

TEST_P(FactsShelf, ABaseFigureKeepsItsReasonAndIsSupersededByALaterOne) {
    const BaseFigure first{StatUnitId{7}, "B204-1",       kOctober,
                           "01.2",        EntryIndex{10}, Value(*Amount::parse("-12.50")),
                           "并购",        "并入乙厂"};
    auto second = first;
    second.since = EntryIndex{20};
    second.value = Missing::Pending;
    write([&](store::Tx& tx) {
        put_base(tx, first);
        put_base(tx, second);
        return Done{};
    });
    read([&](store::Tx& tx) {
        EXPECT_EQ(bases_of(tx, "B204-1", kOctober, EntryIndex{19}), std::vector{first});
        EXPECT_EQ(bases_of_unit(tx, "B204-1", kOctober, StatUnitId{7}, EntryIndex{20}), std::vector{second});
        EXPECT_TRUE(bases_of_unit(tx, "B204-1", kOctober, StatUnitId{8}, EntryIndex{20}).empty());
        return tx.state();
    });
}

TEST_P(FactsShelf, ASecondSheetUnderTheSameEntryIsAConflict) {
    put(sheet(7, 10, 100));
    const auto again = store().write([&](store::Tx& tx) {
        put_sheet(tx, sheet(7, 10, 101));
        return Done{};
    });
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().kind, Refused::Conflict);
}

TEST(FactsTables, NamesEveryTableOfTheRoom) { EXPECT_EQ(facts_tables().size(), 2U); }

TEST(FactAddress, ReadsBackWhatItWrites) {
    const FactAddress address{"B204-1", Period::jan_feb(2026), StatUnitId{81234}, "hhhh[0610].1"};
    EXPECT_EQ(address.text(), "f/B204-1/2026-01..02/81234/hhhh[0610].1");
    EXPECT_EQ(FactAddress::parse(address.text()), address);
    EXPECT_EQ(FactAddress::parse("f/206-1/2026-10/5/a/b")->cell, "a/b");
    for (const auto* wrong : {"", "f", "f/B/2026-10/7", "f/B/2026-10/7/", "g/B/2026-10/7/1",
                              "f/B/2026-13/7/1", "f/B/2026-10/x/1", "f//2026-10/7/1", "f/B/2026年10月/7/1"})
        EXPECT_FALSE(FactAddress::parse(wrong)) << wrong;
}

}  // namespace
}  // namespace yj::facts

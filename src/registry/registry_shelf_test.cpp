#include "registry/registry_shelf.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "registry/frame_shelf.hpp"
#include "registry/tables_shelf.hpp"
#include "store/store_fixture.hpp"

namespace yj::registry {
namespace {

constexpr EntryIndex kNow{1000};
const Period kOctober = Period::month(2026, 10);

UnitAttributes mill() {
    UnitAttributes is;
    is.code = "91990101MA0000015C";
    is.name = "示例县青禾面粉有限公司";
    is.region = *RegionCode::parse("990101001001");
    is.industry = *IndustryCode::parse("C1311");
    is.size = SizeClass::Large;
    is.professions = "BP";
    is.above_scale = true;
    is.more = {{"开业年月", "2015-03"}, {"电话", ""}};
    return is;
}

UnitVersion version(std::int64_t unit, Period from, std::int64_t since, UnitAttributes is) {
    return {StatUnitId{unit}, from, std::move(is), "变更", "营业执照", EntryIndex{since}};
}

UnitAttributes named(std::string code, std::string name) {
    auto is = mill();
    is.code = std::move(code);
    is.name = std::move(name);
    return is;
}

class RegistryShelf : public store::StoreFixture {
protected:
    void put(const std::vector<UnitVersion>& versions) {
        write([&](store::Tx& tx) {
            std::set<StatUnitId> seen;
            for (const auto& each : versions) {
                if (seen.insert(each.unit).second) add_unit(tx, each.unit, each.since);
                add_version(tx, each);
            }
            return tx.state();
        });
    }
};
YJ_ON_BOTH_ENGINES(RegistryShelf);

TEST_P(RegistryShelf, GivesBackAVersionAsItWasPut) {
    const auto put_in = version(7, kOctober, 10, mill());
    put({put_in});
    read([&](store::Tx& tx) {
        const auto found = version_in_force(tx, StatUnitId{7}, kOctober, kNow);
        EXPECT_TRUE(found.has_value());
        if (!found) return tx.state();
        EXPECT_EQ(found->attributes, put_in.attributes);
        EXPECT_EQ(found->valid_from, put_in.valid_from);
        EXPECT_EQ(found->reason, "变更");
        EXPECT_EQ(found->paper, "营业执照");
        EXPECT_EQ(found->since, EntryIndex{10});
        EXPECT_EQ(unit_count(tx, kNow), 1);
        EXPECT_EQ(unit_count(tx, EntryIndex{9}), 0);
        return tx.state();
    });
}

TEST_P(RegistryShelf, KeepsThePeriodAndTheEntryApart) {
    auto renamed = mill();
    renamed.name = "青禾食品";
    auto corrected = mill();
    corrected.name = "青禾面业";
    // Known at 10 from October 2025; at 20 a change from June 2026; at 30 a correction of what held from
    // October 2025.
    put({version(7, Period::month(2025, 10), 10, mill()), version(7, Period::month(2026, 6), 20, renamed),
         version(7, Period::month(2025, 10), 30, corrected)});
    read([&](store::Tx& tx) {
        const auto name = [&](Period period, std::int64_t as_of) {
            const auto found = version_in_force(tx, StatUnitId{7}, period, EntryIndex{as_of});
            return found ? found->attributes.name : "none";
        };
        EXPECT_EQ(name(Period::month(2026, 5), 20), mill().name);
        EXPECT_EQ(name(Period::month(2026, 6), 20), "青禾食品");
        EXPECT_EQ(name(Period::month(2026, 6), 19), mill().name);
        EXPECT_EQ(name(Period::month(2026, 5), 30), "青禾面业");
        EXPECT_EQ(name(Period::month(2026, 6), 30), "青禾食品");
        EXPECT_EQ(name(Period::month(2025, 9), 30), "none");
        EXPECT_EQ(name(Period::month(2026, 5), 9), "none");
        EXPECT_EQ(versions_of(tx, StatUnitId{7}, EntryIndex{20}).size(), 2U);
        return tx.state();
    });
}

TEST_P(RegistryShelf, ComparesPeriodsOfAllFrequenciesByTheirDays) {
    auto later = mill();
    later.state = 2;
    put({version(7, Period::of_year(2026), 10, mill()), version(7, Period::quarter(2026, 4), 20, later)});
    read([&](store::Tx& tx) {
        const auto state = [&](Period period) {
            const auto found = version_in_force(tx, StatUnitId{7}, period, kNow);
            return found ? found->attributes.state : 0;
        };
        EXPECT_EQ(state(Period::jan_feb(2026)), 1);
        EXPECT_EQ(state(Period::month(2026, 9)), 1);
        EXPECT_EQ(state(kOctober), 2);
        EXPECT_EQ(state(Period::of_year(2026)), 2);
        EXPECT_EQ(state(Period::month(2025, 12)), 0);
        return tx.state();
    });
}

TEST_P(RegistryShelf, FindsAUnitByTheCodeInForceOnly) {
    put({version(7, Period::month(2026, 1), 10, named("OLD", "甲")),
         version(7, kOctober, 20, named("NEW", "甲"))});
    read([&](store::Tx& tx) {
        EXPECT_TRUE(find_by_code(tx, "NEW", kOctober, kNow).has_value());
        EXPECT_FALSE(find_by_code(tx, "OLD", kOctober, kNow).has_value());
        EXPECT_TRUE(find_by_code(tx, "OLD", Period::month(2026, 9), kNow).has_value());
        EXPECT_TRUE(find_by_code(tx, "OLD", kOctober, EntryIndex{19}).has_value());
        EXPECT_FALSE(find_by_code(tx, "OL", kOctober, EntryIndex{19}).has_value());
        EXPECT_EQ(known_units(tx, kOctober, kNow).at("NEW").unit, StatUnitId{7});
        EXPECT_EQ(known_units(tx, kOctober, kNow).size(), 1U);
        return tx.state();
    });
}

TEST_P(RegistryShelf, FindsByAPartOfTheNameAndTakesItLiterally) {
    auto branch = named("4", "分部");
    branch.parent_code = "1";
    put({version(1, kOctober, 10, named("1", "青禾 100% Mill")),
         version(2, kOctober, 10, named("2", "青禾100号")), version(3, kOctober, 10, named("3", "别家")),
         version(3, kOctober, 20, named("3", "青禾旧名")), version(3, kOctober, 30, named("3", "新名")),
         version(4, kOctober, 10, branch)});
    read([&](store::Tx& tx) {
        const auto found = [&](std::string_view part, int limit = 10) {
            std::string ids;
            for (const auto& each : find_by_name(tx, part, kOctober, kNow, limit))
                ids += std::to_string(each.unit.value);
            return ids;
        };
        EXPECT_EQ(found("青禾"), "12");
        EXPECT_EQ(found("青禾", 1), "1");
        EXPECT_EQ(found("100%"), "1");
        EXPECT_EQ(found("mill"), "1");
        EXPECT_EQ(found("_"), "");
        EXPECT_EQ(found("' OR 1=1 --"), "");
        EXPECT_EQ(local_units_of(tx, "1", kOctober, kNow).size(), 1U);
        return tx.state();
    });
}

TEST_P(RegistryShelf, TellsEveryUnitInForceOnce) {
    put({version(1, kOctober, 10, named("1", "甲")), version(1, Period::month(2026, 9), 20, named("1", "乙")),
         version(2, kOctober, 10, named("2", "丙")), version(2, kOctober, 20, named("2", "丁")),
         version(3, Period::month(2026, 11), 10, named("3", "戊"))});
    read([&](store::Tx& tx) {
        std::string names;
        each_in_force(tx, kOctober, kNow, [&](const UnitVersion& each) {
            names += each.attributes.name;
            const auto alone = version_in_force(tx, each.unit, kOctober, kNow);
            EXPECT_TRUE(alone && alone->attributes == each.attributes);
        });
        EXPECT_EQ(names, "甲丁");
        return tx.state();
    });
}

TEST_P(RegistryShelf, RefusesTheSameUnitTwice) {
    put({version(7, kOctober, 10, mill())});
    const auto done = store().write([&](store::Tx& tx) {
        add_unit(tx, StatUnitId{7}, EntryIndex{11});
        return tx.flush();
    });
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().kind, Refused::Conflict);
}

TEST_P(RegistryShelf, FreezesAFrameOnceWithTheVersionsOfThatDay) {
    auto renamed = mill();
    renamed.name = "新名";
    put({version(7, kOctober, 10, mill()), version(7, kOctober, 40, renamed),
         version(8, kOctober, 10, named("8", "乙"))});
    const Frame frame{"B204-1", kOctober, "hash", 0, EntryIndex{20}};
    const std::vector<FrameUnit> members{{StatUnitId{7}, EntryIndex{10}}};
    write([&](store::Tx& tx) { return freeze_frame(tx, frame, members); });
    const auto again = store().write([&](store::Tx& tx) { return freeze_frame(tx, frame, members); });
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().kind, Refused::Conflict);
    EXPECT_FALSE(again.error().remedy.empty());
    read([&](store::Tx& tx) {
        EXPECT_EQ(find_frame(tx, "B204-1", kOctober, kNow)->units, 1);
        EXPECT_FALSE(find_frame(tx, "B204-1", kOctober, EntryIndex{19}).has_value());
        EXPECT_FALSE(find_frame(tx, "B203", kOctober, kNow).has_value());
        EXPECT_EQ(frame_units(tx, "B204-1", kOctober, kNow), members);
        EXPECT_TRUE(frame_contains(tx, "B204-1", kOctober, StatUnitId{7}, kNow));
        EXPECT_FALSE(frame_contains(tx, "B204-1", kOctober, StatUnitId{8}, kNow));
        EXPECT_FALSE(frame_contains(tx, "B204-1", kOctober, StatUnitId{7}, EntryIndex{19}));
        each_in_frame(tx, "B204-1", kOctober, kNow,
                      [&](const UnitVersion& each) { EXPECT_EQ(each.attributes.name, mill().name); });
        EXPECT_EQ(frames(tx, kNow).size(), 1U);
        EXPECT_EQ(frames_of_unit(tx, StatUnitId{7}, kNow).size(), 1U);
        EXPECT_TRUE(frames_of_unit(tx, StatUnitId{8}, kNow).empty());
        return tx.state();
    });
}

TEST(RegistryTables, HaveTheColumnSince) {
    for (const auto* table : registry_tables())
        EXPECT_TRUE(std::ranges::any_of(table->columns, [](const auto& column) {
            return column.name == "since";
        })) << table->name;
}

}  // namespace
}  // namespace yj::registry

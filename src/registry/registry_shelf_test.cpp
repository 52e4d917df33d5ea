#include "registry/registry_shelf.hpp"

#include "store/store_fixture.hpp"

namespace yj::registry {
namespace {

class RegisterShelf : public store::StoreFixture {
protected:
    UnitVersion version(std::int64_t unit, Period from, std::int64_t since, std::string name) {
        UnitVersion made;
        made.unit = StatUnitId{unit};
        made.valid_from = from;
        made.since = EntryIndex{since};
        made.attributes.code = "A-" + std::to_string(unit);
        made.attributes.name = std::move(name);
        made.attributes.region = *RegionCode::parse("990101100001");
        made.attributes.industry = *IndustryCode::parse("1311");
        made.attributes.size = SizeClass::Small;
        made.attributes.more["计划总投资"] = "6500";
        made.reason = "新增";
        return made;
    }
    std::string name_of(std::int64_t unit, Period period, std::int64_t as_of) {
        std::string name = "（无）";
        read([&](store::Tx& tx) -> Done {
            if (const auto found = version_of(tx, StatUnitId{unit}, period, EntryIndex{as_of}))
                name = found->attributes.name;
            return {};
        });
        return name;
    }
};
YJ_ON_BOTH_ENGINES(RegisterShelf);

const Period kMay = Period::month(2026, 5);
const Period kJune = Period::month(2026, 6);

TEST_P(RegisterShelf, GivesBackAVersionAsItWasPut) {
    const auto made = version(1, kMay, 3, "甲");
    write([&](store::Tx& tx) -> Done {
        put_unit(tx, made.unit, made.since);
        put_version(tx, made);
        return {};
    });
    read([&](store::Tx& tx) -> Done {
        const auto found = find_by_code(tx, "A-1", kMay, EntryIndex{3});
        EXPECT_TRUE(found.has_value());
        EXPECT_EQ(found->attributes, made.attributes);
        EXPECT_EQ(found->reason, "新增");
        return {};
    });
}

TEST_P(RegisterShelf, TellsTheAttributesOfThePeriodAsKnownThen) {
    write([&](store::Tx& tx) -> Done {
        put_version(tx, version(1, kMay, 3, "甲"));
        put_version(tx, version(1, kJune, 5, "甲改名"));
        put_version(tx, version(1, kMay, 9, "甲更正"));  // learnt later about May
        return {};
    });
    EXPECT_EQ(name_of(1, Period::month(2026, 4), 9), "（无）");
    EXPECT_EQ(name_of(1, kMay, 4), "甲");
    EXPECT_EQ(name_of(1, kJune, 4), "甲");
    EXPECT_EQ(name_of(1, kJune, 5), "甲改名");
    EXPECT_EQ(name_of(1, kMay, 9), "甲更正");
    EXPECT_EQ(name_of(1, kJune, 9), "甲改名");
}

TEST_P(RegisterShelf, FindsACodeOnlyWhereItIsInForce) {
    auto moved = version(1, kJune, 5, "甲");
    moved.attributes.code = "B-1";
    write([&](store::Tx& tx) -> Done {
        put_version(tx, version(1, kMay, 3, "甲"));
        put_version(tx, moved);
        return {};
    });
    read([&](store::Tx& tx) -> Done {
        EXPECT_TRUE(find_by_code(tx, "A-1", kMay, EntryIndex{9}).has_value());
        EXPECT_FALSE(find_by_code(tx, "A-1", kJune, EntryIndex{9}).has_value());
        EXPECT_TRUE(find_by_code(tx, "B-1", kJune, EntryIndex{9}).has_value());
        return {};
    });
}

TEST_P(RegisterShelf, TakesAPercentSignInANameAsItself) {
    write([&](store::Tx& tx) -> Done {
        put_version(tx, version(1, kMay, 3, "百分之百%公司"));
        put_version(tx, version(2, kMay, 3, "别的公司"));
        return {};
    });
    read([&](store::Tx& tx) -> Done {
        EXPECT_EQ(find_by_name(tx, "%", kMay, EntryIndex{9}, 10).size(), 1U);
        EXPECT_EQ(find_by_name(tx, "公司", kMay, EntryIndex{9}, 10).size(), 2U);
        EXPECT_EQ(find_by_name(tx, "公司", kMay, EntryIndex{9}, 1).size(), 1U);
        return {};
    });
}

TEST_P(RegisterShelf, KeepsEveryFrozenFrameReadable) {
    write([&](store::Tx& tx) -> Done {
        for (const std::int64_t id : {1, 2, 3}) put_version(tx, version(id, kMay, 3, "某"));
        put_frame(tx, {"B204-1", kMay, EntryIndex{4}, "hash", {StatUnitId{1}, StatUnitId{2}}});
        put_frame(tx, {"B204-1", kMay, EntryIndex{6}, "hash", {StatUnitId{2}, StatUnitId{3}}});
        return {};
    });
    read([&](store::Tx& tx) -> Done {
        EXPECT_FALSE(frame_of(tx, "B204-1", kMay, EntryIndex{3}).has_value());
        EXPECT_EQ(frame_of(tx, "B204-1", kMay, EntryIndex{5})->units, (std::vector{StatUnitId{1}, StatUnitId{2}}));
        std::vector<StatUnitId> units;
        each_version_in_frame(tx, "B204-1", kMay, EntryIndex{9}, [&](const UnitVersion& v) { units.push_back(v.unit); });
        EXPECT_EQ(units, (std::vector{StatUnitId{2}, StatUnitId{3}}));
        EXPECT_EQ(frames(tx, EntryIndex{9}).size(), 2U);
        return {};
    });
}

}  // namespace
}  // namespace yj::registry

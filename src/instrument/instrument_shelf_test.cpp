#include "instrument/instrument_shelf.hpp"

#include "instrument/pack_folder_shelf.hpp"
#include "store/store_fixture.hpp"

namespace yj::instrument {
namespace {

class PackShelf : public store::StoreFixture {};
YJ_ON_BOTH_ENGINES(PackShelf);

TEST_P(PackShelf, GivesBackTheFilesAsTheyWereInstalled) {
    const auto files = read_pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs/eia-1996");
    ASSERT_TRUE(files.has_value());
    const auto pack = load_pack(*files);
    ASSERT_TRUE(pack.has_value());
    write([&](store::Tx& tx) -> Done {
        EXPECT_FALSE(has_pack(tx, pack->hash()));
        put_pack(tx, *pack, EntryIndex{7});
        return {};
    });
    read([&](store::Tx& tx) -> Done {
        const auto stored = stored_packs(tx);
        EXPECT_EQ(stored.size(), 1U);
        EXPECT_EQ(stored.at(0).since, EntryIndex{7});
        EXPECT_EQ(load_pack(stored.at(0).files)->hash(), pack->hash());
        return {};
    });
    const auto twice = store().write([&](store::Tx& tx) -> Done {
        put_pack(tx, *pack, EntryIndex{8});
        return {};
    });
    ASSERT_FALSE(twice.has_value());
    EXPECT_EQ(twice.error().kind, Refused::Conflict);
}

/// The same pack with a remark added: another hash, so another version.
Pack version_of(std::string remark) {
    auto files = *read_pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs/eia-1996");
    for (auto& file : files)
        if (file.path == "frames.toml") file.bytes += std::move(remark);
    return *load_pack(std::move(files));
}

TEST_P(PackShelf, KnowsThePackInForceAsOfAnEntry) {
    const auto first = version_of(""), second = version_of("# 更正\n");
    write([&](store::Tx& tx) -> Done {
        put_pack(tx, first, EntryIndex{7});
        put_pack(tx, second, EntryIndex{9});
        return {};
    });
    read([&](store::Tx& tx) -> Done {
        const auto in_force = [&](const char* form, Period period, std::int64_t as_of) {
            const auto pack = pack_in_force(tx, form, period, EntryIndex{as_of});
            return pack ? pack->hash() : std::string(refused_word(pack.error().kind));
        };
        const auto march = Period::month(1996, 3);
        EXPECT_EQ(in_force("EIA-826", march, 9), second.hash());
        EXPECT_EQ(in_force("EIA-826", march, 8), first.hash());
        EXPECT_EQ(in_force("EIA-826", march, 6), "not_found");
        EXPECT_EQ(in_force("EIA-826", Period::month(1997, 3), 9), "not_found");
        EXPECT_EQ(in_force("B204-1", march, 9), "not_found");
        EXPECT_EQ(stored_packs(tx, EntryIndex{8}).size(), 1U);
        return {};
    });
}

}  // namespace
}  // namespace yj::instrument

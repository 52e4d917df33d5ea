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

}  // namespace
}  // namespace yj::instrument

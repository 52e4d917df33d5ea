#include "journal/tile.hpp"

#include <gtest/gtest.h>

namespace yj::journal {
namespace {

TEST(TilePath, SplitsTheIndexIntoThousandsAndNamesAPartialTile) {
    EXPECT_EQ(tile_path({0, 0, 256}), "tile/0/000");
    EXPECT_EQ(tile_path({0, 1'234'067, 256}), "tile/0/x001/x234/067");
    EXPECT_EQ(tile_path({1, 1'067, 17}), "tile/1/x001/067.p/17");
    EXPECT_EQ(tile_path({kBundleLevel, 273, 112}), "tile/entries/273.p/112");
}

TEST(NewTiles, AreThoseThatTheGrowthChangedAndNoOthers) {
    EXPECT_TRUE(new_tiles(0, 0).empty());
    EXPECT_TRUE(new_tiles(300, 300).empty());
    EXPECT_EQ(new_tiles(255, 256), (std::vector<TileId>{{kBundleLevel, 0, 256}, {0, 0, 256}, {1, 0, 1}}));
    EXPECT_EQ(new_tiles(300, 301), (std::vector<TileId>{{kBundleLevel, 1, 45}, {0, 1, 45}}));
    EXPECT_EQ(new_tiles(200, 520), (std::vector<TileId>{{kBundleLevel, 0, 256},
                                                        {kBundleLevel, 1, 256},
                                                        {kBundleLevel, 2, 8},
                                                        {0, 0, 256},
                                                        {0, 1, 256},
                                                        {0, 2, 8},
                                                        {1, 0, 2}}));
}

TEST(Bundle, GivesItsEntriesBackAndRefusesAnyOtherLength) {
    std::string bundle;
    const std::string longest(65'535, 'x');
    for (const std::string_view entry :
         {std::string_view("first"), std::string_view(), std::string_view(longest)})
        add_to_bundle(bundle, entry);
    const auto entries = parse_bundle(bundle, 3);
    ASSERT_TRUE(entries);
    EXPECT_EQ(*entries, (std::vector<std::string_view>{"first", "", longest}));
    EXPECT_FALSE(parse_bundle(bundle, 2));
    EXPECT_FALSE(parse_bundle(bundle, 4));
    EXPECT_FALSE(parse_bundle(bundle + '\0', 3));
    EXPECT_FALSE(parse_bundle(bundle.substr(0, bundle.size() - 1), 3));
}

TEST(Tile, IsRefusedUnlessItHoldsWholeHashesOfItsWidth) {
    EXPECT_TRUE(parse_tile(std::string(64, 'x'), 2));
    EXPECT_FALSE(parse_tile(std::string(63, 'x'), 2));
    EXPECT_FALSE(parse_tile(std::string(64, 'x'), 3));
}

}  // namespace
}  // namespace yj::journal

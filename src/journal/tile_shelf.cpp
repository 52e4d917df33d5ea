#include "journal/tile_shelf.hpp"

#include "journal/journal_shelf.hpp"
#include "store/files.hpp"

namespace yj::journal {

namespace {

constexpr std::size_t kLargestTile = std::size_t{256} * 32;

std::string bundle_bytes(store::Tx& tx, const TileId& tile) {
    const EntryIndex from{tile.index * kTileWidth};
    std::string bundle;
    each_leaf(tx, from, EntryIndex{from.value + tile.width},
              [&](const StoredLeaf& leaf) { add_to_bundle(bundle, leaf.bytes); });
    return bundle;
}

}  // namespace

void LogTree::catch_up(store::Tx& tx) {
    each_leaf(tx, EntryIndex{tree.size()}, next_index(tx), [&](const StoredLeaf& leaf) {
        tree.add(leaf_hash(sha256, leaf.bytes));
        sm3_tree.add(leaf_hash(sm3, leaf.bytes));
    });
}

Done write_tiles(store::Tx& tx, const std::filesystem::path& log_folder, const Tree& tree, std::int64_t from,
                 std::int64_t to) {
    for (const auto& tile : new_tiles(from, to)) {
        const auto bytes =
            tile.level == kBundleLevel ? bundle_bytes(tx, tile) : tile_bytes(tree.nodes(), tile);
        YJ_TRY(store::write_durably(log_folder / tile_path(tile), bytes));
    }
    return tx.state();
}

std::optional<Digest> PublishedLeaves::at(std::int64_t index) {
    if (index >= size_) return std::nullopt;
    const auto wanted = index / kTileWidth;
    if (wanted != loaded_) {
        const auto width = static_cast<int>(std::min(kTileWidth, size_ - wanted * kTileWidth));
        const auto bytes = store::read_whole(folder_ / tile_path({0, wanted, width}), kLargestTile);
        tile_ = bytes ? parse_tile(*bytes, width).value_or(std::vector<Digest>{}) : std::vector<Digest>{};
        loaded_ = wanted;
    }
    const auto place = static_cast<std::size_t>(index % kTileWidth);
    return place < tile_.size() ? std::optional(tile_[place]) : std::nullopt;
}

}  // namespace yj::journal

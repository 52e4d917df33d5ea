#include "journal/tile_shelf.hpp"

#include "journal/journal_shelf.hpp"
#include "store/files.hpp"

namespace yj::journal {

namespace {

constexpr std::size_t kLargestTile = std::size_t{256} * 32;
constexpr std::size_t kLargestBundle = std::size_t{256} * (65'535 + 2);

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

namespace {

/// The leaf hashes of one bundle and of the tile beside it; empty where the file is not whole.
struct Pair {
    std::vector<Digest> from_bundle, from_tile;
};

std::string published(const std::filesystem::path& log_folder, const TileId& tile) {
    return store::read_whole(log_folder / tile_path(tile), kLargestBundle).value_or(std::string());
}

Pair read_pair(const std::filesystem::path& log_folder, std::int64_t index, int width) {
    Pair pair;
    const auto bundle = published(log_folder, {kBundleLevel, index, width});
    for (const auto entry : parse_bundle(bundle, width).value_or(std::vector<std::string_view>{}))
        pair.from_bundle.push_back(leaf_hash(sha256, entry));
    pair.from_tile =
        parse_tile(published(log_folder, {0, index, width}), width).value_or(std::vector<Digest>{});
    return pair;
}

using Side = std::vector<Digest> Pair::*;

std::optional<Tree> tree_from(const std::vector<Pair>& pairs, Side side, std::int64_t size,
                              const Digest& root) {
    Tree tree(sha256);
    for (const auto& pair : pairs)
        for (const auto& leaf : pair.*side) tree.add(leaf);
    if (tree.size() != size || root_of(sha256, tree.nodes(), size) != root) return std::nullopt;
    return tree;
}

}  // namespace

std::vector<std::string> damaged_tiles(const std::filesystem::path& log_folder, std::int64_t size,
                                       const Digest& root) {
    std::vector<Pair> pairs;
    const auto width_at = [&](std::int64_t index) {
        return static_cast<int>(std::min(kTileWidth, size - index * kTileWidth));
    };
    for (std::int64_t index = 0; index * kTileWidth < size; ++index)
        pairs.push_back(read_pair(log_folder, index, width_at(index)));
    const auto by_bundles = tree_from(pairs, &Pair::from_bundle, size, root);
    const auto by_tiles = tree_from(pairs, &Pair::from_tile, size, root);
    const auto& tree = by_bundles ? by_bundles : by_tiles;
    std::vector<std::string> damaged;
    for (const auto& tile : new_tiles(0, size)) {
        if (tile.level > 0) {
            if (!tree || published(log_folder, tile) != tile_bytes(tree->nodes(), tile))
                damaged.push_back(tile_path(tile));
            continue;
        }
        const auto& pair = pairs[static_cast<std::size_t>(tile.index)];
        const bool doubtful = tile.level == kBundleLevel ? !by_bundles : !by_tiles;
        if (doubtful && pair.from_bundle != pair.from_tile) damaged.push_back(tile_path(tile));
    }
    if (size > 0 && !tree && damaged.empty()) damaged.push_back(tile_path({0, 0, width_at(0)}));
    return damaged;
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

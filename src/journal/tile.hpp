// Tiles: the tree as plain files that anyone can copy, cache and check.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "journal/tree.hpp"

namespace yj::journal {

/// 256 hashes make a full tile; the last one of each level may hold fewer.
inline constexpr std::int64_t kTileWidth = 256;

/// Which tile: `level` counts tiles (8 levels of the tree each), `index` counts from the left, `width` is how
/// many hashes it holds. Level -1 is a bundle of entries beside the tiles of level 0.
struct TileId {
    int level = 0;
    std::int64_t index = 0;
    int width = 256;
    bool operator==(const TileId&) const = default;
};
inline constexpr int kBundleLevel = -1;

/// "tile/0/x001/x234/067", "tile/entries/000.p/12". Source: C2SP tlog-tiles, "Merkle Tree" and "Log Entries".
[[nodiscard]] std::string tile_path(const TileId& tile);

/// The tiles of a log that grew from `from` to `to` entries which were not there before, bundles among them.
/// From 0 on: all of them.
[[nodiscard]] std::vector<TileId> new_tiles(std::int64_t from, std::int64_t to);

/// Its hashes, one after the other. REQUIRES: level >= 0 and the tile lies in the tree.
[[nodiscard]] std::string tile_bytes(const NodeFn& nodes, const TileId& tile);
/// Reads them back. Empty unless there are exactly `width` hashes.
[[nodiscard]] std::optional<std::vector<Digest>> parse_tile(std::string_view bytes, int width);

/// Adds one entry to a bundle: its length in two bytes, big-endian, then its bytes.
/// REQUIRES: an entry of at most 65,535 bytes.
void add_to_bundle(std::string& bundle, std::string_view entry);
/// Empty unless the bundle holds exactly `width` entries. The views live as long as `bundle`.
[[nodiscard]] std::optional<std::vector<std::string_view>> parse_bundle(std::string_view bundle, int width);

}  // namespace yj::journal

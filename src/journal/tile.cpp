#include "journal/tile.hpp"

#include <algorithm>

#include "base/invariant.hpp"

namespace yj::journal {

namespace {

constexpr std::size_t kHashSize = 32;
constexpr std::size_t kLongestEntry = 65'535;
constexpr int kLevelsInTile = 8;

std::string three_digits(std::int64_t number) {
    auto digits = std::to_string(number);
    return std::string(3 - digits.size(), '0') + digits;
}

/// 1234067 is x001/x234/067: no folder holds more than a thousand names.
std::string index_path(std::int64_t index) {
    if (index < 1000) return three_digits(index);
    std::string path;
    for (auto rest = index / 1000; rest > 0; rest /= 1000)
        path.insert(0, 'x' + three_digits(rest % 1000) + '/');
    return path += three_digits(index % 1000);
}

/// Adds the tiles of one level that hold hashes [from, to) of it.
void add_level(std::vector<TileId>& tiles, int level, std::int64_t from, std::int64_t to) {
    if (from == to) return;
    for (auto index = from / kTileWidth; index * kTileWidth < to; ++index) {
        const auto width = std::min(to - index * kTileWidth, kTileWidth);
        tiles.push_back({level, index, static_cast<int>(width)});
    }
}

}  // namespace

std::string tile_path(const TileId& tile) {
    std::string path =
        tile.level == kBundleLevel ? "tile/entries/" : "tile/" + std::to_string(tile.level) + "/";
    path += index_path(tile.index);
    if (tile.width < kTileWidth) path += ".p/" + std::to_string(tile.width);
    return path;
}

std::vector<TileId> new_tiles(std::int64_t from, std::int64_t to) {
    std::vector<TileId> tiles;
    add_level(tiles, kBundleLevel, from, to);
    for (int level = 0; to > 0; ++level, from >>= kLevelsInTile, to >>= kLevelsInTile)
        add_level(tiles, level, from, to);
    return tiles;
}

std::string tile_bytes(const NodeFn& nodes, const TileId& tile) {
    std::string bytes;
    for (int at = 0; at < tile.width; ++at)
        bytes += nodes(tile.level * kLevelsInTile, tile.index * kTileWidth + at).view();
    return bytes;
}

std::optional<std::vector<Digest>> parse_tile(std::string_view bytes, int width) {
    if (bytes.size() != static_cast<std::size_t>(width) * kHashSize) return std::nullopt;
    std::vector<Digest> hashes;
    for (std::size_t at = 0; at < bytes.size(); at += kHashSize)
        hashes.push_back(*Digest::from_view(bytes.substr(at, kHashSize)));
    return hashes;
}

void add_to_bundle(std::string& bundle, std::string_view entry) {
    invariant(entry.size() <= kLongestEntry, "an entry fits its two bytes of length");
    bundle += static_cast<char>(entry.size() >> 8);
    bundle += static_cast<char>(entry.size() & 0xFFU);
    bundle += entry;
}

std::optional<std::vector<std::string_view>> parse_bundle(std::string_view bundle, int width) {
    std::vector<std::string_view> entries;
    while (bundle.size() >= 2) {
        const auto size = static_cast<std::size_t>(static_cast<unsigned char>(bundle[0])) << 8 |
                          static_cast<unsigned char>(bundle[1]);
        if (bundle.size() - 2 < size) return std::nullopt;
        entries.push_back(bundle.substr(2, size));
        bundle.remove_prefix(2 + size);
    }
    if (!bundle.empty() || entries.size() != static_cast<std::size_t>(width)) return std::nullopt;
    return entries;
}

}  // namespace yj::journal

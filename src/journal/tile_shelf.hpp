// The published files of the log: tiles, bundles and the last checkpoint, below the folder `log`.
#pragma once
#include <filesystem>
#include <optional>

#include "base/result.hpp"
#include "journal/tile.hpp"
#include "store/tx.hpp"

namespace yj::journal {

/// Both trees of a log in memory, so that a checkpoint costs only what was added since the last one.
struct LogTree {
    Tree tree{sha256};
    Frontier sm3_tree{sm3};
    /// Adds the entries that came since. REQUIRES: a snapshot (what is read here must be committed).
    void catch_up(store::Tx& tx);
};

/// Writes the tiles and bundles that are new between two sizes; durable when it returns.
/// REQUIRES: the tree has `to` leaves or more. Fails: Storage.
[[nodiscard]] Done write_tiles(store::Tx& tx, const std::filesystem::path& log_folder, const Tree& tree,
                               std::int64_t from, std::int64_t to);

/// The published files that are not there or hold something else than a checkpoint of that size and root
/// promises, by path. The store is not asked.
[[nodiscard]] std::vector<std::string> damaged_tiles(const std::filesystem::path& log_folder,
                                                     std::int64_t size, const Digest& root);

/// Leaf hashes as published. Reads each tile once.
class PublishedLeaves {
public:
    PublishedLeaves(std::filesystem::path log_folder, std::int64_t size)
        : folder_(std::move(log_folder)), size_(size) {}
    /// Empty when that leaf lies beyond the published size, or its tile cannot be read.
    [[nodiscard]] std::optional<Digest> at(std::int64_t index);

private:
    std::filesystem::path folder_;
    std::int64_t size_;
    std::int64_t loaded_ = -1;
    std::vector<Digest> tile_;
};

}  // namespace yj::journal

// Files: written whole or not at all.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace yj::store {

/// Writes to a temporary name, flushes file and folder, then renames: after a crash the old or the new file
/// is there, never half of one. Makes missing folders.
[[nodiscard]] Done write_durably(const std::filesystem::path& path, std::string_view bytes);

/// The whole file. Fails: NotFound; Malformed when larger than `limit` bytes; Storage.
[[nodiscard]] Result<std::string> read_whole(const std::filesystem::path& path, std::size_t limit);

/// An exclusive lock on a folder for as long as the object lives: one process alone holds the stores.
class FolderLock {
public:
    /// Fails: Conflict when another process holds it.
    [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path& folder);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    ~FolderLock();

private:
    explicit FolderLock(int fd) : fd_(fd) {}
    int fd_ = -1;
};

}  // namespace yj::store

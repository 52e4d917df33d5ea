// read_file: a file that a person hands in, whole.
#pragma once
#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace yj::desk {

/// Fails: NotFound; Malformed when it is larger than `limit` bytes or no ordinary file; Storage.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit);

/// Writes an answer's file whole or not at all. Fails: Storage.
[[nodiscard]] Done write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace yj::desk

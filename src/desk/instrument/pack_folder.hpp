// pack_folder: the files of a pack's folder on disk.
#pragma once
#include <filesystem>
#include <vector>

#include "base/result.hpp"
#include "instrument/pack.hpp"

namespace yj::desk {

/// Fails: NotFound (no such folder); Malformed (too large).
[[nodiscard]] Result<std::vector<instrument::PackFile>> pack_folder(const std::filesystem::path& folder);

}  // namespace yj::desk

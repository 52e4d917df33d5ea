// A pack's folder on disk, read into files.
#pragma once
#include <filesystem>
#include <vector>

#include "base/result.hpp"
#include "instrument/pack.hpp"

namespace yj::instrument {

/// Every file below the folder, by its path within it. Hidden files are passed over.
/// Fails: NotFound when there is no such folder; Malformed when it holds more than 64 MB or 2,000 files.
[[nodiscard]] Result<std::vector<PackFile>> read_pack_folder(const std::filesystem::path& folder);

}  // namespace yj::instrument

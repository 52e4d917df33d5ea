// The directory of a zip archive, read strictly: one reading only, or a refusal.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sheet/package.hpp"

namespace yj::sheet {

/// The entries in the order of the file. Folders are left out.
/// Fails: Malformed, as package.hpp says.
/// Source: PKWARE APPNOTE.TXT 6.3.9 §4.3.
[[nodiscard]] Result<std::vector<PackageEntry>> read_zip_directory(std::string_view bytes,
                                                                   std::string_view name,
                                                                   const PackageLimits& limits);

/// Why an entry must not be called so; empty when it may.
[[nodiscard]] std::string_view bad_entry_name(std::string_view entry);

}  // namespace yj::sheet

// Unpacking of one archive entry, piece by piece, never beyond what the directory declared.
#pragma once
#include <string_view>

#include "sheet/package.hpp"

namespace yj::sheet {

/// The bytes of an entry. `packed` must outlive the source.
/// Fails (in the course): Malformed when the bytes are damaged, are fewer or more than declared, or their
/// check sum is another.
[[nodiscard]] ByteSource unpacked(std::string_view packed, const PackageEntry& entry, std::string place);

}  // namespace yj::sheet

// keep_file: a file of evidence into the vault, before the act that names its hash.
#pragma once
#include <string_view>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "desk/county.hpp"

namespace yj::desk {

/// Durable when it returns; the same bytes again change nothing. A file that no act names afterwards does no
/// harm.
[[nodiscard]] Result<Digest> keep_file(const County& county, std::string_view bytes);

}  // namespace yj::desk

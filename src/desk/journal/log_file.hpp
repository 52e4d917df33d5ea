// log_file: the published files of the log, for anybody; never its key.
#pragma once
#include <string>
#include <string_view>

#include "desk/county.hpp"

namespace yj::desk {

/// `name` is relative to the log's folder: "checkpoint", "key.pub", "tile/0/000". Everything else is
/// NotFound, a path that leaves the folder and a link among it.
[[nodiscard]] Result<std::string> published_log_file(const County& county, std::string_view name);

}  // namespace yj::desk

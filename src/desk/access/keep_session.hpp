// keep_session: a request came, so the session's idle time begins again.
#pragma once
#include <string>

#include "desk/county.hpp"

namespace yj::desk {

/// Never beyond the session's end. A session that has ended stays ended. One small write: not for every
/// request.
[[nodiscard]] Done keep_session(County& county, const std::string& token);

}  // namespace yj::desk

// What several handlers ask of a request: ids, periods, limits.
#pragma once
#include <optional>

#include "server/problem.hpp"
#include "server/router.hpp"

namespace yj::server {

/// The id in the path. Fails: NotFound when it is none: there is nothing under such an address.
[[nodiscard]] Result<std::int64_t> id_in_path(const Call& call, std::size_t part = 0);

/// ?period=. Empty when it is not given. Fails: Malformed, saying how a period is written.
[[nodiscard]] Result<std::optional<Period>> period_asked(const Call& call);
[[nodiscard]] Result<Period> period_needed(const Call& call);
[[nodiscard]] Result<Period> parse_period(const std::string& text, const std::string& place);

/// ?limit=, 1 to 500.
[[nodiscard]] Result<int> limit_asked(const Call& call, int otherwise);
/// A parameter that must be there. Fails: Malformed.
[[nodiscard]] Result<std::string> needed(const Call& call, const std::string& name);

/// The Idempotency-Key, if any. Fails: Malformed when it is longer than 128 characters.
[[nodiscard]] Result<std::string> act_key(const Call& call);

/// The answer of a handler that may refuse.
[[nodiscard]] Response respond(Result<Response> result);

}  // namespace yj::server

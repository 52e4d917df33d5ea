// Problem: a refusal as application/problem+json (RFC 9457).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "server/http.hpp"

namespace yj::server {

/// 400 malformed, 403 forbidden, 404 not found, 409 conflict and not ready, 500 incident, 503 storage.
[[nodiscard]] int status_of(Refused kind);

/// `errors`: one for each wrong part; a part's place that is a cell's address becomes "/cells/<address>".
[[nodiscard]] Response problem(const Refusal& refusal, const std::vector<Refusal>& errors = {});
[[nodiscard]] Response problem(int status, const Refusal& refusal, const std::vector<Refusal>& errors = {});

/// The usual title of a status, in Chinese.
[[nodiscard]] std::string_view status_title(int status);

}  // namespace yj::server

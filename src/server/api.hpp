// The interface /api/v1: each room's routes. The contract is api/openapi.yaml.
#pragma once
#include <vector>

#include "server/router.hpp"

namespace yj::server {

[[nodiscard]] std::vector<Route> session_routes();  ///< sessions, county, packs
[[nodiscard]] std::vector<Route> unit_routes();     ///< units
[[nodiscard]] std::vector<Route>
report_routes();  ///< board, tasks, submissions read and sent, batches, vouchers
[[nodiscard]] std::vector<Route> review_routes();   ///< explanations, return, acceptance
[[nodiscard]] std::vector<Route> release_routes();  ///< tables, releases, figures, traces
[[nodiscard]] std::vector<Route> log_routes();      ///< checkpoint, verification, public files, healthz

/// The document of a release, for the interface and the pages: "docx" or "xlsx".
[[nodiscard]] Result<Response> release_file(const Call& call, const std::string& extension);

/// All of them.
[[nodiscard]] std::vector<Route> api_routes();

}  // namespace yj::server

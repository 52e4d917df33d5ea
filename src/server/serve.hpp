// serve: the county on the network: pages and interface, until told to stop.
#pragma once
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "desk/county.hpp"
#include "server/http_server.hpp"
#include "server/request_log.hpp"
#include "server/router.hpp"

namespace yj::server {

struct ServeOptions {
    std::string address = "127.0.0.1";
    unsigned short port = 8080;  ///< 0: any that is free
    int workers = 4;
    LogSink log = stderr_sink();
    /// Called once when connections are taken, with the port.
    std::function<void(unsigned short)> on_ready;
};

/// Binds first, then blocks until told to stop; requests under way are answered.
/// Fails: Conflict (the port is in use), Forbidden, Malformed (address).
[[nodiscard]] Done serve(desk::County& county, const ServeOptions& options, const std::stop_token& stop);

/// Every route there is: the interface and the pages.
[[nodiscard]] std::vector<Route> all_routes();

}  // namespace yj::server

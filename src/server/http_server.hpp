// HttpServer: HTTP/1.1 on one address; bytes here, meaning in the handler.
#pragma once
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "base/result.hpp"
#include "server/http.hpp"

namespace yj::server {

struct HttpLimits {
    std::size_t header_bytes = std::size_t{16} << 10;
    std::size_t body_bytes = std::size_t{64} << 20;
    int seconds_to_send = 60;  ///< for one request to arrive whole
    int seconds_idle = 75;     ///< between requests of one connection
    int connections = 512;
};

using Handler = std::function<Response(const Request&)>;

/// Serves until told to stop: then no new connection is taken, requests under way are answered, idle
/// connections are closed, and after five seconds the rest is cut.
class HttpServer {
public:
    /// Binds at once, so that a port in use is a refusal and not a surprise later.
    /// Fails: Conflict when the port is in use; Forbidden when it may not be bound; Malformed address.
    [[nodiscard]] static Result<std::unique_ptr<HttpServer>> bind(const std::string& address,
                                                                  unsigned short port, HttpLimits limits,
                                                                  Handler handler);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Blocks. Handlers run on `workers` threads of its own.
    void run(int workers, const std::stop_token& stop);
    [[nodiscard]] unsigned short port() const;

private:
    class Inside;
    explicit HttpServer(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace yj::server

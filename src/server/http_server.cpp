#include "server/http_server.hpp"

#include <boost/asio.hpp>
#include <boost/beast.hpp>

#include <atomic>
#include <set>

namespace yj::server {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = beast::http;
using asio::ip::tcp;

namespace {

// g++ 12: no lambda and no temporary inside a co_await expression; tokens are named first.
constexpr auto kToken = asio::as_tuple(asio::use_awaitable);
constexpr auto kDrain = std::chrono::seconds(5);

std::string lower(std::string_view name) {
    std::string out(name);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Our view of a message; empty when its target is damaged or a header stands twice with two meanings.
std::optional<Request> to_request(bhttp::request<bhttp::string_body>& message) {
    auto target = parse_target({message.target().data(), message.target().size()});
    if (!target) return std::nullopt;
    Request request;
    request.method = std::string(message.method_string());
    request.path = std::move(target->first);
    request.query = std::move(target->second);
    for (const auto& field : message) {
        const auto name = lower({field.name_string().data(), field.name_string().size()});
        request.headers.emplace(name, std::string(field.value()));
    }
    request.body = std::move(message.body());
    return request;
}

bhttp::response<bhttp::string_body> to_message(Response&& response, bool keep_alive, bool head) {
    bhttp::response<bhttp::string_body> message(static_cast<bhttp::status>(response.status), 11);
    message.set(bhttp::field::content_type, response.type);
    message.set("X-Content-Type-Options", "nosniff");
    message.set("Referrer-Policy", "no-referrer");
    message.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'");
    message.set(bhttp::field::cache_control, "no-store");
    for (const auto& [name, value] : response.headers) message.set(name, value);
    message.keep_alive(keep_alive);
    message.body() = std::move(response.body);
    message.prepare_payload();
    if (head) message.body().clear();
    return message;
}

Response plain(int status, std::string_view sentence) {
    return {status, "text/plain; charset=utf-8", std::string(sentence) + "\n", {}};
}

}  // namespace

class HttpServer::Inside {
public:
    Inside(HttpLimits limits, Handler handler)
        : limits_(limits), handler_(std::move(handler)), acceptor_(io_) {}

    Done bind(const std::string& address, unsigned short port) {
        boost::system::error_code error;
        const auto ip = asio::ip::make_address(address, error);
        if (error) return refuse(Refused::Malformed, "不是网络地址：" + address, {}, "例如 127.0.0.1");
        const tcp::endpoint endpoint(ip, port);
        // Each call answers and leaves what went wrong in `error`; the next is made only when it went well.
        if (!acceptor_.open(endpoint.protocol(), error) &&
            !acceptor_.set_option(asio::socket_base::reuse_address(true), error))
            (void)acceptor_.bind(endpoint, error);
        if (error == asio::error::address_in_use)
            return refuse(Refused::Conflict, "端口 " + std::to_string(port) + " 已被占用", {},
                          "请停止占用它的程序，或换一个端口（--port）");
        if (error)
            return refuse(Refused::Forbidden,
                          "不能使用端口 " + std::to_string(port) + "：" + error.message());
        (void)acceptor_.listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return refuse(Refused::Conflict, "不能监听端口 " + std::to_string(port) + "：" + error.message());
        return {};
    }

    unsigned short port() const { return acceptor_.local_endpoint().port(); }

    void run(int workers, const std::stop_token& stop) {
        asio::thread_pool pool(static_cast<std::size_t>(workers));
        pool_ = &pool;
        const std::stop_callback on_stop(stop, [this] { asio::post(io_, [this] { begin_drain(); }); });
        asio::co_spawn(io_, accept_loop(), asio::detached);
        io_.run();
        pool.join();
        over_ = true;
    }

private:
    asio::awaitable<void> accept_loop() {
        for (;;) {
            auto [error, socket] = co_await acceptor_.async_accept(kToken);
            if (error == asio::error::operation_aborted || draining_) co_return;
            if (error) continue;
            if (open_ >= limits_.connections)
                continue;  // the socket closes: better refused than slow for all
            asio::co_spawn(io_, session(std::move(socket)), asio::detached);
        }
    }

    asio::awaitable<void> session(tcp::socket socket) {
        beast::tcp_stream stream(std::move(socket));
        Registered registered(*this, stream);
        beast::flat_buffer buffer;
        buffer.reserve(std::size_t{64} << 10);
        bool keep_alive = true;
        while (keep_alive && !draining_) keep_alive = co_await one_exchange(registered, buffer);
        boost::system::error_code ignored;
        (void)stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    }

    struct Registered;

    asio::awaitable<bool> one_exchange(Registered& registered, beast::flat_buffer& buffer) {
        beast::tcp_stream& stream = registered.stream;
        bhttp::request_parser<bhttp::string_body> parser;
        parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
        parser.body_limit(limits_.body_bytes);
        stream.expires_after(std::chrono::seconds(limits_.seconds_idle));
        registered.idle = true;
        auto [header_error, header_size] = co_await bhttp::async_read_header(stream, buffer, parser, kToken);
        registered.idle = false;
        if (header_error) co_return co_await answer_too_large(stream, header_error);
        stream.expires_after(std::chrono::seconds(limits_.seconds_to_send));
        auto [error, size] = co_await bhttp::async_read(stream, buffer, parser, kToken);
        if (error) co_return co_await answer_too_large(stream, error);
        auto message = parser.release();
        const bool keep_alive = message.keep_alive();
        const bool head = message.method() == bhttp::verb::head;
        auto request = to_request(message);
        Response response = plain(400, "请求地址读不懂");
        if (request) {
            auto on_pool = asio::bind_executor(*pool_, asio::use_awaitable);
            co_await asio::post(on_pool);
            response = handler_(*request);
            auto on_io = asio::bind_executor(io_, asio::use_awaitable);
            co_await asio::post(on_io);
        }
        co_return co_await answer(stream, std::move(response), keep_alive, head);
    }

    /// What was not read is not read any more: the connection closes, answered where there is something to
    /// say.
    asio::awaitable<bool> answer_too_large(beast::tcp_stream& stream, boost::system::error_code error) {
        Response response =
            error == bhttp::error::header_limit ? plain(431, "请求头过大") : plain(413, "文件过大");
        const bool too_large = error == bhttp::error::header_limit || error == bhttp::error::body_limit;
        if (too_large) co_await answer(stream, std::move(response), false, false);
        co_return false;
    }

    asio::awaitable<bool> answer(beast::tcp_stream& stream, Response response, bool keep_alive, bool head) {
        auto message = to_message(std::move(response), keep_alive && !draining_, head);
        stream.expires_after(std::chrono::seconds(limits_.seconds_to_send));
        bhttp::response_serializer<bhttp::string_body> serializer(message);
        auto [error, size] = co_await bhttp::async_write(stream, serializer, kToken);
        co_return !error && message.keep_alive();
    }

    void begin_drain() {
        draining_ = true;
        boost::system::error_code ignored;
        (void)acceptor_.close(ignored);
        for (auto* session : sessions_)
            if (session->idle) session->stream.cancel();
        drain_timer_.expires_after(kDrain);
        drain_timer_.async_wait([this](boost::system::error_code error) {
            if (!error) io_.stop();
        });
        leave_when_empty();
    }

    void leave_when_empty() {
        if (draining_ && open_ == 0) drain_timer_.cancel();
    }

    /// A connection counts, and can be told to close, for as long as its session lives.
    struct Registered {
        Registered(Inside& inside, beast::tcp_stream& open_stream) : in(inside), stream(open_stream) {
            ++in.open_;
            in.sessions_.insert(this);
        }
        ~Registered() {
            in.sessions_.erase(this);
            --in.open_;
            if (!in.over_) in.leave_when_empty();
        }
        Registered(const Registered&) = delete;
        Registered& operator=(const Registered&) = delete;
        Inside& in;
        beast::tcp_stream& stream;
        bool idle = false;  ///< waits for a request
    };

    // Sessions that were cut end with io_, so what they touch is declared before it.
    HttpLimits limits_;
    Handler handler_;
    asio::thread_pool* pool_ = nullptr;
    std::set<Registered*> sessions_;
    int open_ = 0;
    bool over_ = false;
    std::atomic<bool> draining_ = false;
    asio::io_context io_{1};
    tcp::acceptor acceptor_;
    asio::steady_timer drain_timer_{io_};
};

HttpServer::HttpServer(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::bind(const std::string& address, unsigned short port,
                                                     HttpLimits limits, Handler handler) {
    auto inside = std::make_unique<Inside>(limits, std::move(handler));
    YJ_TRY(inside->bind(address, port));
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(inside)));
}

void HttpServer::run(int workers, const std::stop_token& stop) { inside_->run(workers, stop); }
unsigned short HttpServer::port() const { return inside_->port(); }

}  // namespace yj::server

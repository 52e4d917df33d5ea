#include "server/http_client.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <optional>

namespace yj::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::string_view kScheme = "http://";
constexpr std::chrono::seconds kPatience{10};
constexpr std::uint64_t kLargestAnswer = 1 << 20;

struct Target {
    std::string host, port, path;
};

std::optional<Target> target_of(std::string_view url) {
    if (!url.starts_with(kScheme)) return std::nullopt;
    url.remove_prefix(kScheme.size());
    const auto slash = url.find('/');
    const auto place = url.substr(0, slash);
    const auto colon = place.rfind(':');
    Target target{std::string(place.substr(0, colon)),
                  colon == std::string_view::npos ? "80" : std::string(place.substr(colon + 1)),
                  slash == std::string_view::npos ? "/" : std::string(url.substr(slash))};
    const bool plain = target.path.find_first_of("\r\n ") == std::string::npos;
    return target.host.empty() || target.port.empty() || !plain ? std::nullopt : std::optional(target);
}

/// The steps of one exchange, each bounded by the stream's own timer.
class Exchange {
public:
    explicit Exchange(const Target& target, const std::string& body) : target_(target) {
        request_.set(http::field::host, target.host);
        request_.set(http::field::user_agent, "youju");
        request_.body() = body;
        request_.prepare_payload();
        parser_.body_limit(kLargestAnswer);
    }

    std::optional<HttpAnswer> run() {
        asio::ip::tcp::resolver resolver(io_);
        beast::error_code failed;
        const auto found = resolver.resolve(target_.host, target_.port, failed);
        if (failed) return std::nullopt;
        stream_.expires_after(kPatience);
        stream_.async_connect(found, [this](beast::error_code error, const auto&) {
            if (!error) write();
        });
        io_.run();
        return answer_;
    }

private:
    void write() {
        http::async_write(stream_, request_, [this](beast::error_code error, std::size_t) {
            if (!error) read();
        });
    }
    void read() {
        http::async_read(stream_, buffer_, parser_, [this](beast::error_code error, std::size_t) {
            if (!error)
                answer_ = HttpAnswer{static_cast<int>(parser_.get().result_int()), parser_.get().body()};
        });
    }

    const Target& target_;
    asio::io_context io_;
    beast::tcp_stream stream_{io_};
    http::request<http::string_body> request_{http::verb::post, target_.path, 11};
    http::response_parser<http::string_body> parser_;
    beast::flat_buffer buffer_;
    std::optional<HttpAnswer> answer_;
};

}  // namespace

Result<HttpAnswer> http_post(const std::string& url, const std::string& body) {
    const auto target = target_of(url);
    if (!target) return refuse(Refused::Malformed, "地址应以 http:// 开头", url);
    try {
        if (auto answer = Exchange(*target, body).run()) return *std::move(answer);
    } catch (const std::exception& error) {
        return refuse(Refused::NotReady, std::string("没有应答：") + error.what(), url);
    }
    return refuse(Refused::NotReady, "没有应答", url, "请确认对方正在运行、网络可达");
}

}  // namespace yj::server

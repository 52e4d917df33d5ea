// Client and ServedCounty: a tiny county behind a real server on 127.0.0.1, asked over sockets. For tests
// only.
#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <thread>

#include "base/credit_code.hpp"
#include "desk/access/accounts.hpp"
#include "desk/collect/open_tasks.hpp"
#include "desk/instrument/install_pack.hpp"
#include "desk/instrument/pack_folder.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "desk/registry/import_units.hpp"
#include "desk/registry/unit_by_code.hpp"
#include "server/serve.hpp"

namespace yj::server {

struct Reply {
    int status = 0;  ///< 0: the connection was closed without an answer
    std::map<std::string, std::string> headers;
    std::string body;
};

/// One connection.
class Client {
public:
    explicit Client(unsigned short port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const void* raw = &address;
        connected_ = ::connect(fd_, static_cast<const sockaddr*>(raw), sizeof address) == 0;
        timeval limit{20, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    }
    ~Client() { ::close(fd_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    [[nodiscard]] bool connected() const { return connected_; }

    Reply raw(const std::string& bytes) {
        send(bytes);
        return receive();
    }
    void send(const std::string& bytes) {
        for (std::size_t sent = 0; sent < bytes.size();) {
            const auto more = ::send(fd_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (more <= 0) return;
            sent += static_cast<std::size_t>(more);
        }
    }
    Reply ask(const std::string& method, const std::string& target, const std::string& head = {},
              const std::string& body = {}) {
        expect_body_ = method != "HEAD";
        return raw(method + " " + target + " HTTP/1.1\r\nHost: county\r\n" + head +
                   "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    Reply receive() {
        Reply reply;
        const auto end = fill_until("\r\n\r\n");
        if (end == std::string::npos) return reply;
        read_head(reply, buffer_.substr(0, end));
        buffer_.erase(0, end + 4);
        const auto size =
            reply.headers.contains("content-length") ? std::stoul(reply.headers["content-length"]) : 0;
        while (buffer_.size() < size && fill()) {
        }
        reply.body = buffer_.substr(0, size);
        buffer_.erase(0, size);
        return reply;
    }
    /// True when the other side has closed.
    bool closed() { return buffer_.empty() && !fill(); }

private:
    bool fill() {
        char bytes[16384];
        const auto got = ::recv(fd_, bytes, sizeof bytes, 0);
        if (got <= 0) return false;
        buffer_.append(bytes, static_cast<std::size_t>(got));
        return true;
    }
    std::size_t fill_until(const std::string& mark) {
        for (;;) {
            const auto at = buffer_.find(mark);
            if (at != std::string::npos || !fill()) return at;
        }
    }
    static void read_head(Reply& reply, const std::string& head) {
        reply.status = std::stoi(head.substr(head.find(' ') + 1));
        for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
            const auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
            const auto colon = line.find(": ");
            std::string name = line.substr(0, colon);
            for (char& c : name) c = static_cast<char>(std::tolower(c));
            if (colon != std::string::npos) reply.headers[name] = line.substr(colon + 2);
        }
    }

    int fd_;
    bool connected_ = false;
    bool expect_body_ = true;
    std::string buffer_;
};

/// 示例县 with four mills, B204-1 of October 2026 open, and an account of every role. Built once for all
/// tests.
class ServedCounty {
public:
    static constexpr const char* kPassword = "mill-wheel-and-water-42";

    ServedCounty() {
        folder_ = std::filesystem::temp_directory_path() / ("yj_server_" + std::to_string(getpid()));
        std::filesystem::remove_all(folder_);
        build();
        start();
    }
    ~ServedCounty() {
        stop();
        county_.reset();
        std::filesystem::remove_all(folder_);
    }
    ServedCounty(const ServedCounty&) = delete;
    ServedCounty& operator=(const ServedCounty&) = delete;

    static ServedCounty& one() {
        static ServedCounty served;
        return served;
    }

    [[nodiscard]] unsigned short port() const { return port_; }
    [[nodiscard]] desk::County& county() { return *county_; }
    [[nodiscard]] const std::string& code(int mill) const {
        return codes_.at(static_cast<std::size_t>(mill));
    }
    [[nodiscard]] std::string lines() {
        const std::lock_guard lock(lines_mutex_);
        return lines_;
    }
    /// "Authorization: Bearer …" of a new session of the account.
    [[nodiscard]] std::string bearer(const std::string& account) {
        return "Authorization: Bearer " + token(account) + "\r\n";
    }
    [[nodiscard]] std::string token(const std::string& account) {
        const auto actor = desk::actor_named(*county_, account);
        return desk::open_session(*county_, actor.value()).value();
    }
    Reply ask(const std::string& account, const std::string& method, const std::string& target,
              const std::string& body = {}, const std::string& head = {}) {
        return Client(port_).ask(method, target, (account.empty() ? "" : bearer(account)) + head, body);
    }
    void stop() {
        stop_.request_stop();
        if (thread_.joinable()) thread_.join();
    }

private:
    static std::string mill_code(int number) {
        const auto eight = "MA" + std::to_string(100'000 + number);
        const auto first = "91990101" + eight + organisation_check_digit(eight);
        return first + credit_check_digit(first);
    }
    static Period period() { return Period::month(2026, 10); }

    access::Grant grant(access::Role role, StatUnitId unit = {}) const {
        const bool administrator = role == access::Role::SystemAdmin || role == access::Role::SecurityAdmin ||
                                   role == access::Role::AuditAdmin;
        return {role, {}, administrator ? RegionCode() : county_->settings().region, {}, unit};
    }
    void add_accounts(const access::Actor& security) {
        std::vector<desk::NewAccount> wanted;
        for (const auto role : access::all_roles())
            if (role != access::Role::Respondent)
                wanted.push_back({std::string(access::role_word(role)),
                                  std::string(access::role_name(role)),
                                  {grant(role)},
                                  "-"});
        ASSERT_TRUE(desk::create_accounts(*county_, security, wanted, {}).has_value());
    }
    void add_mills(const access::Actor& security) {
        std::string csv = "单位代码,单位名称,单位类型,区划代码,行业代码,规模,报表类别,是否四上,运营状态\n";
        for (int mill = 0; mill < 4; ++mill) {
            codes_.push_back(mill_code(mill));
            csv += codes_.back() + ",示例第" + std::to_string(mill + 1) +
                   "米业有限公司,法人单位,990101001001,1311,中型,B,是,1\n";
        }
        const auto registrar = desk::actor_named(*county_, "register_officer").value();
        const auto taken =
            desk::import_units(*county_, registrar, csv, "名录.csv", Period::month(2025, 1), {});
        ASSERT_TRUE(taken.has_value()) << taken.error().text();
        ASSERT_EQ(taken->added, 4) << (taken->refused.empty() ? "" : taken->refused.front().text());
        ASSERT_TRUE(desk::freeze_frame(*county_, registrar, "B204-1", period(), {}).has_value());
        ASSERT_EQ(desk::open_tasks(*county_, registrar, "B204-1", period(), {}).value().text, "4");
        std::vector<desk::NewAccount> mills;
        for (int mill = 0; mill < 4; ++mill) {
            const auto unit =
                desk::unit_by_code(*county_, codes_[static_cast<std::size_t>(mill)]).value().unit;
            mills.push_back({"mill" + std::to_string(mill),
                             "填报人",
                             {grant(access::Role::Respondent, unit)},
                             mill == 0 ? kPassword : "-"});
        }
        ASSERT_TRUE(desk::create_accounts(*county_, security, mills, {}).has_value());
    }
    void build() {
        ASSERT_TRUE(
            desk::County::create(
                folder_, {"示例县统计局", *RegionCode::parse("990101000000"), {}, "example.county/log"})
                .has_value());
        auto opened = desk::County::open(folder_, clock_, random_);
        ASSERT_TRUE(opened.has_value()) << opened.error().text();
        county_ = std::move(*opened);
        ASSERT_TRUE(desk::found_county(*county_, "security").has_value());
        const auto security = desk::actor_named(*county_, "security").value();
        add_accounts(security);
        auto files = desk::pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs" / "unified-2025");
        ASSERT_TRUE(files.has_value()) << files.error().text();
        const auto pack = desk::install_pack(*county_, desk::actor_named(*county_, "system_admin").value(),
                                             std::move(*files), {});
        ASSERT_TRUE(pack.has_value()) << pack.error().text();
        add_mills(security);
    }
    void start() {
        if (!county_) return;
        ServeOptions options;
        options.port = 0;
        options.workers = 2;
        options.log = [this](const std::string& line) {
            const std::lock_guard lock(lines_mutex_);
            lines_ += line + "\n";
        };
        options.on_ready = [this](unsigned short port) { port_ = port; };
        thread_ = std::thread(
            [this, options] { EXPECT_TRUE(serve(*county_, options, stop_.get_token()).has_value()); });
        for (int tries = 0; port_ == 0 && tries < 1000; ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        ASSERT_NE(port_, 0);
    }

    SystemClock clock_;
    SystemRandom random_;
    std::filesystem::path folder_;
    std::unique_ptr<desk::County> county_;
    std::vector<std::string> codes_;
    std::atomic<unsigned short> port_ = 0;
    std::stop_source stop_;
    std::thread thread_;
    std::mutex lines_mutex_;
    std::string lines_;
};

/// A right report of a mill, as the interface takes it.
inline std::string mill_report(const std::string& code, const std::string& sold = "12000") {
    return R"({"form":"B204-1","period":"2026-10","unit":")" + code +
           R"(","cells":{"01.1":"1234","01.2":"12345","01.3":"1100","01.4":"11000","03.1":"1200","03.2":")" +
           sold +
           R"(","03.3":"1090","03.4":"10900","hhhh[1311].1":"1234","hhhh[1311].2":"12345","hhhh[1311].3":"1100",)" +
           R"("hhhh[1311].4":"11000"}})";
}

}  // namespace yj::server

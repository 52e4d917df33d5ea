// ServedCounty: a tiny county behind a real server on 127.0.0.1. For tests only.
#pragma once
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "desk/access/accounts.hpp"
#include "server/client_fixture.hpp"
#include "server/serve.hpp"

namespace yj::server {

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
        thread_.request_stop();
        if (thread_.joinable()) thread_.join();
    }

private:
    void build();
    void add_accounts(const access::Actor& security);
    void add_mills(const access::Actor& security);
    [[nodiscard]] access::Grant grant(access::Role role, StatUnitId unit = {}) const;
    void start();

    SystemClock clock_;
    SystemRandom random_;
    std::filesystem::path folder_;
    std::unique_ptr<desk::County> county_;
    std::vector<std::string> codes_;
    std::atomic<unsigned short> port_ = 0;
    std::jthread thread_;
    std::mutex lines_mutex_;
    std::string lines_;
};

/// A right report of a mill, as the interface takes it.
inline std::string mill_report(const std::string& code, const std::string& sold = "12000") {
    return R"({"form":"B204-1","period":"2026-10","unit":")" + code + R"(","cells":{)" +
           R"("01.1":"1234","01.2":"12345","01.3":"1100","01.4":"11000","03.1":"1200","03.2":")" + sold +
           R"(","03.3":"1090","03.4":"10900","hhhh[1311].1":"1234","hhhh[1311].2":"12345",)" +
           R"("hhhh[1311].3":"1100","hhhh[1311].4":"11000"}})";
}

}  // namespace yj::server

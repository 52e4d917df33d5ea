// Client and ServedCounty: a tiny county behind a real server on 127.0.0.1, asked over sockets. For tests
// only.
#pragma once
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <string>

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
        const bool has_body = expect_body_ && reply.headers.contains("content-length");
        const auto size = has_body ? std::stoul(reply.headers["content-length"]) : 0;
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

}  // namespace yj::server

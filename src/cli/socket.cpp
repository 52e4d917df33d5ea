#include "cli/socket.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/bytes.hpp"

namespace yj::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMessageLimit = 256U << 20;

struct Descriptor {
    int fd = -1;
    ~Descriptor() {
        if (fd >= 0) close(fd);
    }
};

/// The address of a socket in the file system, as the kernel's calls want it.
union Address {
    sockaddr_un file;
    sockaddr any;
};

/// The address of DIR/youju.sock; empty when the path is longer than the system allows.
std::optional<Address> address_of(const fs::path& dir) {
    const auto path = (dir / "youju.sock").string();
    Address address{};
    address.file.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.file.sun_path) return std::nullopt;
    std::memcpy(address.file.sun_path, path.c_str(), path.size());
    return address;
}

bool send_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// Everything until the other side has said its last word.
std::optional<std::string> receive_all(int fd) {
    std::string all;
    std::array<char, 65536> piece{};
    for (;;) {
        const auto got = ::recv(fd, piece.data(), piece.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 || all.size() > kMessageLimit) return std::nullopt;
        if (got == 0) return all;
        all.append(piece.data(), static_cast<std::size_t>(got));
    }
}

std::string pack(const Invocation& invocation) {
    ByteWriter out;
    out.number(invocation.args.size());
    for (const auto& arg : invocation.args) out.text(arg);
    out.text(invocation.cwd.string());
    out.text(invocation.password);
    return out.take();
}

std::optional<Invocation> unpack_invocation(std::string_view bytes) {
    ByteReader in(bytes);
    Invocation invocation;
    for (auto count = in.number(); count > 0 && in.ok(); --count) invocation.args.emplace_back(in.text());
    invocation.cwd = fs::path(std::string(in.text()));
    invocation.password = in.text();
    if (!in.at_end()) return std::nullopt;
    return invocation;
}

std::string pack(const Spoken& spoken) {
    ByteWriter out;
    out.signed_number(spoken.exit);
    out.text(spoken.data);
    out.text(spoken.talk);
    return out.take();
}

void serve_one(int fd, const std::function<Spoken(const Invocation&)>& run) {
    const auto bytes = receive_all(fd);
    const auto invocation = bytes ? unpack_invocation(*bytes) : std::nullopt;
    if (invocation) send_all(fd, pack(run(*invocation)));
}

}  // namespace

std::optional<Spoken> call_server(const fs::path& dir, const Invocation& invocation) {
    const auto address = address_of(dir);
    if (!address) return std::nullopt;
    const Descriptor socket{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    if (socket.fd < 0 || ::connect(socket.fd, &address->any, sizeof address->file) != 0) return std::nullopt;
    if (!send_all(socket.fd, pack(invocation)) || shutdown(socket.fd, SHUT_WR) != 0) return std::nullopt;
    const auto bytes = receive_all(socket.fd);
    if (!bytes) return std::nullopt;
    ByteReader in(*bytes);
    Spoken spoken;
    spoken.exit = static_cast<int>(in.signed_number());
    spoken.data = in.text();
    spoken.talk = in.text();
    if (!in.at_end()) return std::nullopt;
    return spoken;
}

Done listen_for_commands(const fs::path& dir, const std::stop_token& stop,
                         const std::function<Spoken(const Invocation&)>& run) {
    const auto address = address_of(dir);
    if (!address) return refuse(Refused::Malformed, "文件夹路径过长，命令行不能与服务同时使用", dir.string());
    const Descriptor socket{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    unlink(address->file.sun_path);  // the folder's lock is ours, so a socket left there is a dead one
    const auto before = umask(0177);
    const bool bound = socket.fd >= 0 && ::bind(socket.fd, &address->any, sizeof address->file) == 0;
    umask(before);
    if (!bound || ::listen(socket.fd, 16) != 0)
        return refuse(Refused::Storage, std::string("不能建立命令通道：") + std::strerror(errno),
                      dir.string());
    while (!stop.stop_requested()) {
        pollfd waiting{socket.fd, POLLIN, 0};
        if (::poll(&waiting, 1, 200) <= 0) continue;
        const Descriptor caller{::accept4(socket.fd, nullptr, nullptr, SOCK_CLOEXEC)};
        if (caller.fd >= 0) serve_one(caller.fd, run);
    }
    unlink(address->file.sun_path);
    return {};
}

}  // namespace yj::cli

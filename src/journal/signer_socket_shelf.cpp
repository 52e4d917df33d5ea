#include "journal/signer_socket_shelf.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "base/bytes.hpp"

namespace yj::journal {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestMessage = 100'000;
constexpr timeval kPatience{10, 0};

struct Descriptor {
    int fd = -1;
    explicit Descriptor(int opened) : fd(opened) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd >= 0) close(fd);
    }
};

/// The address of a socket in the file system, as the kernel's calls want it.
union Address {
    sockaddr_un file;
    sockaddr any;
};

std::optional<Address> address_of(const fs::path& socket) {
    const auto path = socket.string();
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

/// Everything until the other side has said its last word; empty when it stays silent or talks too long.
std::optional<std::string> receive_all(int fd) {
    std::string all;
    std::array<char, 4096> piece{};
    for (;;) {
        const auto got = ::recv(fd, piece.data(), piece.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 || all.size() > kLongestMessage) return std::nullopt;
        if (got == 0) return all;
        all.append(piece.data(), static_cast<std::size_t>(got));
    }
}

void be_patient(int fd) {
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
}

std::optional<SignAnswer> unpacked(std::string_view bytes) {
    ByteReader in(bytes);
    SignAnswer answer;
    answer.status = static_cast<int>(in.number());
    answer.body = in.text();
    return in.at_end() ? std::optional(std::move(answer)) : std::nullopt;
}

std::string packed(const SignAnswer& answer) {
    ByteWriter out;
    out.number(static_cast<std::uint64_t>(answer.status));
    out.text(answer.body);
    return out.take();
}

std::unexpected<Refusal> silent(const fs::path& socket) {
    return refuse(Refused::Storage, "签名进程没有应答", socket.string(), "请确认 youju sign serve 正在运行");
}

Result<SignAnswer> ask(const fs::path& socket, std::string_view request) {
    const auto address = address_of(socket);
    if (!address) return refuse(Refused::Malformed, "签名进程的路径过长", socket.string());
    const Descriptor line(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (line.fd < 0 || ::connect(line.fd, &address->any, sizeof address->file) != 0) return silent(socket);
    be_patient(line.fd);
    if (!send_all(line.fd, request) || shutdown(line.fd, SHUT_WR) != 0) return silent(socket);
    const auto bytes = receive_all(line.fd);
    auto answer = bytes ? unpacked(*bytes) : std::nullopt;
    if (!answer) return silent(socket);
    return *std::move(answer);
}

}  // namespace

SignFn sign_at_socket(const fs::path& socket) {
    return [socket](const AddCheckpoint& request) { return ask(socket, add_checkpoint_text(request)); };
}

Done listen_for_signing(const fs::path& socket, const std::stop_token& stop,
                        const std::function<SignAnswer(std::string_view)>& answer) {
    const auto address = address_of(socket);
    if (!address) return refuse(Refused::Malformed, "签名进程的路径过长", socket.string());
    const Descriptor door(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    unlink(address->file.sun_path);  // the folder's lock is ours, so a socket left there is a dead one
    const auto before = umask(0117);
    const bool bound = door.fd >= 0 && ::bind(door.fd, &address->any, sizeof address->file) == 0;
    umask(before);
    if (!bound || ::listen(door.fd, 16) != 0)
        return refuse(Refused::Storage, std::string("不能建立签名通道：") + std::strerror(errno),
                      socket.string());
    while (!stop.stop_requested()) {
        pollfd waiting{door.fd, POLLIN, 0};
        if (::poll(&waiting, 1, 200) <= 0) continue;
        const Descriptor caller(::accept4(door.fd, nullptr, nullptr, SOCK_CLOEXEC));
        if (caller.fd < 0) continue;
        be_patient(caller.fd);
        const auto request = receive_all(caller.fd);
        if (request) send_all(caller.fd, packed(answer(*request)));
    }
    unlink(address->file.sun_path);
    return {};
}

}  // namespace yj::journal

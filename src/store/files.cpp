#include "store/files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

namespace yj::store {

namespace fs = std::filesystem;

namespace {

struct Descriptor {
    int fd;
    ~Descriptor() {
        if (fd >= 0) close(fd);
    }
};

std::unexpected<Refusal> storage_refusal(const char* act, const fs::path& path) {
    const int code = errno;
    const auto remedy = code == ENOSPC ? "磁盘已满，请清理空间后重试" : "请检查路径和权限";
    return refuse(code == ENOENT ? Refused::NotFound : Refused::Storage,
                  std::string(act) + "：" + std::strerror(code), path.string(), remedy);
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// A name of our own, so that two who write one path at once do not write into each other's file.
fs::path temporary_of(const fs::path& path) {
    static std::atomic<unsigned> count{0};
    auto temporary = path;
    temporary += ".part" + std::to_string(getpid()) + "-" + std::to_string(count++);
    return temporary;
}

Done flush_folder(const fs::path& folder) {
    const Descriptor directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (directory.fd < 0 || fsync(directory.fd) != 0) return storage_refusal("不能落盘", folder);
    return {};
}

/// Makes what is missing; a new folder is durable when the folder above it is.
Done make_folders(const fs::path& folder) {
    std::error_code error;
    if (folder.empty() || fs::is_directory(folder, error)) return {};
    const auto above = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
    if (above != folder) YJ_TRY(make_folders(above));
    if (mkdir(folder.c_str(), 0750) != 0 && errno != EEXIST) return storage_refusal("不能建文件夹", folder);
    return flush_folder(above);
}

}  // namespace

Done write_durably(const fs::path& path, std::string_view bytes) {
    const auto folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    YJ_TRY(make_folders(folder));
    const auto temporary = temporary_of(path);
    const Descriptor file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640)};
    if (file.fd < 0) return storage_refusal("不能写文件", path);
    const bool written = write_all(file.fd, bytes) && fsync(file.fd) == 0;
    if (!written || rename(temporary.c_str(), path.c_str()) != 0) {
        auto refusal = storage_refusal(written ? "不能改名" : "写文件失败", path);
        unlink(temporary.c_str());
        return refusal;
    }
    return flush_folder(folder);
}

Result<std::string> read_whole(const fs::path& path, std::size_t limit) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.fd < 0) return storage_refusal("读不到文件", path);
    struct stat status{};
    if (fstat(file.fd, &status) != 0) return storage_refusal("读不到文件", path);
    if (!S_ISREG(status.st_mode)) return refuse(Refused::Malformed, "不是普通文件", path.string());
    if (static_cast<std::size_t>(status.st_size) > limit)
        return refuse(Refused::Malformed, "文件过大（上限 " + std::to_string(limit >> 20) + " MB）",
                      path.string());
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto got = ::read(file.fd, bytes.data() + at, bytes.size() - at);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return storage_refusal("读文件失败", path);
        if (got == 0) break;
        at += static_cast<std::size_t>(got);
    }
    bytes.resize(at);
    return bytes;
}

Result<FolderLock> FolderLock::take(const fs::path& folder) {
    const auto path = folder / "lock";
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0) return storage_refusal("打不开数据文件夹", folder);
    FolderLock lock(fd);
    if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        return refuse(Refused::Conflict, "另一个 youju 进程正在使用这个文件夹", folder.string(),
                      "请等它结束，或先停止它");
    return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
}
FolderLock::~FolderLock() {
    if (fd_ >= 0) close(fd_);
}

}  // namespace yj::store

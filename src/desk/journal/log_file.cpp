#include "desk/journal/log_file.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "desk/journal/cosign.hpp"
#include "journal/checkpoint_shelf.hpp"
#include "store/files.hpp"

namespace yj::desk {

namespace {

constexpr std::size_t kLargestFile = 64 << 20;

bool plain_part(std::string_view part) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == 'x' || c == '.' || c == '_' ||
               c == '-';
    };
    return !part.empty() && part.front() != '.' && std::ranges::all_of(part, plain);
}

bool is_published(std::string_view name) {
    if (name == journal::kCheckpointFile || name == journal::kPublicKeyFile || name == kPolicyFile)
        return true;
    const auto parts = split(name, '/');
    return parts.size() > 1 && parts.front() == "tile" && std::ranges::all_of(parts, plain_part);
}

}  // namespace

Result<std::string> published_log_file(const County& county, std::string_view name) {
    const auto path = county.folder() / "log" / std::string(name);
    std::error_code error;
    if (!is_published(name) ||
        std::filesystem::symlink_status(path, error).type() != std::filesystem::file_type::regular)
        return refuse(Refused::NotFound, "日志没有这个公开文件", {}, "请从 /log/checkpoint 开始");
    return store::read_whole(path, kLargestFile);
}

}  // namespace yj::desk

#include "instrument/pack_folder_shelf.hpp"

#include "store/files.hpp"

namespace yj::instrument {

namespace fs = std::filesystem;

namespace {
constexpr std::size_t kMaxFiles = 2'000;
constexpr std::size_t kMaxBytes = 64U << 20;
}  // namespace

Result<std::vector<PackFile>> read_pack_folder(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error))
        return refuse(Refused::NotFound, "没有这个制度包文件夹", folder.string(),
                      "请给出含有 pack.toml 的文件夹");
    std::vector<PackFile> files;
    std::size_t total = 0;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const auto path = at->path().lexically_relative(folder);
        if (path.filename().string().starts_with('.')) {
            at.disable_recursion_pending();
            continue;
        }
        std::error_code kind;
        if (!at->is_regular_file(kind)) continue;
        YJ_ASSIGN(auto bytes, store::read_whole(at->path(), kMaxBytes));
        total += bytes.size();
        if (files.size() == kMaxFiles || total > kMaxBytes)
            return refuse(Refused::Malformed, "制度包过大", folder.string(), "上限为 2000 个文件、64 MB");
        files.push_back({path.generic_string(), std::move(bytes)});
    }
    if (error) return refuse(Refused::Storage, "读不到制度包：" + error.message(), folder.string());
    return files;
}

}  // namespace yj::instrument

// SharedFixture: where tests find the material that lies outside the repository.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace yj::edit {

/// A file below the shared folder: YJ_SHARED where it is set, else beside the repository. It may be absent.
inline std::filesystem::path shared_file(std::string_view path) {
    const char* shared = std::getenv("YJ_SHARED");
    return std::filesystem::path(shared != nullptr ? shared : YJ_SOURCE_DIR "/../shared") / path;
}

}  // namespace yj::edit

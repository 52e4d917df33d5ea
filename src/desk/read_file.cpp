#include "desk/read_file.hpp"

#include "store/files.hpp"

namespace yj::desk {

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
    return store::read_whole(path, limit);
}

Done write_file(const std::filesystem::path& path, std::string_view bytes) {
    return store::write_durably(path, bytes);
}

}  // namespace yj::desk

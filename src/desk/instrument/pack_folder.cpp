#include "desk/instrument/pack_folder.hpp"

#include "instrument/pack_folder_shelf.hpp"

namespace yj::desk {

Result<std::vector<instrument::PackFile>> pack_folder(const std::filesystem::path& folder) {
    return instrument::read_pack_folder(folder);
}

}  // namespace yj::desk

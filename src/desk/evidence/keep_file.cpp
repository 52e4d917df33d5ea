#include "desk/evidence/keep_file.hpp"

#include "evidence/vault_shelf.hpp"

namespace yj::desk {

Result<Digest> keep_file(const County& county, std::string_view bytes) {
    return evidence::Vault(county.folder() / "vault").put(bytes);
}

}  // namespace yj::desk

#include "evidence/vault_shelf.hpp"

#include "evidence/voucher_file.hpp"
#include "store/files.hpp"

namespace yj::evidence {

std::filesystem::path Vault::path_of(const Digest& hash) const {
    const auto name = hash.hex();
    return folder_ / name.substr(0, 2) / name;
}

Result<Digest> Vault::put(std::string_view bytes) const {
    const auto hash = sha256(bytes);
    const auto there = get(hash);
    if (there) return hash;
    if (there.error().kind != Refused::NotFound) return std::unexpected(there.error());
    YJ_TRY(store::write_durably(path_of(hash), bytes));
    return hash;
}

Result<std::string> Vault::get(const Digest& hash) const {
    auto bytes = store::read_whole(path_of(hash), kLargestVoucher);
    if (!bytes) {
        if (bytes.error().kind == Refused::NotFound)
            return refuse(Refused::NotFound, "凭证库中没有这个文件", hash.hex(), "请从备份恢复凭证文件夹");
        // Beyond the limit or no plain file: nothing of ours lies there any more.
        if (bytes.error().kind == Refused::Malformed)
            return refuse(Refused::Conflict, "凭证文件已被改动", hash.hex(),
                          "请从备份恢复这个文件，并查明原因");
        return pass(bytes);
    }
    if (sha256(*bytes) != hash)
        return refuse(Refused::Conflict, "凭证文件已被改动，内容与入库时的摘要不符", hash.hex(),
                      "请从备份恢复这个文件，并查明原因");
    return bytes;
}

}  // namespace yj::evidence

#include "journal/checkpoint_shelf.hpp"

#include "base/text.hpp"
#include "journal/checkpoint.hpp"
#include "journal/journal_shelf.hpp"
#include "store/files.hpp"

namespace yj::journal {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestKeyFile = 1000;

Done close_to_others(const fs::path& file) {
    std::error_code error;
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, error);
    if (error)
        return refuse(Refused::Storage, "不能限制日志私钥文件的权限：" + error.message(), file.string());
    return {};
}

bool open_to_others(const fs::path& file) {
    std::error_code error;
    const auto mode = fs::status(file, error).permissions();
    return error || (mode & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none;
}

/// The last checkpoint, when the tree continues it.
Result<std::optional<StoredCheckpoint>> continued(store::Tx& tx, const Tree& tree) {
    auto last = latest_checkpoint(tx);
    if (!last) return std::nullopt;
    if (last->size > tree.size() || root_of(sha256, tree.nodes(), last->size) != last->root)
        return refuse(Refused::Conflict, "存证日志与上一个检查点不一致，不予签名",
                      "检查点记到 " + std::to_string(last->size) + " 条",
                      "请运行“youju log verify”查明，并报告审计管理员");
    return last;
}

/// Tiles go out before the checkpoint that promises them.
Done publish_tiles(store::Tx& tx, LogTree& tree, const fs::path& log_folder,
                   std::optional<StoredCheckpoint>& last) {
    tree.catch_up(tx);
    YJ_TRY(tx.state());
    YJ_ASSIGN(last, continued(tx, tree.tree));
    return write_tiles(tx, log_folder, tree.tree, last ? last->size : 0, tree.tree.size());
}

StoredCheckpoint sign(const LogTree& tree, const SigningKey& key, Instant at) {
    const Checkpoint checkpoint{key.verifier().name, tree.tree.size(),
                                root_of(sha256, tree.tree.nodes(), tree.tree.size()), tree.sm3_tree.root()};
    return {checkpoint.size, checkpoint.root, sign_checkpoint(checkpoint, key), at};
}

}  // namespace

Result<VerifierKey> create_log_key(const fs::path& log_folder, const std::string& name) {
    const auto file = log_folder / kKeyFile;
    if (fs::exists(file)) return refuse(Refused::Conflict, "日志私钥已存在", file.string());
    const auto texts = new_log_key(name);
    YJ_TRY(store::write_durably(file, ""));
    YJ_TRY(close_to_others(file));
    YJ_TRY(store::write_durably(file, texts.secret + "\n"));
    YJ_TRY(close_to_others(file));
    YJ_TRY(store::write_durably(log_folder / kPublicKeyFile, texts.verifier + "\n"));
    return load_public_key(log_folder);
}

Result<SigningKey> load_log_key(const fs::path& log_folder) {
    const auto file = log_folder / kKeyFile;
    YJ_ASSIGN(const auto text, store::read_whole(file, kLargestKeyFile));
    if (open_to_others(file))
        return refuse(Refused::Forbidden, "日志私钥文件可被他人读取", file.string(), "请把文件权限改为 0600");
    auto key = SigningKey::parse(trimmed(text));
    if (!key) return refuse(Refused::Malformed, "日志私钥读不出来", file.string(), "请从备份恢复");
    return *std::move(key);
}

Result<VerifierKey> load_public_key(const fs::path& log_folder) {
    const auto file = log_folder / kPublicKeyFile;
    YJ_ASSIGN(const auto text, store::read_whole(file, kLargestKeyFile));
    auto key = parse_verifier_key(trimmed(text));
    if (!key) return refuse(Refused::Malformed, "日志公钥读不出来", file.string(), "请从备份恢复");
    return *std::move(key);
}

Result<StoredCheckpoint> make_checkpoint(store::Store& store, LogTree& tree, const SigningKey& key,
                                         const fs::path& log_folder, Instant at) {
    std::optional<StoredCheckpoint> last;
    YJ_TRY(store.read([&](store::Tx& tx) { return publish_tiles(tx, tree, log_folder, last); }));
    if (tree.tree.size() == 0) return refuse(Refused::NotReady, "存证日志还是空的，没有可签名的内容");
    if (last && last->size == tree.tree.size()) return *last;
    auto made = sign(tree, key, at);
    const auto stored = store.write([&](store::Tx& tx) {
        put_checkpoint(tx, made);
        return tx.state();
    });
    if (!stored) return std::unexpected(stored.error());
    YJ_TRY(store::write_durably(log_folder / kCheckpointFile, made.note));
    return made;
}

}  // namespace yj::journal

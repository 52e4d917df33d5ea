#include "journal/checkpoint_shelf.hpp"

#include <algorithm>

#include "base/ids.hpp"
#include "base/invariant.hpp"
#include "base/text.hpp"
#include "journal/checkpoint.hpp"
#include "journal/journal_shelf.hpp"
#include "store/files.hpp"

namespace yj::journal {

namespace fs = std::filesystem;

namespace {

std::unexpected<Refusal> not_continued(std::int64_t size) {
    return refuse(Refused::Conflict, "存证日志与上一个检查点不一致，不予签名",
                  "检查点记到 " + std::to_string(size) + " 条",
                  "请运行“youju log verify”查明，并报告审计管理员");
}

/// The last checkpoint, when the tree continues it.
Result<std::optional<StoredCheckpoint>> continued(store::Tx& tx, const Tree& tree) {
    auto last = latest_checkpoint(tx);
    if (!last) return std::nullopt;
    if (last->size > tree.size() || root_of(sha256, tree.nodes(), last->size) != last->root)
        return not_continued(last->size);
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

Proof growth_proof(const Tree& tree, std::int64_t from, std::int64_t to) {
    return from == 0 || from == to ? Proof{} : consistency_proof(sha256, tree.nodes(), from, to);
}

/// Asks the key; where it signed more than we know (we were stopped before we wrote it down), once more from
/// there.
Result<SignAnswer> ask_key(const Tree& tree, const SignFn& sign, const std::string& text, std::int64_t from) {
    YJ_ASSIGN(auto answer, sign({from, growth_proof(tree, from, tree.size()), text}));
    const auto seen = answer.status == 409 ? parse_id(trimmed(answer.body)) : std::nullopt;
    if (!seen) return answer;
    if (*seen > tree.size()) return not_continued(*seen);
    return sign({*seen, growth_proof(tree, *seen, tree.size()), text});
}

Result<std::string> signed_note(const LogTree& tree, const SignFn& sign, std::span<const VerifierKey> keys,
                                std::int64_t from) {
    const Checkpoint checkpoint{keys.front().name, tree.tree.size(),
                                root_of(sha256, tree.tree.nodes(), tree.tree.size()), tree.sm3_tree.root()};
    const auto text = checkpoint_text(checkpoint);
    YJ_ASSIGN(const auto answer, ask_key(tree.tree, sign, text, from));
    if (answer.status == 409 || answer.status == 422) return not_continued(from);
    if (answer.status != 200)
        return refuse(Refused::Storage, "日志私钥一方没有签名：" + std::string(trimmed(answer.body)));
    auto note = text + "\n" + answer.body;
    YJ_ASSIGN(const auto opened, open_checkpoint(note, keys));
    invariant(opened == checkpoint, "what was signed is what was sent");
    return note;
}

Done put_lines(store::Store& store, std::int64_t size, const std::vector<std::string>& lines) {
    return store.write([&](store::Tx& tx) {
        for (const auto& line : lines) put_cosignature(tx, size, line);
        return tx.state();
    });
}

}  // namespace

SignFn sign_with(const std::vector<SigningKey>& keys) {
    return [&keys](const AddCheckpoint& request) -> Result<SignAnswer> {
        SignAnswer answer;
        for (const auto& key : keys) answer.body += signature_line(request.note, key);
        return answer;
    };
}

Result<StoredCheckpoint> make_checkpoint(store::Store& store, LogTree& tree, const SignFn& sign,
                                         std::span<const VerifierKey> keys, const fs::path& log_folder,
                                         Instant at) {
    std::optional<StoredCheckpoint> last;
    YJ_TRY(store.read([&](store::Tx& tx) { return publish_tiles(tx, tree, log_folder, last); }));
    if (tree.tree.size() == 0) return refuse(Refused::NotReady, "存证日志还是空的，没有可签名的内容");
    if (last && last->size == tree.tree.size()) return *last;
    YJ_ASSIGN(auto note, signed_note(tree, sign, keys, last ? last->size : 0));
    StoredCheckpoint made{tree.tree.size(), root_of(sha256, tree.tree.nodes(), tree.tree.size()),
                          std::move(note), at};
    YJ_TRY(store.write([&](store::Tx& tx) {
        put_checkpoint(tx, made);
        return tx.state();
    }));
    YJ_TRY(store::write_durably(log_folder / kCheckpointFile, made.note));
    return made;
}

Result<std::string> keep_cosignatures(store::Store& store, const fs::path& log_folder, std::int64_t size,
                                      std::string_view lines, std::span<const VerifierKey> witnesses) {
    if (!only_signatures(lines)) return refuse(Refused::Malformed, "不是见证签名", {}, "以“— ”开头的签名行");
    std::optional<StoredCheckpoint> about, last;
    std::string note;
    YJ_TRY(store.read([&](store::Tx& tx) -> Done {
        about = checkpoint_of(tx, size);
        last = latest_checkpoint(tx);
        if (about) note = about->note + cosignatures_of(tx, size);
        return tx.state();
    }));
    if (!about) return refuse(Refused::NotFound, "没有记到 " + std::to_string(size) + " 条的检查点");
    std::vector<std::string> added;
    for (const auto line : split(lines, '\n')) {
        auto whole = std::string(line) + "\n";
        if (line.empty() || note.find(whole) != std::string::npos) continue;
        const auto opened = open_note(about->note.substr(0, about->note.find("\n\n") + 2) + whole, witnesses);
        if (!opened) return std::unexpected(opened.error());
        note += whole;
        added.push_back(std::move(whole));
    }
    YJ_TRY(put_lines(store, size, added));
    if (last && last->size == size) YJ_TRY(store::write_durably(log_folder / kCheckpointFile, note));
    return note;
}

Result<AddCheckpoint> witness_request(const Tree& tree, const StoredCheckpoint& checkpoint,
                                      std::string_view note, std::int64_t old_size) {
    if (old_size > checkpoint.size)
        return refuse(
            Refused::Conflict, "见证人见过的条数多于本日志的检查点",
            "见证人 " + std::to_string(old_size) + " 条，检查点 " + std::to_string(checkpoint.size) + " 条",
            "日志可能被回退，请报告审计管理员");
    invariant(checkpoint.size <= tree.size(), "the tree holds what its checkpoint signed");
    return AddCheckpoint{old_size, growth_proof(tree, old_size, checkpoint.size), std::string(note)};
}

}  // namespace yj::journal

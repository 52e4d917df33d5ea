#include "journal/witness_shelf.hpp"

#include <algorithm>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "journal/base64.hpp"
#include "journal/key_shelf.hpp"

namespace yj::journal {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestSeen = 1 << 20;
constexpr std::int64_t kMicroseconds = 1'000'000;

/// "origin size root"; names of keys have no spaces.
std::string seen_text(const std::map<std::string, SeenTree>& seen) {
    std::string text;
    for (const auto& [origin, tree] : seen)
        text += origin + " " + std::to_string(tree.size) + " " + to_base64(tree.root.view()) + "\n";
    return text;
}

std::optional<std::map<std::string, SeenTree>> parse_seen(std::string_view text) {
    std::map<std::string, SeenTree> seen;
    for (const auto line : split(text, '\n')) {
        if (line.empty()) continue;
        const auto words = split(line, ' ');
        const auto size = words.size() == 3 ? parse_id(words[1]) : std::nullopt;
        const auto bytes = size ? from_base64(words[2]) : std::nullopt;
        const auto root = bytes ? Digest::from_view(*bytes) : std::nullopt;
        if (!root || !seen.emplace(words[0], SeenTree{*size, *root}).second) return std::nullopt;
    }
    // What was not written whole is not the truth about what was signed.
    return seen_text(seen) == text ? std::optional(std::move(seen)) : std::nullopt;
}

}  // namespace

Result<VerifierKey> create_witness(const fs::path& folder, const std::string& name) {
    constexpr std::array kKinds{KeyKind::Cosignature};
    YJ_ASSIGN(const auto keys, create_keys(folder, name, kKinds));
    YJ_TRY(store::write_durably(folder / kSeenFile, ""));
    return keys.front();
}

Result<std::unique_ptr<WitnessFolder>> WitnessFolder::open(const fs::path& folder, const Clock& clock) {
    if (!fs::exists(folder / kKeyFile))
        return refuse(Refused::NotFound, "这里没有见证人的私钥", folder.string(),
                      "请先运行 youju witness init");
    YJ_ASSIGN(auto lock, store::FolderLock::take(folder));
    std::unique_ptr<WitnessFolder> opened(new WitnessFolder(folder, clock, std::move(lock)));
    YJ_TRY(opened->load());
    return opened;
}

Done WitnessFolder::load() {
    YJ_ASSIGN(keys_, load_keys(folder_));
    if (fs::exists(folder_ / kLogsFile)) {
        YJ_ASSIGN(logs_, load_public_keys(folder_ / kLogsFile));
    }
    // A lost file of sizes would let an old tree be signed again, so it is never taken for an empty one.
    YJ_ASSIGN(const auto text, store::read_whole(folder_ / kSeenFile, kLargestSeen));
    auto seen = parse_seen(text);
    if (!seen)
        return refuse(Refused::Malformed, "已见证条数的文件读不出来", (folder_ / kSeenFile).string(),
                      "请从备份恢复，并核对不早于最近一次见证");
    seen_ = *std::move(seen);
    return {};
}

SeenTree WitnessFolder::seen(const std::string& origin) const {
    const std::lock_guard lock(mutex_);
    const auto found = seen_.find(origin);
    return found == seen_.end() ? SeenTree{} : found->second;
}

Done WitnessFolder::remember(const std::string& origin, const SeenTree& tree) {
    auto next = seen_;
    next[origin] = tree;
    YJ_TRY(store::write_durably(folder_ / kSeenFile, seen_text(next)));
    seen_ = std::move(next);
    return {};
}

WitnessFolder::Answer WitnessFolder::cosign(std::string_view text) {
    const auto request = parse_add_checkpoint(text);
    const std::lock_guard lock(mutex_);
    const auto known = request ? seen_.find(origin_of(*request)) : seen_.end();
    const auto judgement =
        judge_checkpoint(request, logs_, known == seen_.end() ? SeenTree{} : known->second);
    if (!judgement.next) return {judgement.status, judgement.body};
    if (!remember(judgement.origin, *judgement.next)) return {500, "写不下已见证的条数，未签名\n"};
    const auto seconds = static_cast<std::uint64_t>(clock_.now().us / kMicroseconds);
    std::string lines;
    for (const auto& key : keys_)
        if (key.verifier().kind == KeyKind::Cosignature)
            lines += cosignature_line(judgement.text, key, seconds);
    return {200, lines};
}

WitnessFolder::Answer WitnessFolder::sign(std::string_view text) {
    const auto request = parse_add_checkpoint(text);
    const auto checkpoint = request ? parse_checkpoint(request->note) : std::nullopt;
    if (!checkpoint || checkpoint_text(*checkpoint) != request->note) return {400, "不是合乎格式的请求\n"};
    const std::lock_guard lock(mutex_);
    const auto ours = [&](const SigningKey& key) {
        return key.verifier().name == checkpoint->origin && key.verifier().kind != KeyKind::Cosignature;
    };
    if (std::ranges::none_of(keys_, ours)) return {404, "这里没有这本日志的私钥\n"};
    const auto judgement =
        judge_growth(*checkpoint, request->old_size, request->proof, seen_[checkpoint->origin]);
    if (!judgement.next) return {judgement.status, judgement.body};
    if (!remember(judgement.origin, *judgement.next)) return {500, "写不下已签名的条数，未签名\n"};
    std::string lines;
    for (const auto& key : keys_)
        if (ours(key)) lines += signature_line(judgement.text, key);
    return {200, lines};
}

}  // namespace yj::journal

#include "journal/checkpoint.hpp"

#include "base/ids.hpp"
#include "base/invariant.hpp"
#include "base/text.hpp"
#include "journal/base64.hpp"

namespace yj::journal {

namespace {

constexpr std::string_view kSm3Line = "sm3 ";

std::optional<Digest> root_from(std::string_view text) {
    const auto bytes = from_base64(text);
    return bytes ? Digest::from_view(*bytes) : std::nullopt;
}

std::optional<std::int64_t> size_from(std::string_view text) {
    const auto size = parse_id(text);
    // One spelling only: no leading zero, no plus sign.
    if (!size || std::to_string(*size) != text) return std::nullopt;
    return size;
}

}  // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
    std::string text = checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
                       to_base64(checkpoint.root.view()) + "\n";
    if (checkpoint.sm3_root) text += std::string(kSm3Line) + to_base64(checkpoint.sm3_root->view()) + "\n";
    return text;
}

std::optional<Checkpoint> parse_checkpoint(std::string_view text) {
    if (!text.ends_with('\n')) return std::nullopt;
    text.remove_suffix(1);
    const auto lines = split(text, '\n');
    if (lines.size() < 3 || lines[0].empty()) return std::nullopt;
    const auto size = size_from(lines[1]);
    const auto root = root_from(lines[2]);
    if (!size || !root) return std::nullopt;
    Checkpoint checkpoint{std::string(lines[0]), *size, *root, std::nullopt};
    for (std::size_t at = 3; at < lines.size(); ++at) {
        if (lines[at].empty()) return std::nullopt;
        if (!lines[at].starts_with(kSm3Line)) continue;
        if (checkpoint.sm3_root) return std::nullopt;
        checkpoint.sm3_root = root_from(lines[at].substr(kSm3Line.size()));
        if (!checkpoint.sm3_root) return std::nullopt;
    }
    return checkpoint;
}

std::string sign_checkpoint(const Checkpoint& checkpoint, std::span<const SigningKey> keys) {
    invariant(!keys.empty(), "a checkpoint is signed by somebody");
    const auto text = checkpoint_text(checkpoint);
    std::string note = text + "\n";
    for (const auto& key : keys) note += signature_line(text, key);
    return note;
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key) {
    return sign_checkpoint(checkpoint, std::span(&key, 1));
}

Result<Checkpoint> open_checkpoint(std::string_view note, std::span<const VerifierKey> keys) {
    invariant(!keys.empty(), "a checkpoint is opened with a key");
    YJ_ASSIGN(const auto opened, open_note(note, keys));
    auto checkpoint = parse_checkpoint(opened.text);
    if (!checkpoint) return refuse(Refused::Malformed, "不是合乎格式的检查点", {}, "请核对文件是否完整");
    if (checkpoint->origin != keys.front().name)
        return refuse(Refused::Conflict, "检查点属于另一本日志“" + checkpoint->origin + "”", {},
                      "请核对日志名称");
    if (opened.signed_by.size() != keys.size())
        return refuse(Refused::Forbidden, "检查点缺少日志的一个签名", {}, "签名应与公布的公钥一样多");
    return *std::move(checkpoint);
}

Result<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& key) {
    return open_checkpoint(note, std::span(&key, 1));
}

}  // namespace yj::journal

#include "journal/witness.hpp"

#include <algorithm>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "journal/base64.hpp"

namespace yj::journal {

namespace {

constexpr std::string_view kOld = "old ";
constexpr std::size_t kLongestProof = 63;

Judgement answer(int status, std::string body) {
    Judgement judgement;
    judgement.status = status;
    judgement.body = std::move(body);
    return judgement;
}

}  // namespace

std::string add_checkpoint_text(const AddCheckpoint& request) {
    std::string text = std::string(kOld) + std::to_string(request.old_size) + "\n";
    for (const auto& hash : request.proof) text += to_base64(hash.view()) + "\n";
    return text + "\n" + request.note;
}

std::optional<AddCheckpoint> parse_add_checkpoint(std::string_view text) {
    const auto blank = text.find("\n\n");
    if (!text.starts_with(kOld) || blank == std::string_view::npos) return std::nullopt;
    const auto lines = split(text.substr(kOld.size(), blank - kOld.size()), '\n');
    const auto size = parse_id(lines.front());
    if (!size || std::to_string(*size) != lines.front() || lines.size() > kLongestProof + 1)
        return std::nullopt;
    AddCheckpoint request{*size, {}, std::string(text.substr(blank + 2))};
    for (const auto line : std::span(lines).subspan(1)) {
        const auto bytes = from_base64(line);
        const auto hash = bytes ? Digest::from_view(*bytes) : std::nullopt;
        if (!hash) return std::nullopt;
        request.proof.push_back(*hash);
    }
    return request;
}

std::string origin_of(const AddCheckpoint& request) {
    const auto note = parse_note(request.note);
    const auto checkpoint = note ? parse_checkpoint(note->text) : std::nullopt;
    return checkpoint ? checkpoint->origin : std::string();
}

Judgement judge_growth(const Checkpoint& checkpoint, std::int64_t old_size, std::span<const Digest> proof,
                       const SeenTree& seen) {
    if (old_size > checkpoint.size) return answer(400, "起点大于检查点的条数\n");
    if (old_size != seen.size) return answer(409, std::to_string(seen.size) + "\n");
    const bool grew = old_size == 0                 ? proof.empty()
                      : old_size == checkpoint.size ? proof.empty() && checkpoint.root == seen.root
                                                    : verify_consistency(sha256, old_size, checkpoint.size,
                                                                         seen.root, checkpoint.root, proof);
    if (!grew) return answer(422, "这个检查点不是上一个检查点的延续：日志分叉或被改写\n");
    auto judgement = answer(200, {});
    judgement.origin = checkpoint.origin;
    judgement.text = checkpoint_text(checkpoint);
    judgement.next = SeenTree{checkpoint.size, checkpoint.root};
    return judgement;
}

Judgement judge_checkpoint(const std::optional<AddCheckpoint>& request, std::span<const VerifierKey> keys,
                           const SeenTree& seen) {
    const auto note = request ? parse_note(request->note) : std::nullopt;
    const auto checkpoint = note ? parse_checkpoint(note->text) : std::nullopt;
    if (!checkpoint) return answer(400, "不是合乎格式的请求\n");
    std::vector<VerifierKey> of_log;
    std::ranges::copy_if(keys, std::back_inserter(of_log),
                         [&](const VerifierKey& key) { return key.name == checkpoint->origin; });
    if (of_log.empty()) return answer(404, "本见证人不见证这本日志\n");
    if (!open_note(request->note, of_log)) return answer(403, "没有这本日志的有效签名\n");
    auto judgement = judge_growth(*checkpoint, request->old_size, request->proof, seen);
    // The note's own text: extension lines that we do not know are signed as they stand.
    if (judgement.next) judgement.text = note->text;
    return judgement;
}

}  // namespace yj::journal

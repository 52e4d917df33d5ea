#include "journal/proof_file.hpp"

#include "base/ids.hpp"
#include "base/text.hpp"
#include "journal/base64.hpp"

namespace yj::journal {

namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
constexpr std::size_t kLongestProof = 63;

/// One line without its newline; empty when there is none.
std::optional<std::string_view> take_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

std::optional<std::int64_t> index_from(std::string_view line) {
    if (!line.starts_with(kIndex)) return std::nullopt;
    line.remove_prefix(kIndex.size());
    const auto index = parse_id(line);
    if (!index || std::to_string(*index) != line) return std::nullopt;
    return index;
}

}  // namespace

std::string proof_file_text(const ProofFile& proof) {
    std::string text(kFirstLine);
    text += '\n';
    if (!proof.extra.empty()) text += std::string(kExtra) + to_base64(proof.extra) + "\n";
    text += std::string(kIndex) + std::to_string(proof.index) + "\n";
    for (const auto& hash : proof.path) text += to_base64(hash.view()) + "\n";
    return text + "\n" + proof.checkpoint;
}

std::optional<ProofFile> parse_proof_file(std::string_view text) {
    if (take_line(text) != kFirstLine) return std::nullopt;
    ProofFile proof;
    auto line = take_line(text);
    if (line && line->starts_with(kExtra)) {
        auto extra = from_base64(line->substr(kExtra.size()));
        if (!extra || extra->empty()) return std::nullopt;
        proof.extra = *std::move(extra);
        line = take_line(text);
    }
    const auto index = line ? index_from(*line) : std::nullopt;
    if (!index) return std::nullopt;
    proof.index = *index;
    for (line = take_line(text); line && !line->empty(); line = take_line(text)) {
        const auto bytes = from_base64(*line);
        const auto hash = bytes ? Digest::from_view(*bytes) : std::nullopt;
        if (!hash || proof.path.size() == kLongestProof) return std::nullopt;
        proof.path.push_back(*hash);
    }
    if (!line || text.empty()) return std::nullopt;
    proof.checkpoint = text;
    return proof;
}

Result<Believed> check_proof(const ProofFile& proof, const Digest& leaf, const Policy& policy) {
    YJ_ASSIGN(auto believed, believe(proof.checkpoint, policy));
    if (!verify_inclusion(sha256, proof.index, believed.checkpoint.size, leaf, proof.path,
                          believed.checkpoint.root))
        return refuse(Refused::Conflict,
                      "第 " + std::to_string(proof.index) + " 号存证记录不在这个检查点之下", {},
                      "证明与存证原文不符，文件被改动过");
    return believed;
}

}  // namespace yj::journal

#include "journal/entry.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "journal/opening.hpp"
#include "journal/tree.hpp"

namespace yj::journal {

namespace {
constexpr std::string_view kLeafVersion = "yjl1";
constexpr std::string_view kPayloadVersion = "yjs1";
constexpr std::string_view kLineSalt = "yjt1";
constexpr std::string_view kNoPayload = "yjn1";
constexpr std::size_t kDigestSize = 32;

Digest read_digest(ByteReader& in) { return Digest::from_view(in.raw(kDigestSize)).value_or(Digest{}); }
}  // namespace

std::string leaf_bytes(const Entry& entry) {
    ByteWriter out;
    out.raw(kLeafVersion);
    out.signed_number(entry.index.value);
    out.text(entry.act);
    out.signed_number(entry.actor.value);
    out.signed_number(entry.at.us);
    out.text(entry.subject);
    out.raw(entry.commitment.view());
    return out.take();
}

std::optional<Entry> parse_leaf(std::string_view bytes) {
    ByteReader in(bytes);
    if (in.raw(kLeafVersion.size()) != kLeafVersion) return std::nullopt;
    Entry entry;
    entry.index = EntryIndex{in.signed_number()};
    entry.act = in.text();
    entry.actor = AccountId{in.signed_number()};
    entry.at = Instant{in.signed_number()};
    entry.subject = in.text();
    entry.commitment = read_digest(in);
    // Written again and compared: a longer spelling of the same numbers is not the entry.
    if (!in.at_end() || leaf_bytes(entry) != bytes) return std::nullopt;
    return entry;
}

std::string seal_payload(std::span<const SealedLine> lines) {
    ByteWriter out;
    out.raw(kPayloadVersion);
    out.number(lines.size());
    for (const auto& line : lines) out.raw(line_bytes(line));
    return out.take();
}

std::string line_bytes(const SealedLine& line) {
    ByteWriter out;
    out.text(line.table);
    out.text(line.key);
    out.raw(line.hash.view());
    return out.take();
}

std::optional<std::vector<SealedLine>> parse_payload(std::string_view payload) {
    ByteReader in(payload);
    if (in.raw(kPayloadVersion.size()) != kPayloadVersion) return std::nullopt;
    const auto count = in.number();
    std::vector<SealedLine> lines;
    for (std::uint64_t at = 0; at < count && in.ok(); ++at) {
        SealedLine line;
        line.table = in.text();
        line.key = in.text();
        line.hash = read_digest(in);
        lines.push_back(std::move(line));
    }
    if (!in.at_end() || seal_payload(lines) != payload) return std::nullopt;
    return lines;
}

Digest commitment(const Salt& salt, std::string_view payload) { return commitment(as_text(salt), payload); }

Digest commitment(std::string_view salt, std::string_view payload) {
    const auto lines = parse_payload(payload);
    if (!lines) return sha256(std::string(kNoPayload) + std::string(salt) + std::string(payload));
    Frontier tree(sha256);
    for (const auto& line : *lines) tree.add(salted_line(line_salt(salt, tree.size()), line_bytes(line)));
    // Also of no rows the salt is bound.
    if (lines->empty()) tree.add(salted_line(line_salt(salt, 0), {}));
    return commitment_of(static_cast<std::int64_t>(lines->size()), tree.root());
}

Salt line_salt(std::string_view salt, std::int64_t line) {
    ByteWriter out;
    out.raw(kLineSalt);
    out.text(salt);
    out.signed_number(line);
    const auto digest = sha256(out.bytes());
    Salt one;
    std::copy_n(digest.bytes.begin(), one.size(), one.begin());
    return one;
}

}  // namespace yj::journal

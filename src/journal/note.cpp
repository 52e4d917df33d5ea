#include "journal/note.hpp"

#include <algorithm>
#include <charconv>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "base/text.hpp"
#include "journal/base64.hpp"
#include "journal/sm2.hpp"

namespace yj::journal {

namespace {

constexpr std::string_view kDash = "\u2014 ";
constexpr std::string_view kSecretPrefix = "PRIVATE+KEY+";
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kSm2KeySize = 65;
/// Follows the byte 0xff in SM2 keys, so that nobody else's unnumbered kind is taken for it.
constexpr std::string_view kSm2Kind = "gbt32918-sm2-sm3";
constexpr std::size_t kIdSize = 4;
constexpr std::size_t kTimeSize = 8;
constexpr std::size_t kMostSignatures = 100;
constexpr std::size_t kLongestNote = 1'000'000;

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (const char c : bytes) number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

std::string big_endian_id(std::uint32_t id) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(id >> shift & 0xFFU);
    return bytes;
}

/// White space beyond ASCII (Unicode White_Space).
bool wide_space(char32_t c) {
    constexpr std::u32string_view kSpaces = U"\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000";
    return (c >= 0x2000 && c <= 0x200a) || kSpaces.find(c) != std::u32string_view::npos;
}

bool good_name(std::string_view name) {
    if (name.empty() || !is_utf8(name)) return false;
    while (!name.empty()) {
        const auto c = take_character(name);
        if (c <= U' ' || c == U'+' || c == U'\x7f' || wide_space(c)) return false;
    }
    return true;
}

std::string kind_and(KeyKind kind, std::string_view key) {
    std::string bytes(1, static_cast<char>(kind));
    if (kind == KeyKind::Sm2) bytes += kSm2Kind;
    return bytes += key;
}

/// Takes the kind off the front. Empty for a kind that we do not know.
std::optional<KeyKind> take_kind(std::string_view& bytes) {
    if (bytes.empty()) return std::nullopt;
    const auto kind = static_cast<KeyKind>(bytes.front());
    bytes.remove_prefix(1);
    if (kind == KeyKind::Ed25519 || kind == KeyKind::Cosignature) return kind;
    if (kind != KeyKind::Sm2 || !bytes.starts_with(kSm2Kind)) return std::nullopt;
    bytes.remove_prefix(kSm2Kind.size());
    return kind;
}

std::uint32_t key_id(std::string_view name, KeyKind kind, std::string_view key) {
    const auto digest = sha256(std::string(name) + "\n" + kind_and(kind, key));
    return static_cast<std::uint32_t>(big_endian(digest.view().substr(0, kIdSize)));
}

/// "<name>+<8 hex digits>+<base64>"
struct KeyText {
    std::string_view name;
    std::uint32_t id = 0;
    KeyKind kind = KeyKind::Ed25519;
    std::string key;
};

std::optional<KeyText> parse_key_text(std::string_view text) {
    // The name has no plus sign, base64 may.
    const auto first = text.find('+');
    if (first == std::string_view::npos || text.size() < first + 10 || text[first + 9] != '+')
        return std::nullopt;
    const auto id = bytes_from_hex(text.substr(first + 1, 8));
    const auto key = from_base64(text.substr(first + 10));
    if (!id || !key || !good_name(text.substr(0, first))) return std::nullopt;
    std::string_view rest = *key;
    const auto kind = take_kind(rest);
    if (!kind) return std::nullopt;
    return KeyText{text.substr(0, first), static_cast<std::uint32_t>(big_endian(*id)), *kind,
                   std::string(rest)};
}

bool printable(std::string_view text) {
    return is_utf8(text) && std::ranges::none_of(text, [](char c) {
               return static_cast<unsigned char>(c) < ' ' && c != '\n';
           });
}

/// "— <name> <base64 of id and signature>"
std::optional<NoteSignature> parse_signature(std::string_view line) {
    if (!line.starts_with(kDash)) return std::nullopt;
    line.remove_prefix(kDash.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos || !good_name(line.substr(0, space))) return std::nullopt;
    const auto bytes = from_base64(line.substr(space + 1));
    if (!bytes || bytes->size() <= kIdSize) return std::nullopt;
    return NoteSignature{std::string(line.substr(0, space)),
                         static_cast<std::uint32_t>(big_endian(std::string_view(*bytes).substr(0, kIdSize))),
                         bytes->substr(kIdSize)};
}

std::string cosigned_message(std::string_view text, std::uint64_t seconds) {
    return "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + std::string(text);
}

bool holds(const VerifierKey& key, std::string_view text, std::string_view signature) {
    if (key.kind == KeyKind::Ed25519) return ed25519_verify(key.key, text, signature);
    if (key.kind == KeyKind::Sm2) return sm2_verify(key.key, kSm2Identity, text, signature);
    if (signature.size() <= kTimeSize) return false;
    const auto seconds = big_endian(signature.substr(0, kTimeSize));
    return ed25519_verify(key.key, cosigned_message(text, seconds), signature.substr(kTimeSize));
}

std::string line_of(const VerifierKey& key, std::string_view signature) {
    return std::string(kDash) + key.name + " " + to_base64(big_endian_id(key.id) + std::string(signature)) +
           "\n";
}

/// Empty for a line that is none.
std::optional<std::vector<NoteSignature>> parse_signatures(std::string_view lines) {
    std::vector<NoteSignature> signatures;
    while (!lines.empty()) {
        const auto end = lines.find('\n');
        auto signature = parse_signature(lines.substr(0, end));
        if (!signature || end == std::string_view::npos || signatures.size() == kMostSignatures)
            return std::nullopt;
        signatures.push_back(std::move(*signature));
        lines.remove_prefix(end + 1);
    }
    if (signatures.empty()) return std::nullopt;
    return signatures;
}

}  // namespace

bool good_key_name(std::string_view name) { return good_name(name); }

std::string VerifierKey::text() const {
    return name + "+" + to_hex(big_endian_id(id)) + "+" + to_base64(kind_and(kind, key));
}

std::optional<VerifierKey> parse_verifier_key(std::string_view text) {
    auto parts = parse_key_text(text);
    if (!parts || parts->key.size() != (parts->kind == KeyKind::Sm2 ? kSm2KeySize : kKeySize) ||
        key_id(parts->name, parts->kind, parts->key) != parts->id)
        return std::nullopt;
    return VerifierKey{std::string(parts->name), parts->id, parts->kind, std::move(parts->key)};
}

SigningKey::SigningKey(std::string name, const Seed& seed, KeyKind kind)
    : seed_(seed), signer_(kind == KeyKind::Sm2 ? sm2_signer(seed) : ed25519_signer(seed)) {
    invariant(good_name(name), "a key's name has no white space and no plus sign");
    invariant(signer_ != nullptr, "an SM2 seed is a private key");
    auto key = signer_->public_key();
    const auto id = key_id(name, kind, key);
    verifier_ = {std::move(name), id, kind, std::move(key)};
}

std::optional<SigningKey> SigningKey::parse(std::string_view text) {
    if (!text.starts_with(kSecretPrefix)) return std::nullopt;
    const auto parts = parse_key_text(text.substr(kSecretPrefix.size()));
    if (!parts || parts->key.size() != kKeySize) return std::nullopt;
    Seed seed{};
    std::ranges::copy(as_bytes(parts->key), seed.begin());
    if (parts->kind == KeyKind::Sm2 && sm2_signer(seed) == nullptr) return std::nullopt;
    SigningKey key(std::string(parts->name), seed, parts->kind);
    if (key.verifier().id != parts->id) return std::nullopt;
    return key;
}

std::string SigningKey::secret_text() const {
    return std::string(kSecretPrefix) + verifier_.name + "+" + to_hex(big_endian_id(verifier_.id)) + "+" +
           to_base64(kind_and(verifier_.kind, as_text(seed_)));
}

KeyTexts new_key(const std::string& name, KeyKind kind) {
    const SigningKey key(name, kind == KeyKind::Sm2 ? new_sm2_seed() : new_seed(), kind);
    return {key.secret_text(), key.verifier().text()};
}

std::optional<Note> parse_note(std::string_view bytes) {
    if (bytes.size() > kLongestNote || !bytes.ends_with('\n') || !printable(bytes)) return std::nullopt;
    const auto blank = bytes.rfind("\n\n");
    if (blank == std::string_view::npos) return std::nullopt;
    auto signatures = parse_signatures(bytes.substr(blank + 2));
    if (!signatures) return std::nullopt;
    return Note{std::string(bytes.substr(0, blank + 1)), *std::move(signatures)};
}

Result<OpenedNote> open_note(std::string_view bytes, std::span<const VerifierKey> known) {
    auto note = parse_note(bytes);
    if (!note) return refuse(Refused::Malformed, "不是合乎格式的签名文书", {}, "请核对文件是否完整");
    OpenedNote opened;
    for (const auto& signature : note->signatures) {
        const auto key = std::ranges::find_if(
            known, [&](const auto& one) { return one.name == signature.name && one.id == signature.id; });
        if (key == known.end()) continue;
        if (!holds(*key, note->text, signature.bytes))
            return refuse(Refused::Forbidden, "“" + key->name + "”的签名不成立", {}, "文书或签名被改动过");
        if (std::ranges::find(opened.signed_by, *key) == opened.signed_by.end())
            opened.signed_by.push_back(*key);
    }
    if (opened.signed_by.empty()) return refuse(Refused::Forbidden, "没有已知公钥的签名", {}, "请核对公钥");
    opened.text = std::move(note->text);
    return opened;
}

std::string signature_line(std::string_view text, const SigningKey& key) {
    invariant(text.ends_with('\n') && printable(text), "a note's text ends with a newline");
    invariant(key.verifier().kind != KeyKind::Cosignature, "a witness's key signs with the time");
    return line_of(key.verifier(), key.sign(text));
}

std::string cosignature_line(std::string_view text, const SigningKey& key, std::uint64_t seconds) {
    invariant(key.verifier().kind == KeyKind::Cosignature, "a witness's key signs with the time");
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(seconds >> shift & 0xFFU);
    return line_of(key.verifier(), bytes + key.sign(cosigned_message(text, seconds)));
}

std::string sign_note(std::string_view text, const SigningKey& key) {
    return std::string(text) + "\n" + signature_line(text, key);
}

std::optional<std::uint64_t> cosigned_at(const NoteSignature& signature) {
    if (signature.bytes.size() <= kTimeSize) return std::nullopt;
    return big_endian(std::string_view(signature.bytes).substr(0, kTimeSize));
}

bool only_signatures(std::string_view bytes) {
    return bytes.size() <= kLongestNote && printable(bytes) && parse_signatures(bytes).has_value();
}

}  // namespace yj::journal

// Signed notes: a short text with signatures below it, and the keys that make and check them.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "journal/crypto.hpp"

namespace yj::journal {

/// What a signature signs: the note's text, or (a witness) the text with the second at which it was seen.
/// Source: C2SP signed-note and tlog-cosignature.
/// SM2 has no number there, so its keys carry 0xff and a name of their own (docs/rooms/journal.md).
enum class KeyKind : std::uint8_t { Ed25519 = 1, Cosignature = 4, Sm2 = 0xff };

/// Whether a key may be called so: no white space, no plus sign, not empty.
[[nodiscard]] bool good_key_name(std::string_view name);

/// A public key with its name: "tongji.example/log+bd6e1d34+AUq7…".
struct VerifierKey {
    std::string name;
    std::uint32_t id = 0;  ///< first four bytes of SHA-256(name, newline, kind, key)
    KeyKind kind = KeyKind::Ed25519;
    std::string key;  ///< 32 bytes; 65 of an SM2 key
    [[nodiscard]] std::string text() const;
    bool operator==(const VerifierKey&) const = default;
};
/// Empty when it is not such a text, the name has a space or a plus sign, or the id is not that of the key.
[[nodiscard]] std::optional<VerifierKey> parse_verifier_key(std::string_view text);

/// The private half: "PRIVATE+KEY+<name>+<id>+<base64 of kind and seed>", as Go's note package writes it.
class SigningKey {
public:
    /// REQUIRES: a name without white space and plus signs, not empty; of an SM2 key a seed that sm2_signer
    /// takes.
    SigningKey(std::string name, const Seed& seed, KeyKind kind = KeyKind::Ed25519);
    [[nodiscard]] static std::optional<SigningKey> parse(std::string_view text);

    [[nodiscard]] const VerifierKey& verifier() const { return verifier_; }
    /// Its text. Keep it in a file that its owner alone may read.
    [[nodiscard]] std::string secret_text() const;
    [[nodiscard]] std::string sign(std::string_view message) const { return signer_->sign(message); }

private:
    Seed seed_;
    std::unique_ptr<Signer> signer_;
    VerifierKey verifier_;
};

/// The two texts of a new key; the first goes to log/key (mode 0600), the second to log/key.pub.
struct KeyTexts {
    std::string secret;
    std::string verifier;
};
/// REQUIRES: as SigningKey.
[[nodiscard]] KeyTexts new_key(const std::string& name, KeyKind kind);

struct NoteSignature {
    std::string name;
    std::uint32_t id = 0;
    std::string bytes;
    bool operator==(const NoteSignature&) const = default;
};
struct Note {
    std::string text;  ///< ends with a newline
    std::vector<NoteSignature> signatures;
};

/// Reads the form only. Empty for anything that is not exactly a signed note: no blank line, control
/// characters, no UTF-8, a signature line that cannot be read, more than 100 signatures, none.
[[nodiscard]] std::optional<Note> parse_note(std::string_view bytes);

/// Opens a note: it counts when at least one known key has signed, and no known key's signature is wrong.
/// Signatures of unknown keys are passed over. Answers the keys that signed, each once, in the note's order.
/// Fails: Malformed; Forbidden (no known key, or a wrong signature).
struct OpenedNote {
    std::string text;
    std::vector<VerifierKey> signed_by;
};
[[nodiscard]] Result<OpenedNote> open_note(std::string_view bytes, std::span<const VerifierKey> known);

/// One signature line, with its newline. REQUIRES: a text that ends with a newline and has no control
/// characters; a key that is no witness's.
[[nodiscard]] std::string signature_line(std::string_view text, const SigningKey& key);
/// A witness's line: it signs the text and the second at which it saw it. REQUIRES: a witness's key.
/// Source: C2SP tlog-cosignature.
[[nodiscard]] std::string cosignature_line(std::string_view text, const SigningKey& key,
                                           std::uint64_t seconds);
/// The text with one signature. REQUIRES: as signature_line.
[[nodiscard]] std::string sign_note(std::string_view text, const SigningKey& key);

/// The seconds since 1970 at which a witness signed; empty when the bytes are no cosignature.
[[nodiscard]] std::optional<std::uint64_t> cosigned_at(const NoteSignature& signature);
/// Whether `bytes` are signature lines and nothing else, at least one.
[[nodiscard]] bool only_signatures(std::string_view bytes);

}  // namespace yj::journal

// Witness: what a witness answers to a checkpoint, from the tree it saw last.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "journal/checkpoint.hpp"
#include "journal/tree.hpp"

namespace yj::journal {

/// The latest tree of a log that a witness signed. Size 0: it never saw one.
struct SeenTree {
    std::int64_t size = 0;
    Digest root;
    bool operator==(const SeenTree&) const = default;
};

/// "add-checkpoint": a checkpoint with the proof that it continues an older one. By network, on paper or in a
/// file it is the same text. Source: C2SP tlog-witness.
struct AddCheckpoint {
    std::int64_t old_size = 0;
    Proof proof;
    std::string note;
};
[[nodiscard]] std::string add_checkpoint_text(const AddCheckpoint& request);
/// Reads the form of the lines before the note. Empty for any other form.
[[nodiscard]] std::optional<AddCheckpoint> parse_add_checkpoint(std::string_view text);

/// What is answered. `next` is set when the checkpoint may be signed: it must be on disk before the answer
/// leaves, and between reading what was seen and writing it nobody else may be let in.
struct Judgement {
    int status = 400;  ///< 200 400 403 404 409 422, as C2SP tlog-witness has them
    std::string body;  ///< of a 409: the size seen; else a sentence
    std::string text;  ///< of a 200: what to sign
    std::string origin;
    std::optional<SeenTree> next;
};

/// The log that a request is about, read without believing anything; empty when it cannot be read.
[[nodiscard]] std::string origin_of(const AddCheckpoint& request);

/// `keys`: those of the logs that the witness serves; of a log with several keys one signature is enough, and
/// none may be wrong. `seen` is what was signed last for origin_of(request).
[[nodiscard]] Judgement judge_checkpoint(const std::optional<AddCheckpoint>& request,
                                         std::span<const VerifierKey> keys, const SeenTree& seen);

/// The same for a log's own signing process, which gets a checkpoint's text that nobody has signed yet.
[[nodiscard]] Judgement judge_growth(const Checkpoint& checkpoint, std::int64_t old_size,
                                     std::span<const Digest> proof, const SeenTree& seen);

}  // namespace yj::journal

// Entry: one act in the log, its canonical leaf, and the commitment to the rows that the act made.
#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/digest.hpp"
#include "base/ids.hpp"

namespace yj::journal {

/// 128 random bits that make a commitment unguessable, even for someone who holds the whole register.
using Salt = std::array<std::uint8_t, 16>;

/// What the log says about one act, in clear: who did what, when, about which thing. It holds no data: never
/// a name or a figure of a respondent. The rows themselves are bound by the commitment.
struct Entry {
    EntryIndex index;
    std::string act;  ///< "report.accept"
    AccountId actor;
    Instant at;
    std::string subject;  ///< "submission/123"
    Digest commitment;
    bool operator==(const Entry&) const = default;
};

/// The bytes that are hashed into the tree, version 1; docs/rooms/journal.md draws them.
[[nodiscard]] std::string leaf_bytes(const Entry& entry);
/// Reads them back. Empty for any other bytes: there is exactly one form for each entry.
[[nodiscard]] std::optional<Entry> parse_leaf(std::string_view bytes);

/// One row that an act put: its table, its key columns joined by '/', its store::sealed_hash.
struct SealedLine {
    std::string table;
    std::string key;
    Digest hash;
    bool operator==(const SealedLine&) const = default;
};

/// The canonical list of an entry's rows, in the order they were put.
[[nodiscard]] std::string seal_payload(std::span<const SealedLine> lines);
/// Reads it back. Empty for any other bytes.
[[nodiscard]] std::optional<std::vector<SealedLine>> parse_payload(std::string_view payload);

/// The bytes of one line within the payload.
[[nodiscard]] std::string line_bytes(const SealedLine& line);

/// The salt of one line: told together with the line, it betrays nothing of the others.
[[nodiscard]] Salt line_salt(std::string_view salt, std::int64_t line);

/// What a leaf binds an entry's rows by: the number of lines and the root of a tree (RFC 6962) over them,
/// each behind its own salt, so that one row can be shown to be in the entry without showing any other. Bytes
/// that are no payload have a commitment too, which no payload shares.
[[nodiscard]] Digest commitment(const Salt& salt, std::string_view payload);
/// The same with the salt as it is stored. REQUIRES nothing.
[[nodiscard]] Digest commitment(std::string_view salt, std::string_view payload);

}  // namespace yj::journal

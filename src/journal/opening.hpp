// Opening: one row shown to be what an entry sealed, without showing any other row of it.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "journal/entry.hpp"
#include "journal/stored.hpp"
#include "journal/tree.hpp"

namespace yj::journal {

/// One row of an entry with what ties it to the entry's commitment.
struct OpenedRow {
    std::string key;    ///< as SealedLine has it
    std::string bytes;  ///< store::row_bytes: its table and fields; their SHA-256 is the line's hash
    std::int64_t line = 0;
    std::int64_t lines = 0;  ///< of the entry
    Salt salt{};             ///< of this line alone
    Proof path;              ///< from the line to the root of all lines
    bool operator==(const OpenedRow&) const = default;
};

[[nodiscard]] Digest salted_line(const Salt& salt, std::string_view line);
[[nodiscard]] Digest commitment_of(std::int64_t lines, const Digest& root);

/// The lines of one seal as a tree, for opening several of its rows.
class SealTree {
public:
    /// REQUIRES: a payload that can be read.
    explicit SealTree(const Seal& seal);
    /// Empty when no line has this table and key, or the row's bytes are not those that were sealed.
    [[nodiscard]] std::optional<OpenedRow> open(std::string_view table, std::string_view key,
                                                std::string_view bytes) const;

private:
    std::string salt_;
    std::vector<SealedLine> lines_;
    std::map<std::pair<std::string, std::string>, std::int64_t, std::less<>> places_;
    Tree tree_;
};

/// Whether this row is one that the entry sealed.
[[nodiscard]] bool holds(const OpenedRow& row, const Entry& entry);

/// A row read back from its bytes: nothing, a number, a text or bytes for each column of its table.
struct RowText {
    struct Blob {
        std::string bytes;
        bool operator==(const Blob&) const = default;
    };
    using Field = std::variant<std::monostate, std::int64_t, std::string, Blob>;
    std::string table;
    std::vector<Field> fields;

    /// The field as what it is thought to be; zero or empty when it is not there or something else.
    [[nodiscard]] std::int64_t number(std::size_t column) const;
    [[nodiscard]] std::string text(std::size_t column) const;
    [[nodiscard]] std::string blob(std::size_t column) const;
    [[nodiscard]] bool null(std::size_t column) const;
};
/// Empty for any other bytes than store::row_bytes writes.
[[nodiscard]] std::optional<RowText> parse_row(std::string_view bytes);

void write_opened(ByteWriter& out, const OpenedRow& row);
/// After damage `in` is not ok() and what is answered means nothing.
[[nodiscard]] OpenedRow read_opened(ByteReader& in);

}  // namespace yj::journal

#include "journal/opening.hpp"

#include <algorithm>

#include "base/invariant.hpp"

namespace yj::journal {

namespace {

constexpr std::string_view kCommitment = "yjc1";
constexpr std::uint64_t kLongestPath = 63;

void write_field(ByteWriter& out, const RowText::Field& field) {
    if (const auto* number = std::get_if<std::int64_t>(&field)) {
        out.raw("i");
        out.signed_number(*number);
    } else if (const auto* text = std::get_if<std::string>(&field)) {
        out.raw("t");
        out.text(*text);
    } else if (const auto* blob = std::get_if<RowText::Blob>(&field)) {
        out.raw("b");
        out.text(blob->bytes);
    } else {
        out.raw("n");
    }
}

/// Empty for a letter that no field begins with.
std::optional<RowText::Field> read_field(ByteReader& in) {
    const auto letter = in.raw(1);
    if (letter == "i") return in.signed_number();
    if (letter == "t") return std::string(in.text());
    if (letter == "b") return RowText::Blob{std::string(in.text())};
    if (letter == "n") return RowText::Field{};
    return std::nullopt;
}

std::string row_bytes(const RowText& row) {
    ByteWriter out;
    out.text(row.table);
    for (const auto& field : row.fields) write_field(out, field);
    return out.take();
}

/// The field of that column, where it is one.
template <class T>
const T* field_at(const std::vector<RowText::Field>& fields, std::size_t column) {
    return column < fields.size() ? std::get_if<T>(&fields[column]) : nullptr;
}

}  // namespace

Digest salted_line(const Salt& salt, std::string_view line) {
    std::string both(as_text(salt));
    both += line;
    return leaf_hash(sha256, both);
}

Digest commitment_of(std::int64_t lines, const Digest& root) {
    ByteWriter out;
    out.raw(kCommitment);
    out.signed_number(lines);
    out.raw(root.view());
    return sha256(out.bytes());
}

SealTree::SealTree(const Seal& seal) : salt_(seal.salt), tree_(sha256) {
    auto lines = parse_payload(seal.payload);
    invariant(lines.has_value(), "a seal that is opened can be read");
    lines_ = *std::move(lines);
    for (const auto& line : lines_) {
        places_.emplace(std::pair(line.table, line.key), tree_.size());
        tree_.add(salted_line(line_salt(salt_, tree_.size()), line_bytes(line)));
    }
}

std::optional<OpenedRow> SealTree::open(std::string_view table, std::string_view key,
                                        std::string_view bytes) const {
    const auto found = places_.find(std::pair(std::string(table), std::string(key)));
    if (found == places_.end()) return std::nullopt;
    const auto place = found->second;
    if (lines_[static_cast<std::size_t>(place)].hash != sha256(bytes)) return std::nullopt;
    return OpenedRow{std::string(key),
                     std::string(bytes),
                     place,
                     tree_.size(),
                     line_salt(salt_, place),
                     inclusion_proof(sha256, tree_.nodes(), place, tree_.size())};
}

bool holds(const OpenedRow& row, const Entry& entry) {
    const auto read = parse_row(row.bytes);
    if (!read || row.line < 0 || row.line >= row.lines) return false;
    const auto line = line_bytes({read->table, row.key, sha256(row.bytes)});
    const auto root = root_from_inclusion(sha256, row.line, row.lines, salted_line(row.salt, line), row.path);
    return root && commitment_of(row.lines, *root) == entry.commitment;
}

std::int64_t RowText::number(std::size_t column) const {
    const auto* number = field_at<std::int64_t>(fields, column);
    return number == nullptr ? 0 : *number;
}

std::string RowText::text(std::size_t column) const {
    const auto* text = field_at<std::string>(fields, column);
    return text == nullptr ? std::string() : *text;
}

std::string RowText::blob(std::size_t column) const {
    const auto* blob = field_at<Blob>(fields, column);
    return blob == nullptr ? std::string() : blob->bytes;
}

bool RowText::null(std::size_t column) const {
    return column >= fields.size() || std::holds_alternative<std::monostate>(fields[column]);
}

std::optional<RowText> parse_row(std::string_view bytes) {
    ByteReader in(bytes);
    RowText row;
    row.table = in.text();
    while (in.ok() && !in.at_end()) {
        auto field = read_field(in);
        if (!field) return std::nullopt;
        row.fields.push_back(*std::move(field));
    }
    if (!in.ok() || row_bytes(row) != bytes) return std::nullopt;
    return row;
}

void write_opened(ByteWriter& out, const OpenedRow& row) {
    out.text(row.key);
    out.text(row.bytes);
    out.signed_number(row.line);
    out.signed_number(row.lines);
    out.raw(as_text(row.salt));
    out.number(row.path.size());
    for (const auto& hash : row.path) out.raw(hash.view());
}

OpenedRow read_opened(ByteReader& in) {
    OpenedRow row;
    row.key = in.text();
    row.bytes = in.text();
    row.line = in.signed_number();
    row.lines = in.signed_number();
    std::ranges::copy(as_bytes(in.raw(row.salt.size())), row.salt.begin());
    for (auto left = std::min(in.number(), kLongestPath); left > 0 && in.ok(); --left)
        row.path.push_back(Digest::from_view(in.raw(32)).value_or(Digest{}));
    return row;
}

}  // namespace yj::journal

#include "journal/proven_entry.hpp"

namespace yj::journal {

namespace {
constexpr std::string_view kVersion = "yjx1";
}

std::string proven_bytes(const ProvenEntry& entry) {
    ByteWriter out;
    out.raw(kVersion);
    out.text(entry.leaf);
    out.number(entry.rows.size());
    for (const auto& row : entry.rows) write_opened(out, row);
    return out.take();
}

std::optional<ProvenEntry> parse_proven(std::string_view bytes) {
    ByteReader in(bytes);
    if (in.raw(kVersion.size()) != kVersion) return std::nullopt;
    ProvenEntry entry;
    entry.leaf = in.text();
    for (auto left = in.number(); left > 0 && in.ok(); --left) entry.rows.push_back(read_opened(in));
    if (!in.at_end() || proven_bytes(entry) != bytes || !parse_leaf(entry.leaf)) return std::nullopt;
    return entry;
}

}  // namespace yj::journal

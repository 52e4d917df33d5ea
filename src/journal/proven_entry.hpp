// ProvenEntry: an entry's leaf and the rows of it that are shown; what stands in a proof's extra data.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/opening.hpp"

namespace yj::journal {

struct ProvenEntry {
    std::string leaf;  ///< leaf_bytes
    std::vector<OpenedRow> rows;
    bool operator==(const ProvenEntry&) const = default;
};

/// "yjx1", then the leaf, the number of rows, the rows.
[[nodiscard]] std::string proven_bytes(const ProvenEntry& entry);
/// Empty for anything that proven_bytes would not have written, or a leaf that is none.
[[nodiscard]] std::optional<ProvenEntry> parse_proven(std::string_view bytes);

}  // namespace yj::journal

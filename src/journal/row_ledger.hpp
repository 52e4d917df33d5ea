// RowLedger: the rows that the log promises, crossed off one by one as they are found.
#pragma once
#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "journal/entry.hpp"

namespace yj::journal {

/// Rows are remembered by a hash of entry, table and key; their names are asked for again when one is
/// missing.
class RowLedger {
public:
    enum class Found { Same, Changed, Unknown };

    void expect(EntryIndex entry, std::span<const SealedLine> lines);
    /// Crosses the row off. Unknown: no entry promised it, or it was found before.
    [[nodiscard]] Found cross_off(EntryIndex since, std::string_view table, std::string_view key,
                                  const Digest& hash);
    /// True while that row has not been found.
    [[nodiscard]] bool open(EntryIndex entry, const SealedLine& line) const;
    /// Entries with rows that have not been found.
    [[nodiscard]] std::set<EntryIndex> open_entries() const;

private:
    struct NameHash {
        std::size_t operator()(const Digest& name) const noexcept;
    };
    struct Promise {
        Digest hash;
        EntryIndex entry;
    };
    std::unordered_map<Digest, Promise, NameHash> open_;
};

/// What is wrong with the rows of one entry: changed, missing (sealed, not found), extra (found, not sealed).
struct RowDifferences {
    std::vector<SealedLine> changed, missing, extra;
    [[nodiscard]] bool none() const { return changed.empty() && missing.empty() && extra.empty(); }
};
[[nodiscard]] RowDifferences compare_rows(std::span<const SealedLine> sealed,
                                          std::span<const SealedLine> found);

}  // namespace yj::journal

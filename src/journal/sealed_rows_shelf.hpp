// Reads tables of record again, row by row, and hashes them as they were hashed when they were put.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/digest.hpp"
#include "base/ids.hpp"
#include "store/tx.hpp"

namespace yj::journal {

using RowHashFn = std::function<void(EntryIndex since, const std::string& key, const Digest& hash)>;

/// Every row of a table, in no order. The hash is store::sealed_hash of the row as it stands now; the key is
/// as store::SealedRow has it. REQUIRES: the table has a column `since`.
void each_row_hash(store::Tx& tx, const store::Table& table, const RowHashFn& fn);

/// Every row of a table in its bytes (store::row_bytes). REQUIRES: as each_row_hash.
void each_row_bytes(store::Tx& tx, const store::Table& table,
                    const std::function<void(EntryIndex since, const std::string& bytes)>& fn);

/// A row of record by its table and the values of its key columns.
struct RowName {
    const store::Table* table = nullptr;
    std::vector<std::variant<std::int64_t, std::string>> key;
    /// As store::SealedRow has it.
    [[nodiscard]] std::string key_text() const;
};
/// store::row_bytes of the row as it stands now; empty when there is none.
/// REQUIRES: a value for each key column, of its kind.
[[nodiscard]] std::optional<std::string> row_bytes_at(store::Tx& tx, const RowName& name);

}  // namespace yj::journal

// Reads tables of record again, row by row, and hashes them as they were hashed when they were put.
#pragma once
#include <functional>
#include <string>

#include "base/digest.hpp"
#include "base/ids.hpp"
#include "store/tx.hpp"

namespace yj::journal {

using RowHashFn = std::function<void(EntryIndex since, const std::string& key, const Digest& hash)>;

/// Every row of a table, in no order. The hash is store::sealed_hash of the row as it stands now; the key is
/// as store::SealedRow has it. REQUIRES: the table has a column `since`.
void each_row_hash(store::Tx& tx, const store::Table& table, const RowHashFn& fn);

}  // namespace yj::journal

// PackTables: all table definitions of a pack.
#pragma once
#include <expected>
#include <vector>

#include "instrument/pack.hpp"
#include "tabulate/table_def.hpp"

namespace yj::tabulate {

/// Reads tables/*.toml of the pack, in the order of their paths. Faults of all files are named together; two
/// tables of one code are a fault.
[[nodiscard]] std::expected<std::vector<TableDef>, instrument::Faults> pack_tables(
    const instrument::Pack& pack);

}  // namespace yj::tabulate

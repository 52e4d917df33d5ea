// Walk: what every step of a trace has in hand, and the steps that all share: names, log entries, sealed
// rows.
#pragma once
#include <optional>
#include <span>
#include <string>

#include "registry/stat_unit.hpp"
#include "store/tx.hpp"
#include "trace/definitions.hpp"
#include "trace/node.hpp"

namespace yj::trace {

/// One trace on its way. Everything is read as it stood at `as_of`.
struct Walk {
    store::Tx& tx;
    const Definitions& defs;
    EntryIndex as_of;

    [[nodiscard]] std::string account(AccountId id) const;
    [[nodiscard]] std::string region(const RegionCode& code, Period period) const;
    [[nodiscard]] std::string industry(const std::string& code, Period period) const;
};

/// The log's entry: act, actor, time, leaf hash, and its proof against the latest checkpoint. Held when the
/// proof holds for the leaf as it stands; Broken when it does not, when the entry is damaged, or when what is
/// sealed in it is not what it committed to.
[[nodiscard]] Node entry_node(const Walk& walk, EntryIndex index);

/// How a row stands to what its entry sealed. Unknown when the seal is not there (destroyed by law).
enum class Sealed { Same, Changed, Unknown };
[[nodiscard]] Sealed sealed_row(const Walk& walk, EntryIndex since, const store::Table& table,
                                std::span<const store::Field> fields);

/// "示例一厂（91990101…）"; the id where no version is in force.
[[nodiscard]] std::string unit_title(const std::optional<registry::UnitVersion>& version, StatUnitId unit);

}  // namespace yj::trace

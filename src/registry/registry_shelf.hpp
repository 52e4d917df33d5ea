// The shelf of the register: units and their versions. Rows are put once; what holds is derived.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "registry/known_units.hpp"
#include "registry/stat_unit.hpp"
#include "store/tx.hpp"

namespace yj::registry {

/// In force for a period, as of an entry: of the unit's versions put by then whose `valid_from` begins no
/// later than the period ends, the one that begins latest; of two that begin together, the one put later (a
/// 更正). A 变更 reported late is put with an earlier `valid_from`, and past periods are then read anew; what
/// was known before stays readable by its entry.

/// REQUIRES: an id of ours that is new. A second one is a Conflict.
void add_unit(store::Tx& tx, StatUnitId unit, EntryIndex since);
/// One version a unit and entry; a second is a Conflict.
void add_version(store::Tx& tx, const UnitVersion& version);

[[nodiscard]] std::optional<UnitVersion> version_in_force(store::Tx& tx, StatUnitId unit, Period period,
                                                          EntryIndex as_of);
/// The unit whose version in force has this code. The code is compared as it is: see normal_unit_code.
[[nodiscard]] std::optional<UnitVersion> find_by_code(store::Tx& tx, std::string_view code, Period period,
                                                      EntryIndex as_of);
/// Units whose name in force holds this text (small and capital letters alike), by id, at most `limit`.
[[nodiscard]] std::vector<UnitVersion> find_by_name(store::Tx& tx, std::string_view part, Period period,
                                                    EntryIndex as_of, int limit);
/// 产业活动单位 of a 法人单位 in force, by id.
[[nodiscard]] std::vector<UnitVersion> local_units_of(store::Tx& tx, std::string_view legal_code,
                                                      Period period, EntryIndex as_of);
/// Every version of the unit, oldest entry first.
[[nodiscard]] std::vector<UnitVersion> versions_of(store::Tx& tx, StatUnitId unit, EntryIndex as_of);

/// The version in force of every unit that has one, by id. Valid inside the callback only.
/// Cost: one question, one pass over the versions.
using VersionFn = std::function<void(const UnitVersion&)>;
void each_in_force(store::Tx& tx, Period period, EntryIndex as_of, const VersionFn& fn);
/// The same by code, as the import of a file needs it.
[[nodiscard]] KnownUnits known_units(store::Tx& tx, Period period, EntryIndex as_of);

/// Units ever put (also those that have ended).
[[nodiscard]] std::int64_t unit_count(store::Tx& tx, EntryIndex as_of);

}  // namespace yj::registry

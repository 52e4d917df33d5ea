// The shelf of the register: units, their versions, and the frames frozen from them.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/frame.hpp"
#include "registry/stat_unit.hpp"
#include "store/tx.hpp"

namespace yj::registry {

/// Puts a unit that was not there before.
void put_unit(store::Tx& tx, StatUnitId id, EntryIndex since);
/// Puts one version. A unit has at most one version an entry.
void put_version(store::Tx& tx, const UnitVersion& version);

/// The version in force for a period, as known at `as_of`: of the versions valid from no later than the period's
/// end the one with the latest start; of equal starts the one known last.
[[nodiscard]] std::optional<UnitVersion> version_of(store::Tx& tx, StatUnitId unit, Period period, EntryIndex as_of);
/// All versions of a unit, in the order in which they became known.
[[nodiscard]] std::vector<UnitVersion> versions_of(store::Tx& tx, StatUnitId unit, EntryIndex as_of);
/// The unit that carries this code in the period.
[[nodiscard]] std::optional<UnitVersion> find_by_code(store::Tx& tx, std::string_view code, Period period,
                                                      EntryIndex as_of);
/// Units whose name holds the words, by name, at most `limit`.
[[nodiscard]] std::vector<UnitVersion> find_by_name(store::Tx& tx, std::string_view words, Period period,
                                                    EntryIndex as_of, int limit);

using VersionFn = std::function<void(const UnitVersion&)>;
/// The version in force of every unit, by unit. Cost: one question over the register.
void each_version(store::Tx& tx, Period period, EntryIndex as_of, const VersionFn& fn);
/// The same for the units of a frame.
void each_version_in_frame(store::Tx& tx, std::string_view form, Period frame_period, EntryIndex as_of,
                           const VersionFn& fn);

void put_frame(store::Tx& tx, const Frame& frame);
/// The latest frame known at `as_of`, its units in the order of their ids.
[[nodiscard]] std::optional<Frame> frame_of(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of);

/// Every frame known at `as_of`, without its units.
struct FrameLine {
    std::string form;
    Period period;
    EntryIndex since;
    int units = 0;
};
[[nodiscard]] std::vector<FrameLine> frames(store::Tx& tx, EntryIndex as_of);

}  // namespace yj::registry

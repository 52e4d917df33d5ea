// The shelf of frames: the units a form is owed by in a period, frozen by one entry with their versions.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/registry_shelf.hpp"

namespace yj::registry {

/// A unit of a frame, and the entry of the version by which it was taken in.
struct FrameUnit {
    StatUnitId unit;
    EntryIndex version;
    bool operator==(const FrameUnit&) const = default;
};

struct Frame {
    std::string form;  ///< code
    Period period;
    std::string pack_hash;  ///< the 制度 whose frame rule chose the units
    std::int64_t units = 0;
    EntryIndex since;
    bool operator==(const Frame&) const = default;
};

/// Freezes the frame of a form and period; `frame.units` is set from the members.
/// Fails: Conflict when it is frozen already (先进库，再有数: a frame is not refrozen after the fact).
[[nodiscard]] Done freeze_frame(store::Tx& tx, Frame frame, const std::vector<FrameUnit>& members);

[[nodiscard]] std::optional<Frame> find_frame(store::Tx& tx, std::string_view form, Period period,
                                              EntryIndex as_of);
/// Every frame, by form, then entry.
[[nodiscard]] std::vector<Frame> frames(store::Tx& tx, EntryIndex as_of);
/// By unit.
[[nodiscard]] std::vector<FrameUnit> frame_units(store::Tx& tx, std::string_view form, Period period,
                                                 EntryIndex as_of);
[[nodiscard]] bool frame_contains(store::Tx& tx, std::string_view form, Period period, StatUnitId unit,
                                  EntryIndex as_of);
/// The units with their attributes as frozen, by unit: one question. Valid inside the callback only.
void each_in_frame(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of,
                   const VersionFn& fn);
/// The frames that hold the unit, by form, then entry.
[[nodiscard]] std::vector<Frame> frames_of_unit(store::Tx& tx, StatUnitId unit, EntryIndex as_of);

}  // namespace yj::registry

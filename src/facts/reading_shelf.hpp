// The facts copied into the reading room: one row a cell, for large questions. Derived, never read back.
#pragma once
#include <functional>
#include <string_view>

#include "base/ids.hpp"
#include "instrument/form.hpp"
#include "store/reading_room.hpp"
#include "store/tx.hpp"

namespace yj::facts {

/// Makes the room's table `cells` anew from the facts that stand at `as_of`:
///   form, period, unit, code, region (12 digits), industry, size, counts (0 for a 调整项), cell, units,
///   decimals: a value is units / 10^decimals; cells without an amount have no row.
/// `form_of` answers the form of a hash; a sheet whose form is not at hand is left out.
/// Fails: Storage; Malformed when a payload is damaged.  Cost: about half a million cells a second.
[[nodiscard]] Done copy_facts(store::Tx& tx, store::ReadingRoom& room, EntryIndex as_of,
                              const std::function<const instrument::Form*(std::string_view)>& form_of);

}  // namespace yj::facts

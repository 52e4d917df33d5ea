// Frame: the units that a form is owed by in a period, and the rule that finds them in the register.
#pragma once
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/period.hpp"
#include "instrument/frame_rule.hpp"
#include "registry/stat_unit.hpp"

namespace yj::registry {

/// True when the unit, as it stands, falls under the rule. A rule that asks for a number of an attribute that the
/// unit does not have, or that is no number, does not hold.
[[nodiscard]] bool falls_under(const instrument::FrameRule& rule, const UnitAttributes& attributes);

/// 调查单位名录(期): frozen by one entry; a second freezing of the same form and period is a later frame that
/// names its own units, and the first one stays readable at its entry.
struct Frame {
    std::string form;
    Period period;
    EntryIndex since;
    std::string pack_hash;  ///< the 制度 whose rule it was made by
    std::vector<StatUnitId> units;
};

}  // namespace yj::registry

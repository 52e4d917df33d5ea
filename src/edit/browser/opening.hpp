// Opening: everything a browser is given to check one report with, and its bytes.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "edit/rule_set.hpp"
#include "registry/stat_unit.hpp"

namespace yj::edit {

/// Another report of the same unit, under the name that rules read it by.
struct OtherReport {
    Source source;
    std::string sheet;  ///< CellSheet::pack
};

struct Opening {
    std::vector<std::string> forms;  ///< pack_form; the first is that of the report under check
    std::vector<RuleText> rules;     ///< as travelling_rules.hpp chooses them
    Period period;
    std::optional<registry::UnitAttributes> unit;  ///< without it rules on the unit are 无法判定
    std::vector<OtherReport> others;
    std::string report;  ///< CellSheet::pack; empty for a report that is yet to be filled
};

/// The canonical bytes. web/src/rooms/edit/engine.ts writes them too.
[[nodiscard]] std::string pack_opening(const Opening& opening);
/// Fails: Malformed when the bytes are damaged or name a period, kind or region that does not exist.
[[nodiscard]] Result<Opening> unpack_opening(std::string_view bytes);

}  // namespace yj::edit

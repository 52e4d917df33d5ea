// unit_question: units found by code or name, and one unit with all that was ever known of it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "desk/act.hpp"
#include "registry/stat_unit.hpp"

namespace yj::desk {

struct UnitSearch {
    std::string words;             ///< a code, or a part of the name; empty: all
    std::optional<Period> period;  ///< as in force then; empty: what begins latest
    StatUnitId after;              ///< the page begins behind this one
    int limit = 50;
};
struct ShownUnit {
    StatUnitId id;
    registry::UnitAttributes attributes;
    std::string region_name;
    std::string industry_name;
};
struct UnitPage {
    std::vector<ShownUnit> units;
    StatUnitId next;  ///< none: this was the last page
};
/// Those that this account may see, by id. Respondents see their own.
[[nodiscard]] Result<UnitPage> find_units(const County& county, const access::Actor& actor,
                                          const UnitSearch& search);

struct ShownTask {
    std::string form;
    Period period;
    SubmissionId submission;  ///< none: nothing came
};
struct UnitHistory {
    ShownUnit unit;
    std::vector<registry::UnitVersion> versions;  ///< oldest entry first
    std::vector<ShownTask> tasks;                 ///< of forms that this account may read
};
/// Fails: NotFound when there is none, or none that this account may see.
[[nodiscard]] Result<UnitHistory> show_unit(const County& county, const access::Actor& actor, StatUnitId id);

}  // namespace yj::desk

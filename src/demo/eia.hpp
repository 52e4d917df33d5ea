// build_eia: the real panel of 1996 made into a county of its own, the same way: 4,092 reports of 342
// reporters.
#pragma once
#include <filesystem>

#include "base/result.hpp"
#include "demo/plan.hpp"

namespace yj::demo {

/// What the panel came to.
struct EiaSummary {
    int units = 0, accounts = 0, tasks = 0;
    int reports = 0, refused = 0;
    int broken_revenue = 0,
        broken_sales = 0;  ///< reports whose parts do not add up, by the rule that says so
    int explained = 0, returned = 0, accepted = 0;
    std::string released;  ///< title of the released issue
    std::vector<PhaseTime> phases;
};

/// Makes "1996年电力公司面板" in an empty folder: register, frames and tasks of twelve months, the whole
/// panel as one file by the officer, explanations by the reporters' accounts, acceptance month by month, the
/// product of 1996-12. An adjustment line is a unit of the kind 调整项 and has an account of its own, the
/// agency's: the agency made the line and it alone can say why it does not add up. Reports of two reporters
/// are returned and stay so: their numbers are no facts. Nobody amends a published figure. Acts take place
/// now, by the machine's clock: it is now that the panel is taken in. `packs_folder` holds eia-1996;
/// `cases_folder` holds eia/units.csv and eia/eia_utility_monthly.csv. Fails: Conflict (there is a county
/// already); NotFound (a file); whatever an act refuses.
[[nodiscard]] Result<EiaSummary> build_eia(const std::filesystem::path& folder,
                                           const std::filesystem::path& packs_folder,
                                           const std::filesystem::path& cases_folder,
                                           const DemoMachine& machine, const DemoProgress& progress);

}  // namespace yj::demo

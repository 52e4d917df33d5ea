// build_county: 示例县 from an empty folder to a released bulletin, by the acts of the desk alone.
#pragma once
#include <filesystem>

#include "base/result.hpp"
#include "demo/plan.hpp"

namespace yj::demo {

/// Makes the county and lives its months. Leaves in the folder, beside what a county keeps:
///   accounts.txt  账号 密码 角色 说明, for the owner alone (0600): the only place where the passwords stand;
///   planted.csv   kind,unit,form,period,cell,what: every imperfection that was planted.
/// Reports are the same for the same seed and plan, byte for byte; ids, salts and passwords are not.
/// `packs_folder` holds the pack unified-2025.
/// Fails: Conflict (there is a county already); whatever an act refuses.
[[nodiscard]] Result<DemoSummary> build_county(const std::filesystem::path& folder, const DemoPlan& plan,
                                               const std::filesystem::path& packs_folder,
                                               const DemoMachine& machine, const DemoProgress& progress);

}  // namespace yj::demo

// Vouching: vouchers and ledger lines that sample respondents put behind their numbers.
#pragma once
#include "demo/season.hpp"

namespace yj::demo {

/// In ordinary months a few, in the last month all enterprises with a password: behind 01.1 and 01.2 of
/// B204-1 and the totals of the other forms, which the bulletin's headlines add up. Two projects share one
/// photograph (planted). The answer is how many vouchers there are more. Fails: whatever the acts refuse.
[[nodiscard]] Result<int> add_vouchers(Stage& stage, const WorkItem& item);

}  // namespace yj::demo

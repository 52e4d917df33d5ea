// DemoPlan: what a sample county is asked to be, and what building it reports.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/period.hpp"

namespace yj::demo {

struct DemoPlan {
    std::uint64_t seed = 990101;
    int units = 20'354;                      ///< of the register; about one in fifteen reports
    Period first = Period::month(2025, 10);  ///< the first calendar month
    Period last = Period::month(2026, 10);   ///< the last one; its bulletin is released
    int planted_permille = 40;               ///< reports with an imperfection, in a thousand
    int enterprises = 10;                    ///< respondents that get a password, 10 at most
    bool passwords = true;                   ///< false: nobody but the founder can sign in (tests)
    bool release = true;                     ///< build and release the last month's product
};

/// The machine's own clock and chance, handed in: the watch measures, the chance makes passwords and salts.
struct DemoMachine {
    const Clock& watch;
    RandomSource& chance;
};

/// Told now and then: what is being done, how far, of how much.
using DemoProgress = std::function<void(std::string_view words, int done, int total)>;

/// What one phase of the building took, over all months.
struct PhaseTime {
    std::string phase;
    std::int64_t us = 0;
    int acts = 0;
};

struct DemoSummary {
    int units = 0, accounts = 0, tasks = 0;
    int reports = 0;  ///< sent, amendments included
    int refused = 0;  ///< reports that the house did not take: none is meant to be
    int explained = 0, returned = 0, amended = 0, accepted = 0, vouchers = 0, planted = 0, checkpoints = 0;
    std::int64_t entries = 0;  ///< of the log
    std::string released;      ///< title of the released issue, empty when none was
    std::vector<PhaseTime> phases;
};

}  // namespace yj::demo

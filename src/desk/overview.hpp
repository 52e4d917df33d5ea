// overview: the county at a glance, in counts; nobody's figures.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "desk/county.hpp"
#include "journal/stored.hpp"

namespace yj::desk {

struct Overview {
    std::int64_t units = 0;
    int forms = 0;  ///< of the packs installed
    std::vector<std::pair<std::string, Period>>
        opened;  ///< forms and periods with tasks, by form, then period
    int tasks = 0, not_reported = 0, reported = 0, returned = 0, accepted = 0, late = 0;
    int releases = 0;
    std::int64_t entries = 0;  ///< of the log
    std::optional<journal::StoredCheckpoint> checkpoint;
};

/// For anybody who is signed in.
[[nodiscard]] Result<Overview> overview(const County& county);

}  // namespace yj::desk

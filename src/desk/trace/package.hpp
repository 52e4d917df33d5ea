// package: released figures with everything they rest on, in one file that is checked without us.
#pragma once
#include <string>

#include "base/ids.hpp"
#include "desk/act.hpp"

namespace yj::desk {

/// The evidence package of one released figure: the figure and its release as they were frozen, its
/// definition, and for whoever may see all its contributors their reports, their attributes in the register,
/// comparable bases, explanations, checks and vouchers by hash; each row with the entry that sealed it, each
/// entry under the last checkpoint. For a reader who may not see them all: the figure, its release, its
/// definition, and how many are withheld (not even that where the table keeps counts closed).
/// youju-verify checks it. Fails: Forbidden; NotFound; NotReady (the last checkpoint does not cover it);
/// Conflict (what is stored is not what was sealed).
[[nodiscard]] Result<std::string> figure_package(County& county, const access::Actor& actor, FigureId figure);

/// The same for every figure that a release froze. Fails: Forbidden, also for a reader who may not see every
/// contributor; as figure_package.
[[nodiscard]] Result<std::string> release_package(County& county, const access::Actor& actor,
                                                  EntryIndex release);

}  // namespace yj::desk

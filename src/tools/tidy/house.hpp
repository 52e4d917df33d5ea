// House: the rules over the whole tree, and all rules together.
#pragma once
#include "tools/tidy/fault.hpp"
#include "tools/tidy/rooms.hpp"
#include "tools/tidy/tree.hpp"

namespace yj::tidy {

/// Every room that has files stands in src/ROOMS and has a page of at most 80 lines; the files it names
/// exist.
void check_pages(const Tree& tree, const Rooms& rooms, Faults& faults);

/// Decisions are named NNNN-words.md and counted from 0001 without a gap.
void check_decisions(const Tree& tree, Faults& faults);

/// No path of one machine and no host name of a package registry, in any file.
void check_places(const Tree& tree, Faults& faults);

/// All rules over all files, sorted by place. No file is excepted from any rule.
[[nodiscard]] Faults check_house(const Tree& tree);

}  // namespace yj::tidy

// Rooms: the law of src/ROOMS, who may include whom.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "tools/tidy/fault.hpp"

namespace yj::tidy {

/// A room and the rooms that it may include, itself among them.
using Rooms = std::map<std::string, std::set<std::string>, std::less<>>;

/// Reads the text of src/ROOMS; a line that names a room not above it becomes a fault.
[[nodiscard]] Rooms read_rooms(std::string_view text, Faults& faults);

}  // namespace yj::tidy

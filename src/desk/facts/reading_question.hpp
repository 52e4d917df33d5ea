// The reading room: a derived copy of the facts for large questions, deleted and rebuilt at will.
#pragma once
#include <string>
#include <vector>

#include "desk/act.hpp"

namespace yj::desk {

/// Deletes DIR/reading.duckdb and makes it anew from the facts as known now. Only for accounts that may read
/// every report of the county: the room holds individual data. Fails: Forbidden; Storage.
[[nodiscard]] Done rebuild_reading_room(const County& county, const access::Actor& actor);

struct ReadingTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};
/// One SELECT over the table `cells` (facts/reading_shelf.hpp). Fails: NotReady when the room has not been
/// built; Malformed when it is no single SELECT.
[[nodiscard]] Result<ReadingTable> ask_reading_room(const County& county, const access::Actor& actor,
                                                    const std::string& sql);

}  // namespace yj::desk

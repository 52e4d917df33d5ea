#include "tools/tidy/rooms.hpp"

#include "base/text.hpp"

namespace yj::tidy {

Rooms read_rooms(std::string_view text, Faults& faults) {
    Rooms rooms;
    int line_number = 0;
    for (std::string_view line : split(text, '\n')) {
        ++line_number;
        const std::size_t colon = line.find(':');
        if (line.starts_with('#') || colon == std::string_view::npos) continue;
        const std::string room(line.substr(0, colon));
        std::set<std::string> may{room};
        for (std::string_view other : split(trimmed(line.substr(colon + 1)), ' ')) {
            if (other.empty()) continue;
            if (!rooms.contains(other))
                faults.push_back({"src/ROOMS", line_number,
                                  room + " names " + std::string(other) + ", which does not stand above it"});
            may.emplace(other);
        }
        rooms.emplace(room, std::move(may));
    }
    return rooms;
}

}  // namespace yj::tidy

#include <algorithm>
#include <array>
#include <string_view>

#include "tools/tidy/rules.hpp"

namespace yj::tidy {
namespace {

/// Libraries that a header would press upon all who include it.
constexpr std::array<std::string_view, 13> kOnlyInSources{
    "sqlite3.h", "duckdb.h", "libpq-fe.h",   "nlohmann/", "toml++/",  "toml.hpp", "pugixml.hpp",
    "zip.h",     "libxml2/", "xlsxwriter.h", "openssl/",  "argon2.h", "CLI/",
};
constexpr std::array<std::string_view, 3> kOnlyInStore{"sqlite3.h", "duckdb.h", "libpq-fe.h"};
constexpr std::array<std::string_view, 3> kOfStoreForDesk{"store/tx.hpp", "store/store.hpp",
                                                          "store/files.hpp"};

bool is_one_of(std::string_view path, const auto& list) {
    return std::ranges::any_of(list, [&](std::string_view name) { return path.starts_with(name); });
}

std::string room_of(std::string_view include) { return std::string(include.substr(0, include.find('/'))); }

/// The shelf rule: SQL lives in *_shelf files; acts in desk hold transactions without seeing a statement.
bool may_see_store(const Source& source, const std::string& include) {
    const std::string room = source.room();
    if (room == "store" || source.is_for_tests() || source.stem().ends_with("_shelf")) return true;
    return room == "desk" && is_one_of(include, kOfStoreForDesk);
}

void check_ours(const Source& source, const Include& include, const Rooms& rooms, Faults& faults) {
    const std::string room = source.room();
    const std::string other = room_of(include.path);
    if (room == "tools") {
        if (other != "tools" && other != "base")
            faults.push_back({source.path, include.line, "a tool may include base only, not " + other});
        return;
    }
    const auto may = rooms.find(room);
    if (may == rooms.end()) return;  // said once for the folder by the house rules
    if (!may->second.contains(other))
        faults.push_back({source.path, include.line, room + " may not include " + other + " (src/ROOMS)"});
    else if (other == "store" && !may_see_store(source, include.path))
        faults.push_back({source.path, include.line,
                          "only *_shelf files include " + include.path + ": move what needs it to a shelf"});
}

}  // namespace

void check_includes(const Source& source, const Rooms& rooms, Faults& faults) {
    for (const Include& include : source.includes) {
        if (include.ours)
            check_ours(source, include, rooms, faults);
        else if (source.is_header() && is_one_of(include.path, kOnlyInSources))
            faults.push_back(
                {source.path, include.line, include.path + " belongs in a .cpp, not in a header"});
        else if (source.room() != "store" && is_one_of(include.path, kOnlyInStore))
            faults.push_back({source.path, include.line, include.path + " belongs to the store room alone"});
        if (include.path == "regex")
            faults.push_back(
                {source.path, include.line, "no <regex>: write a small reader (see base/text.hpp)"});
    }
}

}  // namespace yj::tidy

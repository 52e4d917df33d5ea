#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>

#include "tools/tidy/outline.hpp"
#include "tools/tidy/rules.hpp"

namespace yj::tidy {
namespace {

constexpr std::array<std::string_view, 3> kStatisticalRooms{"estimate", "series", "monitor"};

/// True when what stands before the brackets, the type that a function gives out, has one of these words.
bool gives(const Function& function, std::initializer_list<std::string_view> types) {
    const auto bracket = std::ranges::find(function.head, "(");
    return std::any_of(function.head.begin(), bracket, [&](const std::string& token) {
        return std::ranges::find(types, token) != types.end();
    });
}

bool must_name_source(const Source& source, const Function& function) {
    if (!function.free) return false;
    const std::string room = source.room();
    // In edit most functions compare and report; those that give a number out compute.
    if (room == "edit") return gives(function, {"double", "Amount", "WideAmount"});
    if (gives(function, {"string", "string_view"})) return false;  // a name, not a figure
    return std::ranges::find(kStatisticalRooms, room) != kStatisticalRooms.end();
}

}  // namespace

void check_formula_sources(const Source& source, Faults& faults) {
    if (!source.is_header() || source.is_for_tests() || source.stem().ends_with("_shelf")) return;
    std::map<int, std::string> comments;
    for (const Comment& comment : source.comments) comments[comment.line] += comment.text;
    int block_end = 0;  // the last line of the previous function under the same comment
    bool named = false;
    for (const Function& function : outline(source)) {
        if (function.first_line != block_end + 1) named = false;
        for (int line = function.first_line - 1; comments.contains(line); --line)
            named = named || comments[line].find("Source:") != std::string::npos;
        block_end = function.last_line;
        if (must_name_source(source, function) && !named)
            faults.push_back(
                {source.path, function.first_line,
                 function.name + " computes: say in its comment where the formula comes from (Source:)"});
    }
}

}  // namespace yj::tidy

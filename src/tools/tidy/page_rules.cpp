#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "tools/tidy/house.hpp"

namespace yj::tidy {
namespace {

constexpr std::size_t kPageLines = 80;
constexpr std::array<std::string_view, 8> kFileEndings{".hpp",  ".cpp", ".sql", ".case",
                                                       ".toml", ".md",  ".sh",  ".rules"};

std::string room_of(std::string_view path) {
    const auto parts = split(path, '/');
    return parts.size() > 2 && parts[0] == "src" ? std::string(parts[1]) : std::string();
}

bool is_source(std::string_view path) { return path.ends_with(".cpp") || path.ends_with(".hpp"); }

/// "x.{hpp,cpp}" names two files.
std::vector<std::string> expanded(std::string_view name) {
    const std::size_t open = name.find('{');
    const std::size_t close = name.find('}', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) return {std::string(name)};
    std::vector<std::string> names;
    for (std::string_view piece : split(name.substr(open + 1, close - open - 1), ','))
        names.push_back(fmt::format("{}{}{}", name.substr(0, open), piece, name.substr(close + 1)));
    return names;
}

/// A text in backticks that speaks of a file: an ending we know, and no pattern.
bool names_file(std::string_view word) {
    if (word.find_first_of(" *<>$()…") != std::string_view::npos || word.starts_with('.')) return false;
    return std::ranges::any_of(kFileEndings, [&](std::string_view ending) { return word.ends_with(ending); });
}

std::vector<std::string> files_named(std::string_view line) {
    std::vector<std::string> names;
    const auto pieces = split(line, '`');
    for (std::size_t at = 1; at + 1 < pieces.size(); at += 2)
        for (std::string& name : expanded(pieces[at]))
            if (names_file(name)) names.push_back(std::move(name));
    return names;
}

/// Named from the room, from src or from the root.
bool exists(const Tree& tree, const std::string& folder, const std::string& name) {
    return tree.contains(folder + name) || tree.contains("src/" + name) || tree.contains(name);
}

void check_page(const Tree& tree, const std::string& room, Faults& faults) {
    const std::string folder = "src/" + room + "/";
    const auto page = tree.find(folder + "README.md");
    if (page == tree.end()) {
        faults.push_back({folder + "README.md", 0, "the room has no page"});
        return;
    }
    const auto lines = split(page->second, '\n');
    if (lines.size() > kPageLines + 1)
        faults.push_back(
            {page->first, 0, fmt::format("{} lines; a page has at most {}", lines.size(), kPageLines)});
    for (std::size_t at = 0; at < lines.size(); ++at)
        for (const std::string& name : files_named(lines[at]))
            if (!exists(tree, folder, name))
                faults.push_back(
                    {page->first, static_cast<int>(at) + 1, "names " + name + ", which is not there"});
}

/// Built from halves, so that this file does not break its own rule.
const std::array<std::string, 4> kMachinePaths{
    "/"
    "home/",
    "/"
    "root/",
    "/"
    "work/",
    "/"
    "tmp/"};
const std::array<std::string, 3> kRegistries{
    "npm"
    "js.org",
    "deb.deb"
    "ian.org",
    "pypi"
    ".org"};

bool begins_word(std::string_view line, std::size_t at) {
    if (at == 0) return true;
    const char before = line[at - 1];
    const bool letter = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
    return !letter && !(before >= '0' && before <= '9') &&
           std::string_view("_.-}/").find(before) == std::string_view::npos;
}

void check_line(const std::string& path, int number, std::string_view line, Faults& faults) {
    for (const std::string& place : kMachinePaths) {
        const std::size_t at = line.find(place);
        if (at != std::string_view::npos && begins_word(line, at))
            faults.push_back(
                {path, number, "a path of one machine (" + place + "): take the folder as an argument"});
    }
    for (const std::string& host : kRegistries)
        if (line.find(host) != std::string_view::npos)
            faults.push_back(
                {path, number, "a package registry's host: leave it to the machine's own settings"});
}

}  // namespace

void check_pages(const Tree& tree, const Rooms& rooms, Faults& faults) {
    std::set<std::string> with_files;
    for (const auto& [path, text] : tree)
        if (is_source(path)) with_files.insert(room_of(path));
    with_files.erase("tools");
    with_files.erase("");
    for (const std::string& room : with_files) {
        if (!rooms.contains(room))
            faults.push_back({"src/" + room, 0, "a room that src/ROOMS does not list"});
        check_page(tree, room, faults);
    }
}

void check_decisions(const Tree& tree, Faults& faults) {
    int expected = 1;
    for (auto at = tree.lower_bound("docs/decisions/");
         at != tree.end() && at->first.starts_with("docs/decisions/"); ++at) {
        const std::string name = at->first.substr(std::string_view("docs/decisions/").size());
        if (name == "README.md") continue;
        if (!name.starts_with(fmt::format("{:04}-", expected)))
            faults.push_back({at->first, 0, fmt::format("the next decision is {:04}-…", expected)});
        const bool numbered = name.size() > 5 && std::ranges::all_of(name.substr(0, 4), [](char c) {
                                  return c >= '0' && c <= '9';
                              });
        expected = numbered ? (name[2] - '0') * 10 + (name[3] - '0') + 1 : expected + 1;
    }
}

void check_places(const Tree& tree, Faults& faults) {
    for (const auto& [path, text] : tree) {
        if (path == "do") continue;
        int number = 0;
        for (std::string_view line : split(text, '\n')) check_line(path, ++number, line, faults);
    }
}

}  // namespace yj::tidy

#include "tools/tidy/tree.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "base/case_file.hpp"
#include "base/text.hpp"

namespace yj::tidy {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 16> kTextEndings{
    ".cpp", ".hpp", ".md",   ".txt",   ".toml", ".rules", ".csv", ".case",
    ".sql", ".sh",  ".json", ".cmake", ".yaml", ".ts",    ".vue", ".html",
};

/// Files are text by their ending; those without one are scripts and settings of the house.
bool is_text(const fs::path& path) {
    const std::string ending = path.extension().string();
    return ending.empty() || std::ranges::find(kTextEndings, ending) != kTextEndings.end();
}

/// The lines of .gitignore, which all begin with '/' here.
std::vector<std::string> ignored(const std::string& root) {
    std::vector<std::string> paths{".git"};
    const auto text = read_text_file(root + "/.gitignore");
    if (!text) return paths;
    for (std::string_view line : split(*text, '\n')) {
        while (line.ends_with('/')) line.remove_suffix(1);
        if (line.starts_with('/')) paths.emplace_back(line.substr(1));
    }
    return paths;
}

}  // namespace

Tree read_tree(const std::string& root) {
    Tree tree;
    const auto skip = ignored(root);
    auto walk = fs::recursive_directory_iterator(root);
    for (auto at = fs::begin(walk); at != fs::end(walk); ++at) {
        const std::string path = at->path().lexically_relative(root).generic_string();
        if (std::ranges::find(skip, path) != skip.end()) {
            if (at->is_directory()) at.disable_recursion_pending();
            continue;
        }
        if (at->is_symlink() || !at->is_regular_file() || !is_text(at->path())) continue;
        if (auto text = read_text_file(at->path().string())) tree.emplace(path, std::move(*text));
    }
    return tree;
}

}  // namespace yj::tidy

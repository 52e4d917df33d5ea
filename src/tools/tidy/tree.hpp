// Tree: the files of the repository that are ours, read once.
#pragma once
#include <map>
#include <string>

namespace yj::tidy {

/// Text by path from the root, "src/edit/rule.cpp".
using Tree = std::map<std::string, std::string, std::less<>>;

/// Every text file below the root except what .gitignore names and what git keeps for itself.
[[nodiscard]] Tree read_tree(const std::string& root);

}  // namespace yj::tidy

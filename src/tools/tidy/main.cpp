// tidy ROOT: names every place where the law of the house is broken; exit code 1 when there is one.
#include <fmt/format.h>

#include <iostream>

#include "tools/tidy/house.hpp"

int main(int argc, char** argv) {
    const std::string root = argc > 1 ? argv[1] : ".";
    const auto tree = yj::tidy::read_tree(root);
    const auto faults = yj::tidy::check_house(tree);
    for (const auto& fault : faults)
        std::cout << fmt::format("{}:{}: {}\n", fault.path, fault.line, fault.what);
    std::cout << fmt::format("{} files, {} faults\n", tree.size(), faults.size());
    return faults.empty() ? 0 : 1;
}

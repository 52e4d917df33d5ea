// Fault: one place where the law of the house is broken.
#pragma once
#include <compare>
#include <string>
#include <vector>

namespace yj::tidy {

struct Fault {
    std::string path;  ///< from the root of the repository
    int line = 0;      ///< counted from 1; 0 when the whole file is meant
    std::string what;  ///< what is wrong and what to write instead

    auto operator<=>(const Fault&) const = default;
};

using Faults = std::vector<Fault>;

}  // namespace yj::tidy

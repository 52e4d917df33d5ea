// Fault: what is wrong in a pack's text, so that it can be put right: where, what, and what was expected.
#pragma once
#include <string>
#include <vector>

namespace yj::instrument {

struct Fault {
    std::string file;  ///< path within the pack
    int line = 0;      ///< 1-based; 0 when the whole file is meant
    int column = 0;
    std::string what;
    std::string expected;  ///< empty when `what` says it all
    std::string nearest;   ///< the known name that was probably meant

    /// "forms/B204-1.toml:12:5：不认识的计量单位“千圆”；应为…；是不是“千元”？"
    [[nodiscard]] std::string text() const;
    bool operator==(const Fault&) const = default;
};

using Faults = std::vector<Fault>;

}  // namespace yj::instrument

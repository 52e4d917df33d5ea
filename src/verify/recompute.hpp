// recompute: a figure worked out again from the reports in the package.
#pragma once
#include <string>
#include <vector>

#include "verify/contents.hpp"

namespace yj::verify {

/// How a figure came out.
struct Outcome {
    std::vector<std::string> faults;          ///< what does not agree
    std::vector<std::string> not_recomputed;  ///< what was not worked out again, and why
    std::string words;                        ///< "B204-1-01 …：本月 公布为 12,345，由 17 户汇总"
    int contributors = 0;
    bool derived = false;  ///< the printed digits follow from the reports
};

/// `complete`: the reader for whom the package was made saw every contributor; without that only the frozen
/// row is looked at. REQUIRES: the figure and its release are in the contents.
[[nodiscard]] Outcome recompute(const Contents& contents, const FigureRow& figure, bool complete);

}  // namespace yj::verify

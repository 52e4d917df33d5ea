// ExplainWords: what a sample respondent writes of a 核实 finding: when, how much, why.
#pragma once
#include <string>

#include "demo/fill_forms.hpp"
#include "desk/review/waiting_reports.hpp"

namespace yj::demo {

struct ReasonWords {
    std::string reason;  ///< code of the list explanation_reason
    std::string words;
};

/// Different for different reports, the same for the same seed. The figures in it are the report's own.
[[nodiscard]] ReasonWords reason_words(const edit::Finding& finding, const FilledCells& cells, Period period,
                                       std::uint64_t seed);

}  // namespace yj::demo

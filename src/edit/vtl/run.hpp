// Run: a VTL script over data sets. Pure: nothing is read or written but what is handed in.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "edit/vtl/syntax.hpp"

namespace yj::edit::vtl {

struct Assigned {
    Dataset data;  ///< named as the script names it; a scalar is a data set of one measure and one row
    bool persistent = false;  ///< <-
    bool scalar = false;
};

struct RunResult {
    std::vector<Assigned> results;   ///< in the order of the script
    std::vector<std::string> notes;  ///< values that did not fit 128 bits and became null
    [[nodiscard]] const Dataset* find(std::string_view name) const;
};

/// Runs all statements, each after those it reads, whatever their order in the text.
/// Fails:  one fault with line, column, what was expected and the nearest known name: what is not in the
/// subset, types
///         and components that do not fit, a name assigned twice, statements that read one another in a
///         circle.
/// Units:  numbers are exact fractions; roots, exp, ln, log and powers that are no fraction have 15
/// significant digits. Source: VTL 2.2 reference manual; docs/rooms/edit-vtl.md. Cost:   linear in the data
/// points of each operand (hash joins).
[[nodiscard]] Outcome<RunResult> run_vtl(std::string_view script, std::span<const Dataset> inputs);

/// The same for a script that has been read.
[[nodiscard]] Outcome<RunResult> run_script(const Script& script, std::span<const Dataset> inputs);
/// The data sets that a script reads and does not assign, each once.
[[nodiscard]] std::vector<std::string> inputs_of(const Script& script);

}  // namespace yj::edit::vtl

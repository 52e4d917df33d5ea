// run_rules: a rule file tried on a plain table, row by row; for statisticians at a spreadsheet.
#pragma once
#include <expected>
#include <string>
#include <vector>

#include "base/executor.hpp"
#include "edit/finding.hpp"
#include "instrument/fault.hpp"
#include "sheet/grid.hpp"

namespace yj::desk {

struct RuleRunWanted {
    std::string rules_name;  ///< ends in ".vtl": rulesets of VTL; else our notation
    std::string rules_text;
    std::vector<std::string> keys;  ///< columns that name a row
    bool passed_too = false;        ///< 通过 as well, not findings only
};

/// What one rule says of one row.
struct RuleRunRow {
    std::vector<std::string> keys;
    std::string rule;
    edit::Verdict verdict = edit::Verdict::Passed;
    std::string sentence;  ///< empty for 通过
};

struct RuleRun {
    std::vector<RuleRunRow> rows;  ///< in the order of the table, then of the rules
    std::size_t passed = 0, failed = 0, undecided = 0;
    std::vector<std::string> notes;  ///< cells that could not be read as their column asks
};

/// Fails: every fault of the rules and of the table's head, with line, column and the nearest name.
[[nodiscard]] std::expected<RuleRun, instrument::Faults> run_rules(const RuleRunWanted& wanted,
                                                                   const sheet::Grid& table,
                                                                   const Executor& executor);

}  // namespace yj::desk

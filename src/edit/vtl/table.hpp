// Table: the rules of a VTL file applied to one plain table, with a verdict for each row and rule.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "edit/finding.hpp"
#include "edit/vtl/dataset.hpp"

namespace yj::edit::vtl {

/// Column names and rows of text, as a .csv or .xlsx gives them.
struct PlainTable {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows;
};

struct TableVerdict {
    std::vector<std::string> key;  ///< the key columns of the row, as written
    std::string rule;              ///< its name; "ruleset/rule" where two rulesets have one name
    Verdict verdict = Verdict::Undecided;
    bool operator==(const TableVerdict&) const = default;
};

/// A file of rulesets alone: every datapoint ruleset speaks of the table. A file with statements: what its
/// check, check_datapoint and check_hierarchy statements say; the one data set they read is the table.
/// Whatever output they ask for, every row is told, and what VTL leaves out as null is 无法判定 (a
/// check_hierarchy that asks for non_null, VTL's default, is run as partial_null). Shape:  rows in the order
/// of the table, rules in the order of the file; of statements other than
///         check_datapoint over the table itself, in the order of their result.
/// Types:  key columns are identifiers. A column whose filled cells are all numbers is Number, all true or
/// false
///         Boolean, all dates Date, any other String; an empty cell is null.
/// Fails:  what run_vtl refuses; a key that is no column, or that a result does not have; a script without a
/// rule;
///         statements that read more than one data set.
/// Source: VTL 2.2, check_datapoint, check, check_hierarchy.
[[nodiscard]] Outcome<std::vector<TableVerdict>> vtl_over_table(std::string_view script,
                                                                const PlainTable& table,
                                                                std::span<const std::string> keys);

/// The table as a data set of this name.
[[nodiscard]] Outcome<Dataset> typed_table(const PlainTable& table, std::span<const std::string> keys,
                                           std::string name);

}  // namespace yj::edit::vtl

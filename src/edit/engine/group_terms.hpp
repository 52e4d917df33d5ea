// GroupTerms: 横向 terms of one rule over a population: read from each report, reckoned once a group.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/executor.hpp"
#include "edit/check.hpp"
#include "edit/engine/evaluate.hpp"

namespace yj::edit {

/// One term as one report has it, and what became of it.
struct TermReading {
    std::string group;                ///< its keys; for 唯一 the combination itself
    std::optional<Fraction> value;    ///< what is aggregated; 现值
    std::optional<Fraction> earlier;  ///< 前值
    bool counts = false;              ///< for 个数
    std::string missing;              ///< why it has no group, empty when it has one
    std::string no_value;             ///< why it has no value
};

/// The readings of one term in all reports that the rule is asked of.
struct TermColumn {
    int node = 0;
    std::vector<TermReading> readings;  ///< one for each report of the population
    std::vector<TermValue> values;      ///< the same, once reckoned
};

/// Reads one term from one report. Source: rules.md "横向 checks".
[[nodiscard]] TermReading read_term(Evaluation& run, const Node& node);

/// Reckons a term for each group. `asked` has the population's size; reports that are not asked have no value
/// and count in no group. `bounds` are the constants of 四分位内 and 比率离群.
/// Source: as check_peers.hpp says;  Cost: linear, quantiles n log n.
void reckon_term(const Expression& expression, TermColumn& column, const std::vector<char>& asked);

}  // namespace yj::edit

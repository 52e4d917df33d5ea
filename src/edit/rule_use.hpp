// RuleUse: how often a rule's findings led to a correction, so that rules that only cost time are seen.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "edit/finding.hpp"
#include "instrument/cell_sheet.hpp"

namespace yj::edit {

/// One rule over the reports that were looked at. A finding counts once for each sending that had it.
struct RuleUse {
    std::string rule;
    Severity severity = Severity::Hard;
    int failed = 0;     ///< 不通过
    int undecided = 0;  ///< 无法判定
    int explained = 0;  ///< failed, and the respondent said why
    int corrected = 0;  ///< failed, and a cell that the finding names was another in the next sending
    bool operator==(const RuleUse&) const = default;
};

/// One sending of a report, as it was found and answered.
struct UsedSending {
    const std::vector<Finding>* findings = nullptr;
    const instrument::CellSheet* sheet = nullptr;
    const instrument::CellSheet* next = nullptr;  ///< the next sending of the same task; null for the last
    /// Findings that were explained, by (rule, column, key).
    std::vector<std::vector<std::string>> explained;
};

/// Counts sending by sending. Source: rules.md, "how often each rule's findings led to a correction".
class RuleUseCount {
public:
    /// REQUIRES: both sheets are of this form.
    void add(const instrument::Form& form, const UsedSending& sending);
    /// By rule. A rule that never had a finding is not among them.
    [[nodiscard]] std::vector<RuleUse> take() const;

private:
    std::map<std::string, RuleUse> uses_;
};

}  // namespace yj::edit

#include "edit/rule_use.hpp"

#include <algorithm>

namespace yj::edit {

using instrument::CellSheet;
using instrument::Form;

namespace {

bool changed(const Form& form, const Finding& finding, const CellSheet& before, const CellSheet& after) {
    return std::ranges::any_of(finding.cells, [&](const std::string& address) {
        const auto cell = form.cell(address);
        return cell && (before.at(*cell) != after.at(*cell) || before.note(*cell) != after.note(*cell));
    });
}

}  // namespace

void RuleUseCount::add(const Form& form, const UsedSending& sending) {
    for (const auto& finding : *sending.findings) {
        auto& use = uses_[finding.rule];
        use.rule = finding.rule;
        use.severity = finding.severity;
        if (finding.verdict == Verdict::Undecided) ++use.undecided;
        if (finding.verdict != Verdict::Failed) continue;
        ++use.failed;
        const std::vector<std::string> name{finding.rule, finding.column, finding.key};
        if (std::ranges::find(sending.explained, name) != sending.explained.end()) ++use.explained;
        if (sending.next != nullptr && changed(form, finding, *sending.sheet, *sending.next)) ++use.corrected;
    }
}

std::vector<RuleUse> RuleUseCount::take() const {
    std::vector<RuleUse> all;
    for (const auto& [rule, use] : uses_) all.push_back(use);
    return all;
}

}  // namespace yj::edit

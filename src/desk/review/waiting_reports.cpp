#include "desk/review/waiting_reports.hpp"

#include <algorithm>
#include <map>

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "edit/edit_shelf.hpp"
#include "registry/frame_shelf.hpp"
#include "review/review_rules.hpp"
#include "review/review_shelf.hpp"

namespace yj::desk {

namespace {

/// The findings that block, in their order.
std::vector<edit::Finding> blocking(const std::vector<edit::Finding>& findings,
                                    const std::vector<review::Explanation>& said) {
    std::vector<edit::Finding> standing;
    const auto blocks = review::blocks(findings, said);
    for (const auto& finding : findings)
        if (finding.verdict == edit::Verdict::Failed &&
            std::ranges::any_of(blocks, [&](const review::Block& block) {
                return block.rule == finding.rule && block.column == finding.column &&
                       block.key == finding.key;
            }))
            standing.push_back(finding);
    return standing;
}

std::map<SubmissionId, WaitingReport> all_waiting(store::Tx& tx, const std::string& form, Period period) {
    std::map<SubmissionId, WaitingReport> waiting;
    const auto said = review::explanations_of_form(tx, form, period, kNow);
    edit::each_check(tx, form, period, kNow, [&](const edit::StoredCheck& check) {
        const auto found = said.find(check.submission);
        auto standing = blocking(check.findings,
                                 found == said.end() ? std::vector<review::Explanation>{} : found->second);
        if (!standing.empty()) waiting[check.submission] = {check.submission, {}, {}, std::move(standing)};
    });
    return waiting;
}

}  // namespace

bool WaitingReport::has_hard() const {
    return std::ranges::any_of(findings, [](const auto& it) { return it.severity == edit::Severity::Hard; });
}

Result<std::vector<WaitingReport>> waiting_reports(const County& county, const access::Actor& actor,
                                                   const std::string& code, Period period) {
    YJ_ASSIGN(const auto in_force, form_in_force(county, code, period));
    const access::Scope where{in_force.form->profession, code, county.settings().region, {}};
    std::vector<WaitingReport> all;
    YJ_TRY(ask(county, actor, access::Act::ReportRead, where, [&](store::Tx& tx) -> Done {
        auto waiting = all_waiting(tx, code, period);
        std::map<StatUnitId, std::string> codes;
        registry::each_in_frame(tx, code, period, kNow, [&](const registry::UnitVersion& it) {
            codes[it.unit] = it.attributes.code;
        });
        const auto marks = review::marks_of_form(tx, code, period, kNow);
        for (const auto& line : collect::board_lines(tx, code, period, kNow)) {
            const auto found = waiting.find(line.submission);
            const auto mark = marks.find(line.submission);
            const auto known = mark == marks.end() ? review::Marks{} : mark->second;
            if (found == waiting.end() || collect::state_of(line.submitted, known.returned, known.accepted) !=
                                              collect::TaskState::Reported)
                continue;
            found->second.unit = line.task.unit;
            found->second.code = codes[line.task.unit];
            all.push_back(std::move(found->second));
        }
        return {};
    }));
    std::ranges::sort(all, {}, &WaitingReport::code);
    return all;
}

}  // namespace yj::desk

#include "desk/collect/board_question.hpp"

#include <algorithm>
#include <map>

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "registry/frame_shelf.hpp"
#include "registry/registry_shelf.hpp"
#include "review/review_shelf.hpp"

namespace yj::desk {

using collect::TaskState;

namespace {

TaskState state_of(const collect::BoardLine& line, const std::map<SubmissionId, review::Marks>& marks) {
    const auto found = marks.find(line.submission);
    const auto known = found == marks.end() ? review::Marks{} : found->second;
    return collect::state_of(line.submitted, known.returned, known.accepted);
}

void count(BoardSummary& summary, const collect::BoardLine& line, TaskState state,
           const edit::CheckCount& findings) {
    ++summary.tasks;
    if (state == TaskState::NotReported) ++summary.not_reported;
    if (state == TaskState::Reported) ++summary.reported;
    if (state == TaskState::Returned) ++summary.returned;
    if (state == TaskState::Accepted) ++summary.accepted;
    if (line.late()) ++summary.late;
    if (findings.hard > 0) ++summary.with_hard;
    if (findings.soft > 0 && state != TaskState::Accepted) ++summary.to_explain;
}

BoardSummary summary_of(const County& county, store::Tx& tx, const collect::BoardCount& at) {
    BoardSummary summary;
    summary.form = at.form;
    summary.period = at.period;
    if (const auto in_force = form_in_force(county, at.form, at.period)) {
        summary.form_name = in_force->form->name;
        summary.due = in_force->pack->pack.due_at(*in_force->form, at.period);
    }
    const auto marks = review::marks_of_form(tx, at.form, at.period, kNow);
    const auto checks = edit::check_counts(tx, at.form, at.period, kNow);
    for (const auto& line : collect::board_lines(tx, at.form, at.period, kNow)) {
        const auto check = checks.find(line.submission);
        count(summary, line, state_of(line, marks),
              check == checks.end() ? edit::CheckCount{} : check->second);
    }
    return summary;
}

}  // namespace

Result<std::vector<BoardSummary>> board(const County& county, const access::Actor& actor,
                                        std::optional<Period> period) {
    std::vector<BoardSummary> all;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        for (const auto& at : collect::board_counts(tx, kNow)) {
            if (period && at.period != *period) continue;
            const auto in_force = form_in_force(county, at.form, at.period);
            const auto profession = in_force ? in_force->form->profession : std::string();
            if (access::may(actor, access::Act::BoardRead,
                            {profession, at.form, county.settings().region, {}}))
                all.push_back(summary_of(county, tx, at));
        }
        return {};
    }));
    return all;
}

Result<std::vector<BoardUnit>> board_units(const County& county, const access::Actor& actor,
                                           const std::string& code, Period period) {
    YJ_ASSIGN(const auto in_force, form_in_force(county, code, period));
    std::vector<BoardUnit> units;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        std::map<StatUnitId, registry::UnitAttributes> known;
        registry::each_in_frame(tx, code, period, kNow,
                                [&](const registry::UnitVersion& it) { known[it.unit] = it.attributes; });
        const auto marks = review::marks_of_form(tx, code, period, kNow);
        const auto checks = edit::check_counts(tx, code, period, kNow);
        for (const auto& line : collect::board_lines(tx, code, period, kNow)) {
            const auto& it = known[line.task.unit];
            const access::Scope where{in_force.form->profession, code, it.region, line.task.unit};
            if (!access::may(actor, access::Act::BoardRead, where)) continue;
            BoardUnit unit{line.task.unit,
                           it.code,
                           it.name,
                           in_force.pack->region_name(it.region, period),
                           state_of(line, marks),
                           line.late(),
                           line.submission,
                           line.sequence,
                           {}};
            if (const auto check = checks.find(line.submission); check != checks.end())
                unit.findings = check->second;
            units.push_back(std::move(unit));
        }
        return {};
    }));
    std::ranges::sort(units, {}, &BoardUnit::code);
    return units;
}

}  // namespace yj::desk

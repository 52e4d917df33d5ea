#include "desk/review/blame_question.hpp"

#include "desk/collect/neighbours.hpp"
#include "desk/review/report_at_hand.hpp"
#include "edit/blame/blame.hpp"
#include "edit/blame/hints.hpp"

namespace yj::desk {

namespace {

Result<ReportBlame> blamed(const County& county, store::Tx& tx, const ReportAtHand& report) {
    const auto* form = report.pack->form(report.task.form);
    if (form == nullptr || form->hash != report.form->hash)
        return refuse(Refused::NotReady, "这份报表是按旧的表式填的，不能按现行规则查找", {},
                      "请看它当时的审核结果");
    YJ_ASSIGN(const auto sheet, instrument::CellSheet::unpack(*form, report.submission.payload));
    Neighbours neighbours(county, *report.pack, report.pack->rules, *form, report.task.period);
    const auto context = neighbours.context(tx, report.task.unit, sheet, report.unit);
    const auto found = edit::blame(report.pack->rules, context);
    ReportBlame answer{report.unit.code,
                       report.unit.name,
                       form->code,
                       report.task.period,
                       edit::blame_sentence(found, *form),
                       {},
                       {},
                       {}};
    for (const auto& cell : found.cells) {
        const auto value = sheet.at(cell);
        answer.cells.push_back({form->address(cell), form->cell_name(cell),
                                value.present() ? value.amount().text() : std::string(sheet.note(cell))});
    }
    for (const auto& it : edit::hints(report.pack->rules, context))
        answer.hints.push_back(edit::hint_sentence(it, *form));
    for (const auto& it : found.left_out) answer.left_out.push_back(it.rule + "：" + it.why);
    return answer;
}

}  // namespace

Result<ReportBlame> blame_report(const County& county, const access::Actor& actor, SubmissionId id) {
    std::optional<ReportBlame> answer;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        YJ_ASSIGN(const auto report, report_at_hand(county, tx, id, kNow));
        if (!access::may(actor, access::Act::ReportReturn, report.where()))
            return refuse(Refused::NotFound, "没有编号为 " + std::to_string(id.value) + " 的报表", {},
                          "请用 youju board 查看报表编号");
        YJ_ASSIGN(answer, blamed(county, tx, report));
        return tx.state();
    }));
    return std::move(*answer);
}

}  // namespace yj::desk

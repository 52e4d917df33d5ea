#include "desk/collect/submit_report.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "desk/collect/take_reports.hpp"
#include "edit/check.hpp"
#include "edit/edit_shelf.hpp"
#include "registry/registry_shelf.hpp"

namespace yj::desk {

using access::Act;

namespace {

/// The unit, when it is one that this account reports for; else the same answer as for a code that is
/// nowhere.
Result<registry::UnitVersion> own_unit(const County& county, const access::Actor& actor,
                                       const instrument::Form& form, const ReportWanted& wanted) {
    if (!actor.has(access::Role::Respondent))
        YJ_TRY(check_may(actor, Act::ReportSubmit, {form.profession, form.code, {}, {}}));
    std::optional<registry::UnitVersion> unit;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        unit = registry::find_by_code(tx, wanted.unit_code, wanted.period, kNow);
        return {};
    }));
    if (unit && access::may(actor, Act::ReportSubmit,
                            {form.profession, form.code, unit->attributes.region, unit->unit}))
        return *unit;
    return refuse(Refused::NotFound,
                  "这个账号没有代码为“" + wanted.unit_code + "”、报 " + form.code + " 的单位", {},
                  "请核对单位代码，使用该单位的填报账号");
}

void set_notes(const ReportWanted& wanted, const instrument::Form& form, collect::EnteredCells& entered) {
    for (const auto& note : wanted.notes) {
        if (const auto cell = form.cell(note.address))
            entered.sheet.set_note(*cell, note.words);
        else
            entered.refused.push_back(
                {Refused::Malformed, form.code + " 没有单元格“" + note.address + "”", note.address, {}});
    }
}

/// "submission sequence unchanged hash", as the log keeps the act's answer.
std::string answer_text(const TakenReport& taken, const Digest& hash) {
    return fmt::format("{} {} {} {}", taken.submission.value, taken.sequence, taken.unchanged ? 1 : 0,
                       hash.hex());
}

void read_answer(const std::string& text, SubmittedReport& report) {
    const auto parts = split(text, ' ');
    if (parts.size() != 4) return;
    report.submission = SubmissionId{parse_id(parts[0]).value_or(0)};
    report.sequence = static_cast<int>(parse_id(parts[1]).value_or(0));
    report.unchanged = parts[2] == "1";
    report.other_content = report.repeated && parts[3] != report.payload_hash.hex();
}

Done read_findings(const County& county, const LoadedPack& pack, const std::string& form,
                   SubmittedReport& report) {
    return county.store().read([&](store::Tx& tx) -> Done {
        if (auto check = edit::latest_check(tx, report.submission, kNow))
            report.findings = std::move(check->findings);
        for (auto& finding : report.findings)
            finding.sentence = edit::respondent_sentence(pack.rules, form, finding);
        return {};
    });
}

}  // namespace

Result<SubmittedReport> submit_report(County& county, const access::Actor& actor, const ReportWanted& wanted,
                                      const std::string& key) {
    YJ_ASSIGN(const auto in_force, form_in_force(county, wanted.form, wanted.period));
    const auto& form = *in_force.form;
    YJ_ASSIGN(const auto unit, own_unit(county, actor, form, wanted));
    auto entered = collect::enter_cells(wanted.cells, form);
    if (entered.refused.empty()) set_notes(wanted, form, entered);
    SubmittedReport report;
    report.refused = std::move(entered.refused);
    if (!report.refused.empty()) return report;
    report.payload_hash = sha256(entered.sheet.pack());
    const collect::ReportDraft draft{wanted.unit_code, wanted.period, std::move(entered.sheet), {}, {}};
    const access::Scope where{form.profession, form.code, unit.attributes.region, unit.unit};
    YJ_ASSIGN(const auto answer, run_act(county, {actor, Act::ReportSubmit, where, key},
                                         [&](ActScope& scope) -> Result<std::string> {
                                             ReportTaker taker(county, scope, in_force, wanted.period,
                                                               {wanted.channel, Act::ReportSubmit, true, {}});
                                             YJ_ASSIGN(const auto taken, taker.take(draft));
                                             scope.about("sending/" + std::to_string(taken.submission.value));
                                             return answer_text(taken, report.payload_hash);
                                         }));
    report.entry = answer.entry;
    report.repeated = answer.repeated;
    read_answer(answer.text, report);
    if (!report.other_content) YJ_TRY(read_findings(county, *in_force.pack, form.code, report));
    return report;
}

}  // namespace yj::desk

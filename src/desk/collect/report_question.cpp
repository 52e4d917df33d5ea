#include "desk/collect/report_question.hpp"

#include <algorithm>

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/review/report_at_hand.hpp"
#include "edit/check.hpp"
#include "edit/edit_shelf.hpp"
#include "evidence/evidence_shelf.hpp"
#include "instrument/cell_sheet.hpp"
#include "review/review_shelf.hpp"

namespace yj::desk {

using access::Act;
using instrument::CellAddress;
using instrument::CellSheet;

namespace {

std::string code_name(const LoadedPack& pack, std::string_view list, const std::string& code, Period period) {
    const auto* codes = pack.pack.list(list);
    return codes == nullptr ? code : codes->name_of(code, period);
}

/// The same unit's report of the period before, where it was made under the same form.
struct LastReport {
    Period period;
    CellSheet sheet;
};
std::optional<LastReport> last_report(const County& county, store::Tx& tx, const ReportAtHand& at) {
    const auto period = previous_report(at.task.period, at.form->january);
    const auto task = collect::find_task(tx, at.task.form, period, at.task.unit, kNow);
    const auto latest = task ? collect::latest_submission(tx, task->id, kNow) : std::nullopt;
    const auto* form = latest ? form_by_hash(county, latest->form_hash) : nullptr;
    if (form == nullptr || form->hash != at.form->hash) return std::nullopt;
    auto sheet = CellSheet::unpack(*form, latest->payload);
    if (!sheet) return std::nullopt;
    return LastReport{period, std::move(*sheet)};
}

std::string words_or_value(const instrument::Form& form, const CellSheet& sheet, const CellAddress& cell) {
    if (form.rows[static_cast<std::size_t>(cell.row)].text) return std::string(sheet.note(cell));
    const auto value = sheet.at(cell);
    return value.present() ? value.amount().text() : std::string();
}

ShownCell shown_cell(const instrument::Form& form, const CellSheet& sheet,
                     const std::optional<LastReport>& last, const CellAddress& cell) {
    ShownCell shown;
    shown.address = form.address(cell);
    shown.value = words_or_value(form, sheet, cell);
    const bool text = form.rows[static_cast<std::size_t>(cell.row)].text;
    if (!text) shown.note = std::string(sheet.note(cell));
    const auto value = sheet.at(cell);
    if (shown.value.empty() && !value.present()) shown.missing = std::string(missing_name(value.reason()));
    if (last) shown.last = words_or_value(form, last->sheet, cell);
    return shown;
}

void add_row(ShownReport& report, const ReportAtHand& at, const CellSheet& sheet,
             const std::optional<LastReport>& last, int row, const std::string& key) {
    const auto& form = *at.form;
    const auto& indicator = form.rows[static_cast<std::size_t>(row)];
    ShownRow shown{indicator.code, key, indicator.name, {}, indicator.depth, {}};
    if (!key.empty()) {
        const auto* code = at.pack->pack.key_of(form, row, key, at.task.period);
        shown.name = code == nullptr ? key : code->name;
        shown.depth = indicator.depth + 1;
    }
    if (!indicator.text) shown.measure = std::string(form.measure_of(row, 0).name());
    for (int column = 0; column < static_cast<int>(form.columns.size()); ++column)
        shown.cells.push_back(shown_cell(form, sheet, last, {row, column, key}));
    report.rows.push_back(std::move(shown));
}

void add_cells(ShownReport& report, const ReportAtHand& at, const CellSheet& sheet,
               const std::optional<LastReport>& last) {
    for (const auto& column : at.form->columns) report.columns.push_back(column.name);
    for (int row = 0; row < static_cast<int>(at.form->rows.size()); ++row) {
        if (at.form->rows[static_cast<std::size_t>(row)].open_list.empty()) {
            add_row(report, at, sheet, last, row, {});
            continue;
        }
        for (const auto& key : sheet.keys(row)) add_row(report, at, sheet, last, row, key);
    }
}

void add_findings(store::Tx& tx, ShownReport& report, const ReportAtHand& at, bool respondent) {
    auto check = edit::latest_check(tx, report.id, kNow);
    if (!check) return;
    const auto said = review::explanations_of(tx, report.id, kNow);
    for (auto& finding : check->findings) {
        if (respondent) finding.sentence = edit::respondent_sentence(at.pack->rules, at.form->code, finding);
        ShownFinding shown{finding, {}};
        const auto found = std::ranges::find_if(said, [&](const review::Explanation& it) {
            return it.rule == finding.rule && it.column == finding.column && it.key == finding.key;
        });
        if (found != said.end())
            shown.explanation =
                ShownExplanation{code_name(*at.pack, "explanation_reason", found->reason, report.period),
                                 found->words, found->since};
        report.findings.push_back(std::move(shown));
    }
}

void add_review(store::Tx& tx, ShownReport& report, const ReportAtHand& at) {
    for (const auto& sent_back : review::returns_of(tx, report.id, kNow)) {
        ShownReturn shown{sent_back.since, {}};
        for (const auto& reason : sent_back.reasons)
            shown.reasons.push_back({reason.cell,
                                     code_name(*at.pack, "return_reason", reason.code, report.period),
                                     reason.words});
        report.returns.push_back(std::move(shown));
    }
    for (const auto& acceptance : review::acceptances_of(tx, report.id, kNow))
        report.acceptances.push_back(acceptance.since);
}

void add_vouchers(store::Tx& tx, ShownReport& report, const ReportAtHand& at) {
    for (const auto& each :
         evidence::vouchers_of_report(tx, {at.task.unit, at.task.form, at.task.period, {}}, kNow)) {
        const auto& voucher = each.voucher;
        report.vouchers.push_back({voucher.id, each.link.place.cell,
                                   code_name(*at.pack, "voucher_kind", voucher.kind, report.period),
                                   voucher.file_name,
                                   each.link.amount ? each.link.amount->text() : std::string(), voucher.size,
                                   voucher.file_hash, voucher.since});
    }
}

ShownSending shown_sending(const collect::Submission& it) {
    return {it.id, it.sequence, it.received_at, std::string(collect::channel_name(it.channel)), it.since};
}

ShownReport head_of(const ReportAtHand& at) {
    ShownReport report;
    report.id = at.submission.id;
    report.unit = at.task.unit;
    report.unit_code = at.unit.code;
    report.unit_name = at.unit.name;
    report.region_name = at.pack->region_name(at.unit.region, at.task.period);
    report.form = at.form->code;
    report.form_name = at.form->name;
    report.period = at.task.period;
    report.due = at.task.due;
    report.state = at.state;
    report.late = collect::is_late(at.submission.received_at, at.task.due);
    report.latest = at.latest;
    report.sending = shown_sending(at.submission);
    report.payload_hash = at.submission.payload_hash;
    report.batch = at.submission.batch;
    return report;
}

}  // namespace

Result<ShownReport> show_report(const County& county, const access::Actor& actor, SubmissionId id) {
    ShownReport report;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        YJ_ASSIGN(const auto at, report_at_hand(county, tx, id, kNow));
        if (!access::may(actor, Act::ReportRead, at.where()))
            return refuse(Refused::NotFound, "没有编号为 " + std::to_string(id.value) + " 的报表", {},
                          "请用 youju board 查看报表编号");
        YJ_ASSIGN(const auto sheet, CellSheet::unpack(*at.form, at.submission.payload));
        report = head_of(at);
        const auto last = last_report(county, tx, at);
        if (last) report.last_period = last->period.name();
        add_cells(report, at, sheet, last);
        add_findings(tx, report, at, actor.has(access::Role::Respondent));
        add_review(tx, report, at);
        if (access::may(actor, Act::VoucherRead, at.where())) add_vouchers(tx, report, at);
        for (const auto& each : collect::submissions_of(tx, at.task.id, kNow))
            report.sendings.push_back(shown_sending(each));
        return {};
    }));
    return report;
}

}  // namespace yj::desk
